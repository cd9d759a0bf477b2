import { createMailingTemplate as create } from '@guichet/shared/commands/mailings/create-mailing-template';
import { createMailingTemplate } from '@guichet/shared/contracts/mailings';
import { getMailingTemplate } from '@guichet/shared/reads/mailings/list-mailing-templates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createMailingTemplateRoute = route(createMailingTemplate, (deps) => async ({ body, staff }) => {
  const { id } = await create(contextOf(deps, staff), body);
  return getMailingTemplate(deps.db, staff.regionId, id);
});
