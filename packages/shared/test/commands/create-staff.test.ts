import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { verifyPassword } from '../../src/auth/password.ts';
import type { Actor, Context } from '../../src/commands/context.ts';
import { createStaff, type NewStaff } from '../../src/commands/create-staff.ts';
import { auditEntry } from '../../src/db/tables/audit-entry.ts';
import { staffCredential } from '../../src/db/tables/staff-credential.ts';
import { staffUser } from '../../src/db/tables/staff-user.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

const password = 'trois cafés pour demain';
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const ctx = (actor: Actor = { kind: 'operator', id: null, label: 'create-staff' }): Context => ({
  db: database.db('migrator'),
  actor,
  now: () => new Date(),
  log: pino({ level: 'silent' }),
});
const wanted = (more: Partial<NewStaff> = {}): NewStaff => ({
  name: 'Ghislaine Delvaux',
  email: 'Ghislaine@Secretariat.example',
  password,
  ...more,
});

describe('creating a member of staff', () => {
  test('makes a sign-in of the secretariat, and is written down without the password', async () => {
    const { id, email } = await createStaff(ctx(), wanted());
    expect(email).toBe('ghislaine@secretariat.example');
    const [user] = await database.db('admin').select().from(staffUser).where(eq(staffUser.id, id));
    expect(user).toMatchObject({ name: 'Ghislaine Delvaux', role: 'secretariat', demo: false, disabledAt: null });
    const [credential] = await database
      .db('admin')
      .select()
      .from(staffCredential)
      .where(eq(staffCredential.userId, id));
    expect(credential).toMatchObject({ providerId: 'credential', accountId: id });
    expect(await verifyPassword(credential?.password ?? '', password)).toBe(true);
    const entries = await database.db('admin').select().from(auditEntry).where(eq(auditEntry.subjectId, id));
    expect(entries).toMatchObject([{ action: 'create-staff', actorKind: 'operator' }]);
    const values = await database.sql('admin')`select after from audit_value where entry_id = ${entries[0]?.id ?? 0}`;
    expect(JSON.stringify(values)).not.toContain(password);
  });

  test('a second one with the same address, in any case, is refused', async () => {
    await createStaff(ctx(), wanted({ email: 'double@secretariat.example' }));
    await expect(createStaff(ctx(), wanted({ email: 'DOUBLE@secretariat.example' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('weak passwords, bad addresses, empty names and unknown roles are refused with the reason', async () => {
    const refused: [Partial<NewStaff>, RegExp][] = [
      [{ password: 'court' }, /au moins 15/],
      [{ password: 'ghislaine au bureau' }, /nom ou votre prénom/],
      [{ email: 'pas une adresse' }, /espace/],
      [{ name: '   ' }, /prénom et le nom/],
      [{ role: 'roi' as 'reader' }, /secretariat/],
    ];
    for (const [change, reason] of refused) {
      const error = await createStaff(ctx(), wanted({ email: 'autre@secretariat.example', ...change })).catch(
        (thrown) => thrown,
      );
      expect(error).toMatchObject({ code: 'invalid-input', issues: [{ message: expect.stringMatching(reason) }] });
    }
  });

  test('an unknown secretariat is refused, and the known ones are named', async () => {
    await expect(
      createStaff(ctx(), wanted({ email: 'x@secretariat.example', region: 'brabant' })),
    ).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('namur-luxembourg'),
    });
  });

  test('nobody but the operator may', async () => {
    const member: Actor = { kind: 'member', id: 'x', label: 'Colette', personId: 'y' };
    await expect(createStaff(ctx(member), wanted({ email: 'y@secretariat.example' }))).rejects.toThrow('operator');
  });
});
