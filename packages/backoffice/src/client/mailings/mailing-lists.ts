import { MAILING_LISTS, type MailingList } from '@guichet/shared/contracts/mailing-view';

/** Which list is asked for, as the address holds it; `undefined` puts away a word that is none, which the router would keep. */
export function readMailingList({ liste }: Record<string, unknown>): { liste?: MailingList | undefined } {
  const list = MAILING_LISTS.find((name) => name === liste);
  return { liste: list === 'open' ? undefined : list };
}
