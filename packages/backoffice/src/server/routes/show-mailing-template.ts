import { showMailingTemplate } from '@guichet/shared/contracts/mailing-proofs';
import { previewMailingTemplate } from '@guichet/shared/reads/mailings/preview-mailing-template';
import { framedRoute } from '../serve.ts';

export const showMailingTemplateRoute = framedRoute(
  showMailingTemplate,
  ({ db, extranetUrl }) =>
    ({ params, query: { theme = 'light' }, staff }) =>
      previewMailingTemplate(db, { templateId: params.id, regionId: staff.regionId, extranetUrl, theme }),
);
