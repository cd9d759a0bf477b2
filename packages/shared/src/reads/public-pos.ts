import { and, asc, eq, gte, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import { school } from '../db/tables/school.ts';
import type { CivilDate } from '../domain/dates.ts';
import { formatAddress } from '../domain/postal-address.ts';

/** `address` is on one line; `place` is its postcode and locality. */
export type PublicPo = { id: string; fase: number; name: string; address: string; place: string };

/** `value` names the school in a request: its FASE number, or its name while it has none. */
export type PublicSchool = { value: string; name: string; place: string };

/** A PO by its id, as anybody may read it; null when there is none. Works for every role. */
export async function getPublicPo(db: Database, id: string): Promise<PublicPo | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
  const [found] = await db
    .select({
      id: po.id,
      fase: po.fase,
      name: po.name,
      street: po.street,
      number: po.number,
      box: po.box,
      postcode: po.postcode,
      locality: po.locality,
      country: po.country,
    })
    .from(po)
    .where(eq(po.id, id));
  if (!found) return null;
  const { fase, name, postcode, locality } = found;
  return { id: found.id, fase, name, address: formatAddress(found), place: `${postcode} ${locality}`.trim() };
}

/** A PO that is there no more: its last day, and the one that goes on in its place. */
export type PoEnd = { name: string; closedOn: CivilDate; successor: PublicPo | null };

/** So many mergers one after the other are followed. */
const MOST_MERGERS = 10;

/** That a PO is over on a day, and the open PO that it went over into, by however many mergers; null while it goes on. */
export async function getPoEnd(db: Database, id: string, today: CivilDate): Promise<PoEnd | null> {
  const first = await endOf(db, id, today);
  if (first === null) return null;
  let nextId = first.mergedInto;
  for (let steps = 0; nextId !== null && steps < MOST_MERGERS; steps += 1) {
    const next = await endOf(db, nextId, today);
    if (next === null) return { ...first, successor: await getPublicPo(db, nextId) };
    nextId = next.mergedInto;
  }
  return { ...first, successor: null };
}

async function endOf(db: Database, id: string, today: CivilDate) {
  const [row] = await db
    .select({ name: po.name, closedOn: po.closedOn, mergedInto: po.mergedInto })
    .from(po)
    .where(and(eq(po.id, id), lt(po.closedOn, today)));
  return row?.closedOn ? { ...row, closedOn: row.closedOn } : null;
}

/** The schools of a PO that are not closed, by name. Works for every role. */
export async function listPublicSchools(db: Database, poId: string, today: CivilDate): Promise<PublicSchool[]> {
  const rows = await db
    .select({ fase: school.fase, name: school.name, postcode: school.postcode, locality: school.locality })
    .from(school)
    .where(and(eq(school.poId, poId), or(isNull(school.closedOn), gte(school.closedOn, today))))
    .orderBy(asc(school.name), asc(school.id));
  return rows.map(({ fase, name, postcode, locality }) => ({
    value: fase === null ? name : String(fase),
    name,
    place: `${postcode} ${locality}`.trim(),
  }));
}
