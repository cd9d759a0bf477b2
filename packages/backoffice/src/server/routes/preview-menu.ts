import { previewMenu } from '@guichet/shared/contracts/resources';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { previewResources } from '@guichet/shared/reads/resources/preview-resources';
import { route } from '../serve.ts';

export const previewMenuRoute = route(
  previewMenu,
  ({ db, now }) =>
    ({ query: { role = null, po = null, day = todayInBrussels(now()) } }) =>
      previewResources(db, { role, poId: po, day }),
);
