import { previewMailing } from '@guichet/shared/contracts/mailing-proofs';
import { previewMailing as preview } from '@guichet/shared/reads/mailings/preview-mailing';
import { requireMailing } from '@guichet/shared/reads/mailings/require-mailing';
import { route } from '../serve.ts';

export const previewMailingRoute = route(
  previewMailing,
  ({ db, now, extranetUrl }) =>
    async ({ params, body, staff }) => {
      await requireMailing(db, params.id, staff.regionId);
      const asked = { mailingId: params.id, personId: body.person, extranetUrl, now: now() };
      const { subject, text } = await preview(db, asked);
      return { subject, text };
    },
);
