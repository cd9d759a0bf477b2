import { changeReasonTemplate as change } from '@guichet/shared/commands/reason-templates/change-reason-template';
import { changeReasonTemplate } from '@guichet/shared/contracts/reason-templates';
import { viewReasonTemplate } from '@guichet/shared/reads/list-reason-templates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeReasonTemplateRoute = route(
  changeReasonTemplate,
  (deps) =>
    async ({ params, body, staff }) =>
      viewReasonTemplate(await change(contextOf(deps, staff), { ...body, id: params.id })),
);
