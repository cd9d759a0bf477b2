import { archiveMailingTemplate as archive } from '@guichet/shared/commands/mailings/change-mailing-template';
import { archiveMailingTemplate } from '@guichet/shared/contracts/mailings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const archiveMailingTemplateRoute = route(archiveMailingTemplate, (deps) => async ({ params, body, staff }) => {
  await archive(contextOf(deps, staff), { ...body, id: params.id });
  return {};
});
