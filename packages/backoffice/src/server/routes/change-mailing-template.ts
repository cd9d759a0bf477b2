import { changeMailingTemplate as change } from '@guichet/shared/commands/mailings/change-mailing-template';
import { changeMailingTemplate } from '@guichet/shared/contracts/mailings';
import { getMailingTemplate } from '@guichet/shared/reads/mailings/list-mailing-templates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeMailingTemplateRoute = route(changeMailingTemplate, (deps) => async ({ params, body, staff }) => {
  await change(contextOf(deps, staff), { ...body, id: params.id });
  return getMailingTemplate(deps.db, staff.regionId, params.id);
});
