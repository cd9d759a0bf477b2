import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { memberSession } from '../db/tables/member-session.ts';
import { memberTotp } from '../db/tables/member-totp.ts';
import type { CivilDate } from '../domain/dates.ts';
import { type MemberSession, readMember } from './member-access.ts';

/** How far a session has come, beside what its owner may see. */
export type MemberSessionState = {
  sessionId: string;
  /** When the person last proved to be themselves. */
  authenticatedAt: Date | null;
  way: (typeof memberSession.$inferSelect)['way'];
};

/** `code`: the password or the link was right, the code of the app is still to come. */
export type SignedInMember = MemberSessionState &
  (MemberSession | (Pick<MemberSession, 'actor' | 'firstName' | 'email' | 'demo'> & { access: 'code' }));

/** The session of a member and what it opens on `today`; null when it is over or the account was never activated. */
export async function loadMemberSession(
  db: Database,
  { sessionId, userId }: { sessionId: string; userId: string },
  today: CivilDate,
): Promise<SignedInMember | null> {
  const [row] = await db
    .select({
      secondFactorAt: memberSession.secondFactorAt,
      authenticatedAt: memberSession.authenticatedAt,
      way: memberSession.way,
      totp: sql<boolean>`exists (select from ${memberTotp} where ${memberTotp.ownerId} = ${memberSession.userId} and ${memberTotp.confirmedAt} is not null)`,
    })
    .from(memberSession)
    .where(eq(memberSession.id, sessionId));
  const member = row && (await readMember(db, userId, today));
  if (!row || !member) return null;
  const { secondFactorAt, totp, ...state } = row;
  if (!totp || secondFactorAt !== null) return { ...member, ...state, sessionId };
  const { actor, firstName, email, demo } = member;
  return { actor, firstName, email, demo, access: 'code', ...state, sessionId };
}
