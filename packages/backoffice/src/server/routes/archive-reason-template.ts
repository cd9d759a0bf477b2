import { archiveReasonTemplate as archive } from '@guichet/shared/commands/reason-templates/change-reason-template';
import { archiveReasonTemplate } from '@guichet/shared/contracts/reason-templates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const archiveReasonTemplateRoute = route(archiveReasonTemplate, (deps) => async ({ params, body, staff }) => {
  await archive(contextOf(deps, staff), { ...body, id: params.id });
  return {};
});
