import type { CivilDate } from '../domain/dates.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import type { FormValues } from './fields.ts';

/** What of a PO's file a change is told about, as recorded and as far as who tells it may see. Numbers as people read them. */
export type Recorded =
  | {
      kind: 'po';
      name: string;
      enterpriseNumber: string;
      contactEmail: string;
      contactPhone: string;
      address: PostalAddress;
    }
  | { kind: 'school'; value: string; name: string; address: PostalAddress }
  | {
      kind: 'member';
      firstName: string;
      lastName: string;
      birthDate: CivilDate | null;
      email: string;
      phone: string;
      address: PostalAddress | null;
    };
export type RecordedKind = Recorded['kind'];

/** How a form opens beside something recorded. `recorded` names the values that ask nothing while they are left alone. */
export type FilledIn = { values: Partial<FormValues>; recorded: Partial<FormValues> };

/** Only what is recorded: a field that came empty asks something as soon as it is filled. */
export function given(values: Partial<FormValues>): Partial<FormValues> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value).some(([part, text]) => part !== 'country' && text !== '')
        : value !== undefined && value.length > 0,
    ),
  );
}
