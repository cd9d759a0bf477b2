import { suggestEmail } from '@guichet/shared/domain/email-hint';
import type { Offer } from './offer.tsx';

/** The address that was probably meant, for one whose end looks mistyped. */
export function offerEmail(path: string, typed: string): Offer | undefined {
  const meant = suggestEmail(typed);
  return meant === null ? undefined : { text: 'Vouliez-vous dire', path, choices: [meant] };
}

/** The localities of a postcode, while none of them is given. */
export function offerLocalities(field: string, postcode: string, localities: readonly string[]): Offer | undefined {
  if (localities.length === 0) return undefined;
  return { text: `Localités du ${postcode}\u00a0:`, path: `${field}.locality`, choices: localities };
}
