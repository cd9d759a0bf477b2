import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { isOpen } from '../narrow-pos.ts';
import { addressColumns, dayCell } from './common-columns.ts';
import type { ExportList, ExportReader } from './export-list.ts';
import { isInPoList, type PoFilters } from './pos-by-words.ts';
import { countRows, readCursor } from './read-cursor.ts';

type Row = PostalAddress & {
  fase: number | null;
  name: string;
  level: string;
  municipality: string;
  district: string;
  openedOn: CivilDate | null;
  closedOn: CivilDate | null;
  poFase: number;
  poName: string;
};

/** The schools that are open today, of the POs that fit. */
export const SCHOOLS: ExportList<PoFilters, Row> = {
  columns: [
    { head: 'FASE', width: 9, value: ({ fase }) => (fase === null ? '' : String(fase)) },
    { head: 'École', width: 42, value: ({ name }) => name },
    { head: 'Niveau', width: 20, value: ({ level }) => level },
    ...addressColumns<Row>(),
    { head: 'Commune', width: 20, value: ({ municipality }) => municipality },
    { head: 'Arrondissement', width: 18, value: ({ district }) => district },
    { head: 'Ouverte le', width: 12, value: ({ openedOn }) => dayCell(openedOn) },
    { head: 'Ferme le', width: 12, value: ({ closedOn }) => dayCell(closedOn) },
    { head: 'FASE du PO', width: 11, value: ({ poFase }) => String(poFase) },
    { head: 'PO', width: 42, value: ({ poName }) => poName },
  ],
  count: async (tx, reader, filters) => countRows(tx, await schoolsIn(tx, reader, filters)),
  async *read(tx, reader, filters) {
    yield* readCursor<Row>(
      tx,
      sql`select s.fase, s.name, s.level, s.street, s.number, s.box, s.postcode, s.locality, s.country, s.municipality,
        s.district, s.opened_on::text as "openedOn", s.closed_on::text as "closedOn", p.fase as "poFase", p.name as "poName"
      from ${await schoolsIn(tx, reader, filters)} order by p.name, p.id, s.name, s.id`,
    );
  },
};

async function schoolsIn(tx: Transaction, reader: ExportReader, filters: PoFilters): Promise<SQL> {
  const fits = await isInPoList(tx, reader, filters);
  return sql`po p join school s on s.po_id = p.id where ${fits} and ${isOpen(reader.today)}`;
}
