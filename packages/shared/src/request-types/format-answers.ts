import { type CivilDate, formatDate, formatLongDate } from '../domain/dates.ts';
import { formatAddress, type PostalAddress } from '../domain/postal-address.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import type { Answer } from './request-type.ts';

/** Collects the answers that were given; what was left empty is not shown. */
export function answerList(rows: [label: string, field: string, value: string | null | undefined | false][]): Answer[] {
  return rows.flatMap(([label, field, value]) => (value ? [{ label, field, value }] : []));
}

export const sayDate = (date: CivilDate | null): string | null => (date ? formatLongDate(date) : null);
/** The day in a sentence, where every word counts: "le 1/9/2026". */
export const onDay = (date: CivilDate): string => `le ${formatDate(date)}`;
export const sayAddress = (address: PostalAddress | null): string | null => (address ? formatAddress(address) : null);
/** Roles as a list that stands by itself: "Administrateur·rice, trésorier·ère". */
export const sayRoles = (roles: readonly Role[]): string => withFirst(roles.map(lowerRole).join(', '), 'upper');

/** Roles within a sentence: "administrateur·rice et trésorier·ère". */
export const nameRoles = (roles: readonly Role[]): string => joinWords(roles.map(lowerRole));

/** "a, b et c". */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} et ${last}`;
}

const lowerRole = (role: Role): string => withFirst(ROLE_LABELS[role], 'lower');

function withFirst(text: string, letterCase: 'lower' | 'upper'): string {
  const first = text.charAt(0);
  return (letterCase === 'lower' ? first.toLowerCase() : first.toUpperCase()) + text.slice(1);
}
