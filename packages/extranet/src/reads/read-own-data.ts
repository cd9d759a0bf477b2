import type { Database } from '@guichet/shared/db/client';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { memberSession } from '@guichet/shared/db/tables/member-session';
import { person } from '@guichet/shared/db/tables/person';
import type { PersonField } from '@guichet/shared/effects/world';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { desc, eq, sql } from 'drizzle-orm';
import { causesOf, listOwnMandates, type OwnMandate } from './list-own-mandates.ts';
import { type Origin, readCauses, readFieldOrigins } from './origins.ts';

export type OwnChange = { field: PersonField; from: unknown; to: unknown; causeId: string };
/** `poName`: the file of that PO was read, which shows its members; null: one's own page. */
export type OwnReading = { poName: string | null; at: Date };

export type OwnData = {
  person: typeof person.$inferSelect;
  account: Pick<typeof memberAccount.$inferSelect, 'email' | 'pendingEmail' | 'activatedAt' | 'createdAt'>;
  sessions: { userAgent: string | null; ipAddress: string | null; since: Date; last: Date }[];
  mandates: OwnMandate[];
  /** The newest first. */
  changes: OwnChange[];
  readings: OwnReading[];
  /** Of the present values: `person id/field`. */
  fieldOrigins: Map<string, Origin>;
  /** By id of cause. */
  causes: Map<string, Origin>;
};

const READINGS = 20;

/** What is recorded about the member who asks, where it comes from, and who read it lately. */
export async function readOwnData(
  db: Database,
  { personId, accountId }: { personId: string; accountId: string },
): Promise<OwnData> {
  const [[row], sessions, mandates, changes, readings, fieldOrigins] = await Promise.all([
    db
      .select({
        person,
        account: {
          email: memberAccount.email,
          pendingEmail: memberAccount.pendingEmail,
          activatedAt: memberAccount.activatedAt,
          createdAt: memberAccount.createdAt,
        },
      })
      .from(memberAccount)
      .innerJoin(person, eq(person.id, memberAccount.personId))
      .where(eq(memberAccount.id, accountId)),
    db
      .select({
        userAgent: memberSession.userAgent,
        ipAddress: memberSession.ipAddress,
        since: memberSession.createdAt,
        last: memberSession.updatedAt,
      })
      .from(memberSession)
      .where(eq(memberSession.userId, accountId))
      .orderBy(desc(memberSession.updatedAt))
      .limit(20),
    listOwnMandates(db, { personId }),
    listChanges(db, accountId),
    listReadings(db, accountId),
    readFieldOrigins(db, [{ type: 'person', id: personId }]),
  ]);
  if (row?.person.id !== personId) throw new NotFoundError(`no account ${accountId} of person ${personId}`);
  const causes = await readCauses(db, [
    row.person.createdBy,
    ...causesOf(mandates),
    ...changes.map(({ causeId }) => causeId),
  ]);
  return { ...row, sessions, mandates, changes, readings, fieldOrigins, causes };
}

async function listChanges(db: Database, accountId: string): Promise<OwnChange[]> {
  return await db.execute<OwnChange>(
    sql`select field, old_value as "from", new_value as "to", cause_id as "causeId" from changes_of_member(${accountId}::uuid)`,
  );
}

async function listReadings(db: Database, accountId: string): Promise<OwnReading[]> {
  const rows = await db.execute<{ po_name: string | null; at: string }>(
    sql`select po_name, at from readings_of_member(${accountId}::uuid, ${READINGS}::integer)`,
  );
  return rows.map(({ po_name: poName, at }) => ({ poName, at: new Date(at) }));
}
