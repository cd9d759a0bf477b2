import { listMailingTemplates } from '@guichet/shared/contracts/mailings';
import { listMailingTemplates as list } from '@guichet/shared/reads/mailings/list-mailing-templates';
import { route } from '../serve.ts';

export const listMailingTemplatesRoute = route(listMailingTemplates, ({ db }) => async ({ staff }) => ({
  templates: await list(db, staff.regionId),
}));
