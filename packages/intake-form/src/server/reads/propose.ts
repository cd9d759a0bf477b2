import { isLocalityOf, localitiesOf } from '@guichet/shared/domain/belgian-postcodes';
import type { AddressInput, FieldGroup, FormValues } from '@guichet/shared/request-types/fields';
import type { Offer, Offers } from '../../form/offer.tsx';
import { offerEmail, offerLocalities } from '../../form/offers.ts';

/** What a page proposes for what stands in its fields. */
export function propose(groups: readonly FieldGroup[], values: FormValues): Offers {
  const offers = groups
    .flatMap(({ fields }) => fields)
    .flatMap(({ kind, name }): [string, Offer | undefined][] => {
      if (kind === 'email') return [[name, offerEmail(name, String(values[name] ?? ''))]];
      return kind === 'address' ? [[name, proposeLocalities(name, values[name] as AddressInput)]] : [];
    });
  return Object.fromEntries(offers.filter((entry): entry is [string, Offer] => entry[1] !== undefined));
}

function proposeLocalities(name: string, { postcode, locality, country }: AddressInput): Offer | undefined {
  const code = postcode.trim();
  if (country !== 'BE' || isLocalityOf(code, locality)) return undefined;
  return offerLocalities(name, code, localitiesOf(code));
}
