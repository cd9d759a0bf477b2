import { formatLongDate } from '../../domain/dates.ts';
import type { MailFacts } from '../mail-facts.ts';

/** A mandate, one fact below the other: which PO, from when, as what. */
export function mandateLines({ poName, mandateFrom, roles }: MailFacts): { label: string; value: string }[] {
  return [
    ...(poName ? [{ label: 'Pouvoir organisateur', value: poName }] : []),
    ...(mandateFrom ? [{ label: 'À partir du', value: formatLongDate(mandateFrom) }] : []),
    ...(roles.length > 0 ? [{ label: roles.length === 1 ? 'Rôle' : 'Rôles', value: roles.join(', ') }] : []),
  ];
}
