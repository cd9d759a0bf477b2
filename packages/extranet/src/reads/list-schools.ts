import type { Database } from '@guichet/shared/db/client';
import { school } from '@guichet/shared/db/tables/school';
import { schoolSite } from '@guichet/shared/db/tables/school-site';
import { site } from '@guichet/shared/db/tables/site';
import type { CivilDate } from '@guichet/shared/domain/dates';
import type { PostalAddress } from '@guichet/shared/domain/postal-address';
import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';

export type SiteRow = { id: string; fase: number; address: PostalAddress; teachingKinds: string[] };
export type SchoolRow = {
  id: string;
  fase: number | null;
  name: string;
  level: string;
  address: PostalAddress;
  openedOn: CivilDate | null;
  closedOn: CivilDate | null;
  createdBy: string;
  sites: SiteRow[];
};

/** The schools of a PO that are open on that day or later, with the places where they teach. */
export async function listSchools(db: Database, poId: string, today: CivilDate): Promise<SchoolRow[]> {
  const schools = await db
    .select()
    .from(school)
    .where(and(eq(school.poId, poId), or(isNull(school.closedOn), gte(school.closedOn, today))));
  if (schools.length === 0) return [];
  const sites = await db
    .select({ schoolId: schoolSite.schoolId, teachingKinds: schoolSite.teachingKinds, site })
    .from(schoolSite)
    .innerJoin(site, eq(site.id, schoolSite.siteId))
    .where(
      inArray(
        schoolSite.schoolId,
        schools.map(({ id }) => id),
      ),
    )
    .orderBy(site.locality, site.fase);
  // By the alphabet of people: the database's puts É after Z.
  schools.sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.fase ?? 0) - (b.fase ?? 0));
  return schools.map((row) => ({
    id: row.id,
    fase: row.fase,
    name: row.name,
    level: row.level,
    address: addressOf(row),
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    createdBy: row.createdBy,
    sites: sites
      .filter(({ schoolId }) => schoolId === row.id)
      .map(({ teachingKinds, site: place }) => ({
        id: place.id,
        fase: place.fase,
        address: addressOf(place),
        teachingKinds,
      })),
  }));
}

/** The address out of a row that has its six columns. */
export function addressOf(row: PostalAddress): PostalAddress {
  const { street, number, box, postcode, locality, country } = row;
  return { street, number, box, postcode, locality, country };
}
