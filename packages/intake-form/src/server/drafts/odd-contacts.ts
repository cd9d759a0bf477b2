import { isElsewhere, localitiesOf } from '@guichet/shared/domain/belgian-postcodes';
import { suggestEmail } from '@guichet/shared/domain/email-hint';
import type { AddressInput, FieldGroup, FormValues } from '@guichet/shared/request-types/fields';

/** Addresses, of mail and of houses, that look like a slip of the keyboard. Sentences; nothing is refused. */
export function oddContacts(groups: readonly FieldGroup[], values: FormValues): string[] {
  return groups
    .flatMap(({ fields }) => fields)
    .flatMap(({ kind, name, label }) => {
      if (kind === 'email') return oddEmail(label, String(values[name] ?? ''));
      return kind === 'address' ? oddLocality(label, values[name] as AddressInput) : [];
    });
}

function oddEmail(label: string, typed: string): string[] {
  const meant = suggestEmail(typed);
  return meant === null ? [] : [`${label}\u00a0: vous avez écrit ${typed.trim()}. Vouliez-vous dire ${meant}\u00a0?`];
}

function oddLocality(label: string, { postcode, locality, country }: AddressInput): string[] {
  const code = postcode.trim();
  const [likely] = localitiesOf(code);
  if (country !== 'BE' || likely === undefined || !isElsewhere(code, locality)) return [];
  return [`${label}\u00a0: ${code} est le code postal de ${likely}, et vous avez écrit ${locality.trim()}.`];
}
