import type { Transaction } from '@guichet/shared/db/client';
import { po } from '@guichet/shared/db/tables/po';
import { school } from '@guichet/shared/db/tables/school';
import { schoolSite } from '@guichet/shared/db/tables/school-site';
import { site } from '@guichet/shared/db/tables/site';
import { derivedId } from '@guichet/shared/domain/hash';
import { DEMO_POS, type DemoPo, type DemoSchool } from './demo-pos.ts';

/** Where invented FASE numbers begin: the register has none so high. */
const FIRST_FASE = 900_001;
const FIRST_SITE_FASE = 910_001;

export function demoPoId(poIndex: number): string {
  return derivedId('demo', 'po', String(poIndex));
}

export function demoPoFase(poIndex: number): number {
  return FIRST_FASE + poIndex;
}

/** The FASE number of a school of a PO, both counted from 0. */
export function demoSchoolFase(poIndex: number, schoolIndex: number): number {
  return FIRST_FASE + DEMO_POS.slice(0, poIndex).reduce((sum, { schools }) => sum + schools.length, 0) + schoolIndex;
}

/** Writes the POs with their schools and sites: one statement for each table. */
export async function writeDemoPos(tx: Transaction, why: { causeId: string; regionId: string }): Promise<void> {
  const createdBy = why.causeId;
  const rows = DEMO_POS.map((given, poIndex) => placesOf(given, poIndex));
  await tx.insert(po).values(
    DEMO_POS.map((given, poIndex) => ({
      id: demoPoId(poIndex),
      fase: demoPoFase(poIndex),
      name: given.name,
      enterpriseNumber: given.withoutEnterpriseNumber ? null : enterpriseNumber(poIndex),
      ...addressOf(given, given),
      contactEmail: `secretariat${poIndex + 1}@po.example`,
      contactPhone: `+3281009${String(100 + poIndex)}`,
      regionId: why.regionId,
      createdBy,
    })),
  );
  await tx.insert(school).values(rows.flatMap(({ schools }) => schools.map((row) => ({ ...row, createdBy }))));
  await tx.insert(site).values(rows.flatMap(({ sites }) => sites.map((row) => ({ ...row, createdBy }))));
  await tx.insert(schoolSite).values(rows.flatMap(({ pairs }) => pairs.map((row) => ({ ...row, createdBy }))));
}

type Pair = { schoolId: string; siteId: string; teachingKinds: string[] };

function placesOf(given: DemoPo, poIndex: number) {
  const sites: (Omit<typeof site.$inferInsert, 'createdBy'> & { id: string })[] = [];
  const pairs: Pair[] = [];
  const schools = given.schools.map((wanted, schoolIndex) => {
    const id = derivedId('demo', 'school', String(poIndex), String(schoolIndex));
    for (const place of wanted.sites) {
      if (place.sharedWith === undefined) {
        const fase = FIRST_SITE_FASE + 10 * poIndex + sites.length;
        sites.push({ id: derivedId('demo', 'site', String(fase)), fase, ...addressOf(place, given) });
      }
      const found = sites[place.sharedWith ?? sites.length - 1];
      if (!found) throw new RangeError(`${wanted.name} shares a site that does not come before it.`);
      pairs.push({ schoolId: id, siteId: found.id, teachingKinds: place.kinds });
    }
    const seat = sites.find((row) => row.id === pairs.find((pair) => pair.schoolId === id)?.siteId);
    if (!seat) throw new RangeError(`${wanted.name} has no site.`);
    const fase = demoSchoolFase(poIndex, schoolIndex);
    return { id, poId: demoPoId(poIndex), ...schoolRow(wanted, given, fase), ...addressOf(seat, given) };
  });
  return { schools, sites, pairs };
}

function schoolRow(wanted: DemoSchool, given: DemoPo, fase: number) {
  const { name, level } = wanted;
  return {
    fase,
    name,
    enterpriseNumber: `2999${fase}`,
    level,
    network: 'Libre confessionnel',
    district: given.district,
    zone: given.province,
  };
}

type Door = { street?: string | undefined; number?: string | undefined };
type Town = Pick<DemoPo, 'postcode' | 'locality'>;

function addressOf({ street = '', number = '' }: Door, { postcode, locality }: Town) {
  return { street, number, box: '', postcode, locality, country: 'BE', municipality: locality };
}

/** Right check digits on numbers that are not given out. */
function enterpriseNumber(poIndex: number): string {
  const base = 19_990_000 + poIndex + 1;
  return `${base}${String(97 - (base % 97)).padStart(2, '0')}`;
}
