import { RECIPIENT_FATE_LABELS } from '../../domain/mailings/recipient-fates.ts';
import type { RecipientRow } from '../../contracts/mailing-sending.ts';
import {
  countMailingRecipients,
  listMailingRecipients,
  type RecipientQuestion,
} from '../mailings/list-mailing-recipients.ts';
import { dayOfMoment } from './common-columns.ts';
import type { ExportList } from './export-list.ts';

const PIECE = 2_000;

/** Who a mailing was for, why, and what became of each. */
export const MAILING_RECIPIENTS: ExportList<RecipientQuestion, RecipientRow> = {
  columns: [
    { head: 'Nom', width: 30, value: ({ name }) => name },
    { head: 'Adresse', width: 34, value: ({ address }) => address },
    { head: 'Raison', width: 60, value: ({ reasons }) => reasons.join(' ; ') },
    { head: 'État', width: 24, value: ({ fate }) => RECIPIENT_FATE_LABELS[fate][0] },
    { head: 'Détail', width: 50, value: ({ words }) => words },
    { head: 'Réponse du serveur', width: 50, value: ({ serverWords }) => serverWords },
    { head: 'Parti le', width: 12, value: ({ at }) => dayOfMoment(at) },
  ],
  count: (tx, reader, filters) => countMailingRecipients(tx, reader, filters),
  async *read(tx, reader, filters) {
    for (let after = 0; ; after += PIECE) {
      const { recipients, more } = await listMailingRecipients(tx, reader, { ...filters, after }, reader.now, PIECE);
      yield recipients;
      if (!more) return;
    }
  },
};
