import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { staffLink, type StaffLinkPurpose } from '@guichet/shared/db/tables/staff-link';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { totpCode } from '@guichet/shared/testing/totp-code';
import { and, desc, eq } from 'drizzle-orm';
import type { Express } from 'express';
import { PASSWORD, type TestOffice, type TestStaff, type Visitor, visitor } from './office-rig.ts';

/** The secret of the newest link that was sent to somebody: what stands in the mail. */
export async function secretSentTo(office: TestOffice, email: string, purpose: StaffLinkPurpose): Promise<string> {
  const db = office.database.db('migrator');
  const [row] = await db
    .select({ link: staffLink })
    .from(staffLink)
    .innerJoin(staffUser, eq(staffUser.id, staffLink.staffId))
    .where(and(eq(staffUser.email, email), eq(staffLink.purpose, purpose)))
    .orderBy(desc(staffLink.createdAt), desc(staffLink.id))
    .limit(1);
  if (!row) throw new Error(`no link was sent to ${email}`);
  const { id, secretSha256 } = row.link;
  return recoverSecret(['k'.repeat(40)], { id, purpose: `staff-${purpose}`, secretSha256 });
}

/** Signs in where a second factor is required, setting an authenticator app up on the way. */
export async function signInWithNewApp(
  app: Express,
  { email }: TestStaff,
  now: () => Date = () => new Date(),
): Promise<{ who: Visitor; secret: string; recoveryCodes: string[] }> {
  const who = visitor(app);
  const first = await who.signIn(email, PASSWORD);
  if (first.body.stage !== 'setup') throw new Error(`expected to set a factor up: ${first.text}`);
  const { body } = await who.post('/api/factors/totp');
  const done = await who.post('/api/factors/totp-code', { code: await totpCode(body.secret, now()) });
  if (done.status !== 200) throw new Error(`the app was refused: ${done.text}`);
  return { who, secret: body.secret, recoveryCodes: done.body.recoveryCodes };
}
