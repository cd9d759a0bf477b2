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
export const sayRoles = (roles: readonly Role[]): string =>
  roles.map((role, index) => (index === 0 ? ROLE_LABELS[role] : lowerFirst(ROLE_LABELS[role]))).join(', ');

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
