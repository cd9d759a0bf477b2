import type { CivilDate } from '../dates.ts';
import { ROLE_LABELS, type Role } from '../roles.ts';
import { foldForSearch } from '../text.ts';

/** A reason why somebody gets a mailing, with the name of its PO; a `RecipientReason` as people read it. */
export type NamedReason = { poName: string; role: Role | null; since: CivilDate | null; insteadOf: Role | null };

/** "trésorier·ère", for the middle of a sentence. */
export function roleInSentence(role: Role): string {
  const label = ROLE_LABELS[role];
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** "du PO Sainte-Aldegonde ASBL", whether or not the name begins with "PO". */
export function ofPo(name: string): string {
  return foldForSearch(name).startsWith('po ') ? `du ${name}` : `du PO ${name}`;
}

/** "trésorier·ère du PO X depuis 2023", "président·e du PO Y depuis 2019 (à défaut de trésorier·ère joignable)". */
export function sayReason({ poName, role, since, insteadOf }: NamedReason): string {
  if (role === null) return `membre ${ofPo(poName)} (ajouté·e à la main)`;
  const held = `${roleInSentence(role)} ${ofPo(poName)}${since === null ? '' : ` depuis ${since.slice(0, 4)}`}`;
  return insteadOf === null ? held : `${held} (à défaut de ${roleInSentence(insteadOf)} joignable)`;
}

/** All reasons of one person as one line: "Trésorier·ère du PO X depuis 2023 ; aussi secrétaire du PO Y depuis 2021". */
export function sayReasons(reasons: readonly NamedReason[]): string {
  const line = reasons.map(sayReason).join(' ; aussi ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
