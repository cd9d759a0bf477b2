import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { staffLink, type StaffLinkPurpose } from '@guichet/shared/db/tables/staff-link';
import { mail } from '@guichet/shared/db/tables/mail';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import type { MailKind } from '@guichet/shared/mail/mail-kinds';
import { loadMailFacts } from '@guichet/shared/mail/load-mail-facts';
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

/** The link in the newest mail to somebody, as the worker writes it. */
export async function linkSentTo(office: TestOffice, email: string, site: string): Promise<string> {
  const [row] = await office.database
    .db('migrator')
    .select()
    .from(mail)
    .where(eq(mail.toAddress, email))
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(1);
  if (!row) throw new Error(`no mail went to ${email}`);
  const addresses = { intakeUrl: 'http://form', extranetUrl: 'http://extranet', backofficeUrl: site };
  const { link } = await office.database
    .db('worker')
    .transaction((tx) =>
      loadMailFacts(tx, { ...row, kind: row.kind as MailKind }, { ...addresses, tokenKeys: ['k'.repeat(40)] }),
    );
  if (link === null) throw new Error(`the mail ${row.kind} has no link`);
  return link;
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
