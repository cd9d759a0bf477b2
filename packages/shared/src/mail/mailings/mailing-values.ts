import type { MailingVariable } from '../../contracts/mailing-body.ts';
import { joinInFrench } from '../../domain/mailings/mailing-variables.ts';
import { type NamedReason, roleInSentence } from '../../domain/mailings/say-reason.ts';
import type { MailingFacts } from './mailing-facts.ts';

/** Whoever serves in more POs than this reads how many others there are. */
const MOST_POS = 5;

/** What the variables of a text stand for, for one recipient; empty where there is nothing to say. */
export function mailingValues({
  firstName,
  lastName,
  reasons,
}: Pick<MailingFacts, 'firstName' | 'lastName' | 'reasons'>): Record<MailingVariable, string> {
  const roles = [...new Set(reasons.flatMap(({ role }) => (role === null ? [] : [roleInSentence(role)])))];
  return {
    'first-name': firstName ?? '',
    'last-name': lastName ?? '',
    po: joinPos(reasons) || 'votre PO',
    role: joinInFrench(roles) || 'membre',
  };
}

function joinPos(reasons: readonly NamedReason[]): string {
  const names = [...new Set(reasons.map(({ poName }) => poName).filter((name) => name !== ''))];
  if (names.length <= MOST_POS) return joinInFrench(names);
  const others = names.length - MOST_POS + 1;
  return joinInFrench([...names.slice(0, MOST_POS - 1), `${others} autres PO`]);
}
