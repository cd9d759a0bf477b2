import { listMailingRecipients } from '@guichet/shared/contracts/mailing-sending';
import { getMailingRow } from '@guichet/shared/reads/mailings/get-mailing-row';
import { listMailingRecipients as list } from '@guichet/shared/reads/mailings/list-mailing-recipients';
import { route } from '../serve.ts';

export const listMailingRecipientsRoute = route(
  listMailingRecipients,
  ({ db, now }) =>
    async ({ params, body, staff }) => {
      await getMailingRow(db, staff, params.id);
      return await list(db, staff, { ...body, mailingId: params.id }, now());
    },
);
