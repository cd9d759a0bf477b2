import { showMailing } from '@guichet/shared/contracts/mailing-proofs';
import { previewMailingPage } from '@guichet/shared/reads/mailings/preview-mailing';
import { requireMailing } from '@guichet/shared/reads/mailings/require-mailing';
import { framedRoute } from '../serve.ts';

export const showMailingRoute = framedRoute(
  showMailing,
  ({ db, now, extranetUrl }) =>
    async ({ params, query, staff }) => {
      await requireMailing(db, params.id, staff.regionId);
      const { person: personId = null, theme = 'light' } = query;
      return previewMailingPage(db, { mailingId: params.id, personId, theme, extranetUrl, now: now() });
    },
);
