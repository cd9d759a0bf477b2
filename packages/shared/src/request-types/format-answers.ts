import { type CivilDate, formatLongDate } from '../domain/dates.ts';
import { formatAddress, type PostalAddress } from '../domain/postal-address.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import type { Answer } from './request-type.ts';

/** Collects the answers that were given; what was left empty is not shown. */
export function answerList(rows: [label: string, field: string, value: string | null | undefined | false][]): Answer[] {
  return rows.flatMap(([label, field, value]) => (value ? [{ label, field, value }] : []));
}

export const sayDate = (date: CivilDate | null): string | null => (date ? formatLongDate(date) : null);
export const sayAddress = (address: PostalAddress | null): string | null => (address ? formatAddress(address) : null);
/** Roles as a list that stands by itself: "Administrateur·rice, trésorier·ère". */
export const sayRoles = (roles: readonly Role[]): string => withFirst(nameRoles(roles), 'upper');

/** Roles within a sentence: "administrateur·rice, trésorier·ère". */
export const nameRoles = (roles: readonly Role[]): string =>
  roles.map((role) => withFirst(ROLE_LABELS[role], 'lower')).join(', ');

function withFirst(text: string, letterCase: 'lower' | 'upper'): string {
  const first = text.charAt(0);
  return (letterCase === 'lower' ? first.toLowerCase() : first.toUpperCase()) + text.slice(1);
}
