import { type CivilDate, todayInBrussels } from '../../domain/dates.ts';
import { formatPhone } from '../../domain/phone.ts';
import { countryName, DEFAULT_COUNTRY, type PostalAddress } from '../../domain/postal-address.ts';
import type { ExportColumn } from './export-list.ts';
import type { Cell } from './file-writer.ts';

/** The parts of an address, each in a column of its own, as a mail merge wants them. */
export function addressColumns<Row extends PostalAddress>(): ExportColumn<Row>[] {
  return [
    { head: 'Rue', width: 28, value: ({ street }) => street },
    { head: 'Numéro', width: 9, value: ({ number }) => number },
    { head: 'Boîte', width: 8, value: ({ box }) => box },
    { head: 'Code postal', width: 12, value: ({ postcode }) => postcode },
    { head: 'Localité', width: 22, value: ({ locality }) => locality },
    {
      head: 'Pays',
      width: 12,
      // Letters within the country do without it.
      value: ({ country }) => (country === DEFAULT_COUNTRY || country === '' ? '' : countryName(country)),
    },
  ];
}

/** As one dials it from Belgium: no "+" that a spreadsheet would take for a sum. */
export function dialled(e164: string | null): string {
  return e164 === null ? '' : formatPhone(e164).replace(/^\+/, '00 ');
}

export function dayCell(day: CivilDate | null): Cell {
  return day === null ? null : { day };
}

/** The day in Brussels of an instant. */
export function dayOfMoment(moment: string | null): Cell {
  return moment === null ? null : { day: todayInBrussels(new Date(moment)) };
}
