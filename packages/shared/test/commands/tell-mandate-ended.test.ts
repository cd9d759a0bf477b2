import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { mail } from '../../src/db/tables/mail.ts';
import { mailSuppression } from '../../src/db/tables/mail-suppression.ts';
import { lookAtMail, type MailRow } from '../../src/mail/claim-mail.ts';
import { letterText } from '../../src/mail/letter-text.ts';
import { loadMailFacts } from '../../src/mail/load-mail-facts.ts';
import { writeLetter } from '../../src/mail/render-mail.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  rig = requestRig(database, await build.staff(), now);
});
afterAll(() => database.close());

const sql = () => database.sql('migrator');

/** A member who is asked to be removed; `state` of the account, or none. */
async function leaving(firstName: string, state: 'active' | 'invited' | null, email: string | null) {
  const po = await build.po({ name: `PO de ${firstName}` });
  const person = await build.person({ firstName, lastName: 'Sortante', email });
  await build.mandate(person.id, po.id, { from: '2020-01-01', to: null });
  if (state !== null && email !== null) {
    const account = await build.account(person.id, email);
    await sql()`update member_account set state = ${state}, email_verified = ${state === 'active'} where id = ${account.id}`;
  }
  const remove = async (reason = 'resignation') => {
    const asked = { firstName, lastName: 'Sortante', email: null, birthDate: null, endDate: '2026-06-30', reason };
    const endDate = reason === 'death' ? '2026-06-10' : asked.endDate;
    const requestId = await rig.submit('removal', { ...asked, endDate }, po.id);
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    return decisionId;
  };
  return { po, person, remove };
}

const mailsTo = (personId: string) =>
  database
    .db('migrator')
    .select()
    .from(mail)
    .where(and(eq(mail.personId, personId), eq(mail.kind, 'mandate-ended')));

/** What the mail says when it leaves. */
async function textOf(row: typeof mail.$inferSelect | undefined): Promise<string> {
  const addresses = {
    intakeUrl: 'https://f.example',
    extranetUrl: 'https://x.example',
    backofficeUrl: 'https://b.example',
  };
  const facts = await database
    .db('worker')
    .transaction((tx) => loadMailFacts(tx, row as MailRow, { ...addresses, tokenKeys: TEST_TOKEN_KEYS }));
  return letterText(writeLetter('mandate-ended', facts));
}

describe('who is removed', () => {
  test('is told once, at the address of the account: by which PO, until when, and what it means', async () => {
    const { person, remove } = await leaving('Aline', 'active', 'aline@maquette.example');
    const decisionId = await remove();
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'nothing' });
    const letters = await mailsTo(person.id);
    expect(letters.map(({ toAddress, toName }) => [toAddress, toName])).toEqual([
      ['aline@maquette.example', 'Aline Sortante'],
    ]);
    const text = await textOf(letters[0]);
    for (const said of ['PO de Aline', '30 juin 2026', 'se ferme après ce jour', 'Référence'])
      expect(text).toContain(said);
    // The link to what the author wrote is the author's.
    expect(text).not.toContain('/suivi/');
  });

  test('who stays in another PO keeps the account, and is told so', async () => {
    const { person, remove } = await leaving('Berthe', 'active', 'berthe@maquette.example');
    const other = await build.po();
    await build.mandate(person.id, other.id, { from: '2020-01-01', to: null });
    await remove();
    const [letter] = await mailsTo(person.id);
    expect(await textOf(letter)).toContain('reste ouvert pour vos autres mandats');
  });

  test.each(['invited', null] as const)(
    'at an address that nobody confirmed (account: %s): a reference and no name',
    async (state) => {
      const firstName = state ?? 'sans';
      const { person, remove } = await leaving(firstName, state, `${firstName}@maquette.example`);
      await remove();
      const [letter, ...more] = await mailsTo(person.id);
      expect(more).toEqual([]);
      expect(letter?.toName).toBe('');
      const text = await textOf(letter);
      expect(text).toContain('Référence');
      expect(text).toContain('https://x.example');
      for (const personal of ['PO de', 'Sortante', 'mandat', '30 juin']) expect(text).not.toContain(personal);
    },
  );

  test('nobody is written to after a death, nor without an address', async () => {
    const dead = await leaving('Cyrille', 'active', 'cyrille@maquette.example');
    await dead.remove('death');
    expect(await mailsTo(dead.person.id)).toEqual([]);
    const silent = await leaving('Denise', null, null);
    await silent.remove();
    expect(await mailsTo(silent.person.id)).toEqual([]);
  });

  test('a blocked address is left alone', async () => {
    const { person, remove } = await leaving('Edmond', 'active', 'edmond@maquette.example');
    await database
      .db('migrator')
      .insert(mailSuppression)
      .values({ addressKey: 'edmond@maquette.example', reason: 'hard-bounce' });
    await remove();
    const [letter] = await mailsTo(person.id);
    const look = database.db('worker').transaction((tx) => lookAtMail(tx, letter?.id ?? ''));
    expect(await look).toMatchObject({ claim: 'fail', code: 'suppressed' });
  });
});
