import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { keepChallenge, takeChallenge } from '../../../src/auth/second-factor/passkey-challenges.ts';
import { SIGN_IN_TABLES } from '../../../src/auth/sign-in-tables.ts';
import type { Actor, StaffActor } from '../../../src/commands/context.ts';
import { changeStaffPassword } from '../../../src/commands/staff/change-staff-password.ts';
import { checkPassword } from '../../../src/commands/own-sign-in/check-password.ts';
import { endOtherSessions, endSession } from '../../../src/commands/own-sign-in/end-sessions.ts';
import {
  addPasskey,
  askForPasskey,
  beginPasskey,
  provePasskey,
  removePasskey,
  renamePasskey,
} from '../../../src/commands/own-sign-in/passkeys.ts';
import { beginTotp, confirmTotp, proveTotp, removeTotp } from '../../../src/commands/own-sign-in/set-up-totp.ts';
import { renewRecoveryCodes, useRecoveryCode } from '../../../src/commands/own-sign-in/use-recovery-code.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { testContext } from '../../../src/testing/register-builder.ts';
import { totpCode } from '../../../src/testing/totp-code.ts';
import { OPTIONS, staffPeople } from './staff-people.ts';

let database: TestDatabase;
let people: ReturnType<typeof staffPeople>;
let self: StaffActor & { email: string };
let other: StaffActor;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  people = staffPeople(database);
  other = await people.person('Octave Autre');
});
beforeEach(async () => {
  count += 1;
  self = await people.person(`Moi ${'abcdefghijklmnopqrstuvwxyz'[count]}`);
});
afterAll(() => database.close());

const passkeyOf = async (staffId: string, name = 'Bureau'): Promise<string> => {
  const [row] = await database.sql('admin')<{ id: string }[]>`
    insert into staff_passkey (staff_id, credential_id, public_key, counter, name, backed_up)
    values (${staffId}, ${randomUUID()}, '\\x00', 0, ${name}, false) returning id`;
  return row?.id ?? '';
};
const sessionOf = async (staffId: string): Promise<string> => {
  const [row] = await database.sql('admin')<{ id: string }[]>`
    insert into staff_session (user_id, token, expires_at) values (${staffId}, ${randomUUID()}, now() + interval '1 hour')
    returning id`;
  return row?.id ?? '';
};
async function withApp(): Promise<{ secret: string; codes: string[] }> {
  const ctx = people.as(self);
  const { secret } = await beginTotp(ctx, OPTIONS);
  const { recoveryCodes } = await confirmTotp(ctx, { code: await totpCode(secret, new Date()) }, OPTIONS);
  return { secret, codes: recoveryCodes ?? [] };
}
const madeUp = {
  id: 'x',
  rawId: 'x',
  type: 'public-key',
  response: { clientDataJSON: 'e30', attestationObject: 'oA' },
};

describe('an authenticator app', () => {
  test('holds after its first code, is told and audited; another takes its place', async () => {
    const { secret } = await withApp();
    const soon = () => new Date(Date.now() + 60_000);
    const ctx = { ...people.as(self), now: soon };
    await beginTotp(ctx, OPTIONS);
    // Until the new one is confirmed the former holds.
    expect(await proveTotp(ctx, { code: await totpCode(secret, soon()) }, OPTIONS)).toBe(true);
    const begun = await beginTotp(ctx, OPTIONS);
    const code = await totpCode(begun.secret, soon());
    expect(await confirmTotp(ctx, { code }, OPTIONS)).toEqual({ recoveryCodes: null });
    await expect(confirmTotp(ctx, { code }, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
    expect(await proveTotp(ctx, { code }, OPTIONS)).toBe(false);
    expect(await people.mailsTo(self.email)).toEqual(['totp-added', 'totp-added']);
    expect(await people.auditOf(self.id)).toEqual(['create-staff', 'add-totp', 'add-totp']);
  });
  test('a wrong code confirms nothing, and a sealed secret is good for nobody else', async () => {
    const ctx = people.as(self);
    await beginTotp(ctx, OPTIONS);
    await expect(confirmTotp(ctx, { code: '000 000' }, OPTIONS)).rejects.toMatchObject({ code: 'invalid-input' });
    await database.sql('admin')`
      insert into staff_totp (staff_id, pending_secret) select ${other.id}, pending_secret from staff_totp where staff_id = ${self.id}`;
    await expect(confirmTotp(people.as(other), { code: '000000' }, OPTIONS)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
  test('goes, but not as the last factor, and not twice', async () => {
    await withApp();
    const ctx = people.as(self);
    await expect(removeTotp(ctx, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
    await passkeyOf(self.id);
    await removeTotp(ctx, OPTIONS);
    await expect(removeTotp(ctx, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
    expect(await people.mailsTo(self.email)).toContain('totp-removed');
  });
});

describe('a passkey', () => {
  test('that does not hold is refused, and a challenge is good once, for one person and purpose', async () => {
    const ctx = people.as(self);
    const { challenge } = await beginPasskey(ctx, OPTIONS);
    await expect(addPasskey(ctx, { name: 'Bureau', response: madeUp }, OPTIONS)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(addPasskey(ctx, { name: '  ', response: madeUp }, OPTIONS)).rejects.toMatchObject({
      issues: [{ path: 'name' }],
    });
    const { db } = ctx;
    const now = new Date();
    expect(await takeChallenge(db, SIGN_IN_TABLES.staff, { challenge, purpose: 'create', owner: other.id, now })).toBe(
      false,
    );
    expect(await takeChallenge(db, SIGN_IN_TABLES.staff, { challenge, purpose: 'show', now })).toBe(false);
    const many = await Promise.all(
      Array.from({ length: 10 }, () =>
        takeChallenge(db, SIGN_IN_TABLES.staff, { challenge, purpose: 'create', owner: self.id, now }),
      ),
    );
    expect(many.filter(Boolean)).toHaveLength(1);
    await keepChallenge(db, SIGN_IN_TABLES.staff, { challenge: 'ancien', purpose: 'show', now });
    const late = new Date(now.getTime() + 301_000);
    expect(await takeChallenge(db, SIGN_IN_TABLES.staff, { challenge: 'ancien', purpose: 'show', now: late })).toBe(
      false,
    );
    await askForPasskey(ctx, { ...OPTIONS, population: 'staff' });
    expect(await provePasskey(ctx, { response: madeUp }, { ...OPTIONS, population: 'staff' })).toBeNull();
  });
  test('is renamed and removed by its owner alone, and stays while it is the last factor', async () => {
    const id = await passkeyOf(self.id);
    const ctx = people.as(self);
    await renamePasskey(ctx, { id, name: 'Portable' });
    await expect(renamePasskey(people.as(other), { id, name: 'À moi' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(removePasskey(people.as(other), { id }, OPTIONS)).rejects.toMatchObject({ code: 'not-found' });
    await expect(removePasskey(ctx, { id }, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
    const second = await passkeyOf(self.id);
    // Both at once: one stays.
    const all = await Promise.allSettled([
      removePasskey(ctx, { id }, OPTIONS),
      removePasskey(ctx, { id: second }, OPTIONS),
    ]);
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await people.auditOf(self.id)).toEqual(['create-staff', 'rename-passkey', 'remove-passkey']);
  });
});

describe('recovery codes', () => {
  test('renewed, the former are of no use; one is good once, however it is typed', async () => {
    const { codes } = await withApp();
    const ctx = people.as(self);
    const { recoveryCodes } = await renewRecoveryCodes(ctx);
    expect(await useRecoveryCode(ctx, { code: codes[0] ?? '' })).toBe(false);
    expect(await useRecoveryCode(people.as(other), { code: recoveryCodes[0] ?? '' })).toBe(false);
    expect(await useRecoveryCode(ctx, { code: ` ${recoveryCodes[0]?.toLowerCase()} ` })).toBe(true);
    expect(await useRecoveryCode(ctx, { code: recoveryCodes[0] ?? '' })).toBe(false);
    expect(await people.mailsTo(self.email)).toEqual(['totp-added', 'recovery-codes-renewed', 'recovery-code-used']);
    expect(await people.auditOf(self.id)).toContain('use-recovery-code');
  });
});

describe('password and sessions', () => {
  test('another password ends the other sessions and is told; a weak one changes nothing', async () => {
    const [here, there] = [await sessionOf(self.id), await sessionOf(self.id)];
    const ctx = people.as(self);
    await expect(changeStaffPassword(ctx, { password: 'court', sessionId: here })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await changeStaffPassword(ctx, { password: 'huit castors sous la pluie', sessionId: here });
    const left = await database.sql('admin')`select id from staff_session where user_id = ${self.id}`;
    expect(left).toEqual([{ id: here }]);
    expect(there).not.toBe(here);
    expect(await checkPassword(ctx, 'huit castors sous la pluie')).toBe(true);
    expect(await checkPassword(ctx, 'trois cafés pour demain')).toBe(false);
    expect(await people.mailsTo(self.email)).toEqual(['password-changed']);
    expect(await people.auditOf(self.id)).toContain('change-password');
  });
  test('one ends one’s own sessions, one or all the others, and nobody else’s', async () => {
    const [here, there, elsewhere] = [await sessionOf(self.id), await sessionOf(self.id), await sessionOf(self.id)];
    const ctx = people.as(self);
    await expect(endSession(people.as(other), { sessionId: there })).rejects.toMatchObject({ code: 'not-found' });
    await endSession(ctx, { sessionId: there });
    await expect(endSession(ctx, { sessionId: there })).rejects.toMatchObject({ code: 'not-found' });
    expect(await endOtherSessions(ctx, { sessionId: here })).toEqual({ ended: 1 });
    expect(await endOtherSessions(ctx, { sessionId: here })).toEqual({ ended: 0 });
    expect(elsewhere).not.toBe(here);
    expect(await people.auditOf(self.id)).toEqual(['create-staff', 'end-session', 'end-other-sessions']);
  });
});

test('who has no sign-in has none to change, and who has left changes nothing', async () => {
  const author: Actor = { kind: 'submitter', id: null, label: 'Auteur' };
  const ctx = testContext(database.db('backoffice'), author);
  await expect(beginTotp(ctx, OPTIONS)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(renewRecoveryCodes(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(endOtherSessions(ctx, { sessionId: randomUUID() })).rejects.toMatchObject({ code: 'forbidden' });
  await database.sql('admin')`update staff_user set disabled_at = now() where id = ${self.id}`;
  await expect(beginTotp(people.as(self), OPTIONS)).rejects.toMatchObject({ code: 'forbidden' });
});
