import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mail } from '../../src/db/tables/mail.ts';
import { type GapKind, gapsOn, type MandateFacts } from '../../src/domain/completeness.ts';
import { addDays, type CivilDate } from '../../src/domain/dates.ts';
import { sha256Hex } from '../../src/domain/hash.ts';
import type { Period } from '../../src/domain/periods.ts';
import { ROLES, type Role } from '../../src/domain/roles.ts';
import { messageIdOf } from '../../src/mail/queue-mail.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
afterAll(() => database.close());

const EPOCH = '2026-01-01';

/** Draws that are the same at each run. */
function draws(seed: string) {
  let count = 0;
  return (below: number) => Number.parseInt(sha256Hex(`${seed} ${count++}`).slice(0, 8), 16) % below;
}
type Draw = ReturnType<typeof draws>;

function anyPeriod(draw: Draw, within: Period = { from: '2024-01-01', to: null }): Period {
  const from = addDays(within.from, draw(4) === 0 ? 0 : draw(700));
  const inside = within.to !== null && from > within.to ? within.from : from;
  if (draw(3) === 0 && within.to === null) return { from: inside, to: null };
  const to = addDays(inside, draw(900));
  return { from: inside, to: within.to !== null && to > within.to ? within.to : to };
}

/** A PO whose members, roles, addresses, accounts and mails are drawn, with what the rule is told of it. */
async function drawPo(seed: string): Promise<{ poId: string; facts: MandateFacts[] }> {
  const draw = draws(seed);
  const po = await build.po();
  const facts: MandateFacts[] = [];
  for (let n = draw(6); n > 0; n -= 1) {
    const email = draw(4) === 0 ? null : `${seed}-${n}@membres.example`;
    const person = await build.person({ firstName: `A${n}`, email, deceased: draw(12) === 0 });
    const state = (['invited', 'active', 'waiting', 'closed', null] as const)[draw(5)] ?? null;
    if (state) await build.account(person.id, `compte-${seed}-${n}@membres.example`, { state });
    const bounced = email !== null && draw(3) === 0 && (await sendMails(person.id, email, draw));
    const first = anyPeriod(draw);
    const periods = [
      first,
      ...(first.to !== null && draw(2) === 0 ? [{ from: addDays(first.to, 1 + draw(2)), to: null }] : []),
    ];
    for (const period of periods) {
      const roles = new Set(Array.from({ length: draw(4) }, () => ROLES[draw(ROLES.length)] as Role));
      const held = [...roles].map((role) => ({ role, period: draw(2) === 0 ? period : anyPeriod(draw, period) }));
      const { id: mandateId } = await build.mandate(person.id, po.id, period, held);
      if (draw(8) === 0) {
        await annul(mandateId);
        continue;
      }
      const { deceased } = person;
      const hasAccount = state === 'invited' || state === 'active';
      facts.push({
        mandateId,
        personId: person.id,
        period,
        roles: held,
        deceased,
        hasEmail: email !== null,
        hasAccount,
        bounced,
      });
    }
  }
  return { poId: po.id, facts };
}

/** One that failed, and perhaps one that arrived before or after it. Answers whether the last that is known is bad. */
async function sendMails(personId: string, email: string, draw: Draw): Promise<boolean> {
  const states = ([['failed'], ['sent', 'failed'], ['failed', 'sent']] as const)[draw(3)] ?? [];
  for (const [index, state] of states.entries()) {
    const id = crypto.randomUUID();
    const createdAt = new Date(Date.UTC(2026, 0, 1, index));
    await database
      .db('migrator')
      .insert(mail)
      .values({
        id,
        kind: 'activation',
        causeKey: id,
        toAddress: email.toUpperCase(),
        personId,
        messageId: messageIdOf(id),
        createdAt,
      });
    await database.sql('worker')`update mail set state = ${state} where id = ${id}`;
  }
  return states.at(-1) === 'failed';
}

async function annul(mandateId: string): Promise<void> {
  const sql = database.sql('migrator');
  await sql.begin(async (tx) => {
    await tx`update role_assignment set annulled_at = now(), annulled_by = assigned_by where mandate_id = ${mandateId}`;
    await tx`update mandate set annulled_at = now(), annulled_by = opened_by where id = ${mandateId}`;
  });
}

async function storedOn(poId: string, day: CivilDate): Promise<string[]> {
  const rows = await database.sql('backoffice')<{ kind: GapKind; role: string }[]>`
    select kind, role from po_gap where po_id = ${poId} and days @> ${day}::date`;
  return rows.map(({ kind, role }) => `${kind} ${role}`.trim()).sort();
}

const ruledOn = (facts: MandateFacts[], day: CivilDate) =>
  [...new Set(gapsOn(facts, day).map(({ kind, role }) => `${kind} ${role ?? ''}`.trim()))].sort();

test('the database knows of every PO and day what the rule says', async () => {
  for (let n = 0; n < 60; n += 1) {
    const { poId, facts } = await drawPo(`po${n}`);
    const draw = draws(`days${n}`);
    const edges = facts.flatMap(({ period, roles }) =>
      [period, ...roles.map((held) => held.period)].flatMap(({ from, to }) => [
        from,
        ...(to ? [to, addDays(to, 1), addDays(to, -60), addDays(to, -61)] : []),
      ]),
    );
    const days = [EPOCH, ...edges, ...Array.from({ length: 6 }, () => addDays('2023-06-01', draw(2000)))];
    for (const day of days) {
      expect({ n, day, gaps: await storedOn(poId, day) }).toEqual({ n, day, gaps: ruledOn(facts, day) });
    }
  }
});

test('a change of an address, an account, a role or a mandate is known when its transaction ends', async () => {
  const sql = database.sql('migrator');
  const po = await build.po();
  const person = await build.person({ email: 'presidente@membres.example' });
  const held = await build.mandate(person.id, po.id, { from: '2020-01-01', to: null }, ['president']);
  const now = () => storedOn(po.id, EPOCH);
  expect(await now()).toContain('no-account');
  expect(await now()).not.toContain('unheld president');
  const account = await build.account(person.id, 'presidente@membres.example', { state: 'invited' });
  expect(await now()).not.toContain('no-account');
  await sql`update member_account set state = 'closed' where id = ${account.id}`;
  expect(await now()).toContain('no-account');
  await sql`update person set email = null where id = ${person.id}`;
  expect(await now()).toContain('no-email president');
  await sql`update person set deceased = true where id = ${person.id}`;
  expect(await now()).not.toContain('no-email president');
  await sql`update role_assignment set period = '[2020-01-01,2025-12-31]' where mandate_id = ${held.id}`;
  expect(await now()).toContain('unheld president');
  expect(await storedOn(po.id, '2025-12-31')).not.toContain('unheld president');
  const other = await build.po();
  await sql`update mandate set po_id = ${other.id} where id = ${held.id}`;
  expect(await storedOn(po.id, '2025-12-31')).toContain('unheld president');
  expect(await storedOn(other.id, '2025-12-31')).not.toContain('unheld president');
});

test('an address that a server gave up later, and what ends with the PO, are known as well', async () => {
  const sql = database.sql('migrator');
  const po = await build.po();
  const person = await build.person({ email: 'Tresorier.Rendu@membres.example' });
  const { id } = await build.mandate(person.id, po.id, { from: '2020-01-01', to: null }, ['treasurer']);
  const now = () => storedOn(po.id, EPOCH);
  await sql`insert into mail_suppression (address_key, reason) values ('tresorier.rendu@membres.example', 'report')`;
  expect(await now()).toContain('bounced');
  await sql`delete from mail_suppression where address_key = 'tresorier.rendu@membres.example'`;
  expect(await now()).not.toContain('bounced');
  await sql`update role_assignment set period = '[2020-01-01,2026-01-31]' where mandate_id = ${id}`;
  await sql`update mandate set period = '[2020-01-01,2026-01-31]' where id = ${id}`;
  expect(await now()).toContain('ending');
  await sql`update po set closed_on = '2026-01-31' where id = ${po.id}`;
  expect(await now()).not.toContain('ending');
  await sql`update po set closed_on = null where id = ${po.id}`;
  expect(await now()).toContain('ending');
});

test('two transactions that touch one PO at once leave what both wrote', async () => {
  const sql = database.sql('migrator');
  const po = await build.po();
  const people = [await build.person(), await build.person()];
  for (const { id } of people) await build.mandate(id, po.id, { from: '2020-01-01', to: null });
  const roles = await Promise.all(
    people.map(async ({ id: personId }, index) => {
      const [row] = await sql`select id, opened_by from mandate where person_id = ${personId}`;
      return {
        mandateId: row?.id as string,
        cause: row?.opened_by as string,
        role: index === 0 ? 'president' : 'treasurer',
      };
    }),
  );
  const assign = (tx: typeof sql, { mandateId, cause, role }: (typeof roles)[number]) =>
    tx`insert into role_assignment (mandate_id, role, period, assigned_by) values (${mandateId}, ${role}, '[2020-01-01,)', ${cause})`;
  const [first, second] = roles;
  if (!first || !second) throw new Error('two roles are needed');
  // Both have written before either ends.
  let firstWrote = () => {};
  let secondWrote = () => {};
  const afterFirst = new Promise<void>((resolve) => (firstWrote = resolve));
  const afterSecond = new Promise<void>((resolve) => (secondWrote = resolve));
  await Promise.all([
    sql.begin(async (tx) => {
      await assign(tx as unknown as typeof sql, first);
      firstWrote();
      await afterSecond;
    }),
    sql.begin(async (tx) => {
      await assign(tx as unknown as typeof sql, second);
      secondWrote();
      await afterFirst;
    }),
  ]);
  const gaps = await storedOn(po.id, EPOCH);
  expect(gaps).not.toContain('unheld president');
  expect(gaps).not.toContain('unheld treasurer');
  const [left] = await database.sql('admin')`select count(*)::int as rows from po_touched`;
  expect(left?.rows).toBe(0);
});
