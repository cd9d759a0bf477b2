import { MAILING_LISTS, type MailingList } from '@guichet/shared/contracts/mailing-view';

/** Which list is asked for, as the address holds it. */
export function readMailingList({ liste }: Record<string, unknown>): { liste?: MailingList } {
  const list = MAILING_LISTS.find((name) => name === liste);
  return list && list !== 'open' ? { liste: list } : {};
}
