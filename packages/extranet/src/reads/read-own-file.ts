import type { Database } from '@guichet/shared/db/client';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { person } from '@guichet/shared/db/tables/person';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { and, eq } from 'drizzle-orm';
import { listOwnMandates, type OwnMandate } from './list-own-mandates.ts';

export type OwnFile = {
  person: typeof person.$inferSelect;
  signInEmail: string | null;
  /** Approved, and waiting for its owner to confirm it. */
  pendingEmail: string | null;
  /** In this PO: past, present and to come, the newest first. */
  mandates: OwnMandate[];
};

/** What is recorded about the person who asks, in full. */
export async function readOwnFile(
  db: Database,
  asked: { poId: string; personId: string; accountId: string },
): Promise<OwnFile> {
  const [row] = await db
    .select({ person, signInEmail: memberAccount.email, pendingEmail: memberAccount.pendingEmail })
    .from(person)
    .innerJoin(memberAccount, eq(memberAccount.personId, person.id))
    .where(and(eq(person.id, asked.personId), eq(memberAccount.id, asked.accountId)));
  if (!row) throw new NotFoundError(`no account ${asked.accountId} of person ${asked.personId}`);
  return { ...row, mandates: await listOwnMandates(db, asked) };
}
