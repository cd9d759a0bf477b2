import { listReasonTemplates as contract } from '@guichet/shared/contracts/reason-templates';
import { listReasonTemplates } from '@guichet/shared/reads/list-reason-templates';
import { route } from '../serve.ts';

export const listReasonTemplatesRoute = route(contract, ({ db }) => async ({ staff }) => ({
  templates: await listReasonTemplates(db, staff.regionId),
}));
