import type { Database } from '@guichet/shared/db/client';
import { po } from '@guichet/shared/db/tables/po';
import { region } from '@guichet/shared/db/tables/region';
import type { CivilDate } from '@guichet/shared/domain/dates';
import { eq } from 'drizzle-orm';
import { listMembers, type MemberRow } from './list-members.ts';
import { listOpenRequests, type OpenRequest } from './list-open-requests.ts';
import { causesOf } from './list-own-mandates.ts';
import { listSchools, type SchoolRow } from './list-schools.ts';
import { type Origin, readCauses, readFieldOrigins } from './origins.ts';
import { type OwnFile, readOwnFile } from './read-own-file.ts';

export type PoFile = {
  po: typeof po.$inferSelect;
  /** Who keeps the file. */
  region: { name: string; email: string; phone: string };
  schools: SchoolRow[];
  members: MemberRow[];
  own: OwnFile;
  /** Null for who does not answer for the PO. */
  openRequests: OpenRequest[] | null;
  /** Of values that changed since they were first recorded: `subject id/field`. */
  fieldOrigins: Map<string, Origin>;
  /** By id of cause. */
  causes: Map<string, Origin>;
};

/**
 * Everything that a member sees of a PO on that day. Who asks must hold a mandate there: the route checks. `contacts`:
 * members see how to reach each other. `answers`: who asks answers for the PO, and sees its open requests.
 */
export async function readPoFile(
  db: Database,
  asked: { poId: string; personId: string; accountId: string; today: CivilDate; contacts: boolean; answers: boolean },
): Promise<PoFile | null> {
  const [found] = await db
    .select({ po, region: { name: region.name, email: region.email, phone: region.phone } })
    .from(po)
    .innerJoin(region, eq(region.id, po.regionId))
    .where(eq(po.id, asked.poId));
  if (!found) return null;
  const [schools, members, own, openRequests] = await Promise.all([
    listSchools(db, asked.poId, asked.today),
    listMembers(db, asked.poId, asked),
    readOwnFile(db, asked),
    asked.answers ? listOpenRequests(db, asked) : null,
  ]);
  const [fieldOrigins, causes] = await Promise.all([
    readFieldOrigins(db, [
      { type: 'po', id: asked.poId },
      { type: 'person', id: asked.personId },
      ...schools.map(({ id }) => ({ type: 'school' as const, id })),
      ...schools.flatMap(({ sites }) => sites.map(({ id }) => ({ type: 'site' as const, id }))),
    ]),
    readCauses(db, [
      found.po.createdBy,
      own.person.createdBy,
      ...schools.map(({ createdBy }) => createdBy),
      ...members.flatMap(({ openedBy, roles }) => [openedBy, ...roles.map(({ assignedBy }) => assignedBy)]),
      ...causesOf(own.mandates),
    ]),
  ]);
  return { ...found, schools, members, own, openRequests, fieldOrigins, causes };
}
