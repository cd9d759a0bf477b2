import { randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { issueAccountToken } from '../auth/issue-token.ts';
import { hashPassword } from '../auth/password.ts';
import { recoverSecret } from '../auth/token-secrets.ts';
import type { Database } from '../db/client.ts';
import { cause } from '../db/tables/cause.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { mandate } from '../db/tables/mandate.ts';
import { type AccountState, memberAccount } from '../db/tables/member-account.ts';
import { memberCredential } from '../db/tables/member-credential.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { region } from '../db/tables/region.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { submission } from '../db/tables/submission.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import type { CivilDate } from '../domain/dates.ts';
import type { Period } from '../domain/periods.ts';
import type { Role } from '../domain/roles.ts';

/** Rows of the PO database for tests, each with just enough in it. Use a role that may write: `admin` or `migrator`. */

export const TEST_TOKEN_KEY = 'a-key-of-the-tests-that-nobody-else-has';
export const TEST_PASSWORD_TEXT = 'quatre lamas bleus sifflotent';

/** A cause for rows that no request made. */
export async function insertCause(db: Database): Promise<string> {
  const [row] = await db
    .insert(cause)
    .values({ kind: 'demo', actorKind: 'system', actorLabel: 'Essai' })
    .returning({ id: cause.id });
  return idOf(row);
}

/** The cause of what an applied request wrote. */
export async function insertRequestCause(db: Database, wanted: { poId: string; reference: string }): Promise<string> {
  const [home] = await db.select({ id: region.id }).from(region);
  const submissionId = randomUUID();
  const requestId = randomUUID();
  const regionId = idOf(home);
  await db.insert(submission).values({
    id: submissionId,
    reference: wanted.reference,
    regionId,
    poId: wanted.poId,
    submitterName: 'Colette Vandenbosch',
    submitterEmail: 'colette@membres.example',
    submitterFunction: 'Présidente',
    privacyReadAt: new Date(),
    idempotencyKey: submissionId,
    bodySha256: 'x',
  });
  await db.insert(changeRequest).values({
    id: requestId,
    submissionId,
    position: 1,
    type: 'test',
    state: 'applied',
    regionId,
    poId: wanted.poId,
    subject: 'Essai',
  });
  const [staff] = await db
    .insert(staffUser)
    .values({ name: 'Ghislaine Delvaux', email: `${randomUUID()}@secretariat.example`, regionId })
    .returning({ id: staffUser.id });
  const [decided] = await db
    .insert(decision)
    .values({
      requestId,
      kind: 'close-by-hand',
      payloadVersion: 1,
      decidedOn: '2026-09-01',
      reason: 'Essai',
      staffId: idOf(staff),
    })
    .returning({ id: decision.id });
  const [row] = await db
    .insert(cause)
    .values({
      kind: 'request',
      requestId,
      decisionId: idOf(decided),
      actorKind: 'staff',
      actorLabel: 'Ghislaine Delvaux',
    })
    .returning({ id: cause.id });
  return idOf(row);
}

export async function insertPo(db: Database, values: Partial<typeof po.$inferInsert> = {}): Promise<string> {
  const [home] = await db.select({ id: region.id }).from(region);
  const [row] = await db
    .insert(po)
    .values({
      fase: values.fase ?? 900_000 + randomBytes(2).readUInt16BE(),
      name: 'PO Sainte-Aldegonde ASBL',
      regionId: idOf(home),
      createdBy: values.createdBy ?? (await insertCause(db)),
      ...values,
    })
    .returning({ id: po.id });
  return idOf(row);
}

export async function insertPerson(db: Database, values: Partial<typeof person.$inferInsert> = {}): Promise<string> {
  const [row] = await db
    .insert(person)
    .values({
      firstName: 'Colette',
      lastName: 'Vandenbosch',
      birthDate: '1958-03-14',
      createdBy: values.createdBy ?? (await insertCause(db)),
      ...values,
    })
    .returning({ id: person.id });
  return idOf(row);
}

export type MandateWanted = {
  personId: string;
  poId: string;
  period?: Period | undefined;
  /** Held over the whole mandate, or over a period of their own. */
  roles?: (Role | { role: Role; period: Period })[] | undefined;
  annulled?: boolean | undefined;
  causeId?: string | undefined;
};

export async function insertMandate(db: Database, wanted: MandateWanted): Promise<string> {
  const causeId = wanted.causeId ?? (await insertCause(db));
  const period = wanted.period ?? { from: '2020-09-01' as CivilDate, to: null };
  const annulment = wanted.annulled ? { annulledAt: new Date(), annulledBy: causeId } : {};
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(mandate)
      .values({ personId: wanted.personId, poId: wanted.poId, period, openedBy: causeId, ...annulment })
      .returning({ id: mandate.id });
    const mandateId = idOf(row);
    for (const held of wanted.roles ?? []) {
      const own = typeof held === 'string' ? { role: held, period } : held;
      await tx.insert(roleAssignment).values({ mandateId, ...own, assignedBy: causeId, ...annulment });
    }
    return mandateId;
  });
}

export type AccountWanted = {
  personId: string;
  name?: string;
  email?: string | null;
  state?: AccountState;
  /** Null: never chosen. By default active accounts have `TEST_PASSWORD_TEXT`. */
  password?: string | null;
  demo?: boolean;
};

export async function insertAccount(db: Database, wanted: AccountWanted): Promise<{ id: string; email: string }> {
  const state = wanted.state ?? 'active';
  const email = wanted.email === undefined ? `${randomUUID().slice(0, 8)}@membres.example` : wanted.email;
  const [row] = await db
    .insert(memberAccount)
    .values({
      personId: wanted.personId,
      name: wanted.name ?? 'Colette Vandenbosch',
      email,
      emailVerified: state === 'active',
      state,
      demo: wanted.demo ?? false,
      createdBy: await insertCause(db),
    })
    .returning({ id: memberAccount.id });
  const id = idOf(row);
  const password = wanted.password === undefined && state === 'active' ? TEST_PASSWORD_TEXT : wanted.password;
  if (password) {
    await db
      .insert(memberCredential)
      .values({ userId: id, accountId: id, providerId: 'credential', password: await hashPassword(password) });
  }
  return { id, email: email ?? '' };
}

export type MemberWanted = Omit<AccountWanted, 'personId'> & {
  poId: string;
  firstName?: string;
  lastName?: string;
  deceased?: boolean;
  period?: Period;
  roles?: MandateWanted['roles'];
  annulled?: boolean;
};

/** A person with a mandate in the PO and an account. */
export async function insertMember(
  db: Database,
  wanted: MemberWanted,
): Promise<{ accountId: string; personId: string; mandateId: string; email: string }> {
  const firstName = wanted.firstName ?? 'Colette';
  const lastName = wanted.lastName ?? 'Vandenbosch';
  const personId = await insertPerson(db, { firstName, lastName, deceased: wanted.deceased ?? false });
  const { poId, period, roles, annulled } = wanted;
  const mandateId = await insertMandate(db, { personId, poId, period, roles, annulled });
  const account = await insertAccount(db, { name: `${firstName} ${lastName}`, ...wanted, personId });
  await db.update(person).set({ email: account.email }).where(eq(person.id, personId));
  return { accountId: account.id, personId, mandateId, email: account.email };
}

/** Issues a link of an account and answers its secret, as the mail would carry it. */
export async function insertToken(
  db: Database,
  wanted: {
    accountId: string;
    purpose: Exclude<TokenPurpose, 'tracking' | 'resume'>;
    expiresAt?: Date;
    email?: string;
  },
): Promise<{ id: string; secret: string }> {
  const keys = [TEST_TOKEN_KEY];
  const id = await db.transaction((tx) =>
    issueAccountToken(tx, {
      keys,
      purpose: wanted.purpose,
      accountId: wanted.accountId,
      expiresAt: wanted.expiresAt ?? new Date(Date.now() + 86_400_000),
      now: new Date(),
      ...(wanted.email === undefined ? {} : { email: wanted.email }),
    }),
  );
  const [row] = await db.select().from(token).where(eq(token.id, id));
  if (!row) throw new Error('the token was not stored');
  return { id, secret: recoverSecret(keys, row) };
}

function idOf(row: { id: string } | undefined): string {
  if (!row) throw new Error('the row was not stored');
  return row.id;
}
