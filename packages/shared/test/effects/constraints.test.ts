import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

let database: TestDatabase;
let causeId: string;
let build: ReturnType<typeof registerBuilder>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  const [row] = await database.sql('worker')<{ id: string }[]>`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
  causeId = row?.id ?? '';
});
afterAll(() => database.close());

async function newMembership() {
  const [person, po, other] = await Promise.all([build.person(), build.po(), build.po()]);
  return { personId: person.id, poId: po.id, otherPoId: other.id, mandateId: randomUUID(), roleId: randomUUID() };
}
type Membership = Awaited<ReturnType<typeof newMembership>>;

const open = (member: Membership, period: string, id: string = randomUUID(), poId: string = member.poId) =>
  `insert into mandate (id, person_id, po_id, period, opened_by) values ('${id}', '${member.personId}', '${poId}', '${period}', '${causeId}')`;
const assign = (mandateId: string, role: string, period: string, id: string = randomUUID()) =>
  `insert into role_assignment (id, mandate_id, role, period, assigned_by) values ('${id}', '${mandateId}', '${role}', '${period}', '${causeId}')`;
const annul = (table: 'mandate' | 'role_assignment', id: string) =>
  `update ${table} set annulled_at = now(), annulled_by = '${causeId}' where id = '${id}'`;
const move = (table: 'mandate' | 'role_assignment', id: string, period: string) =>
  `update ${table} set period = '${period}' where id = '${id}'`;

type Answer = { answer: string; atCommit: boolean };

/** Runs statements as the worker, in one transaction; answers the SQLSTATE, and whether only the commit was refused. */
async function write(...statements: string[]): Promise<Answer> {
  let written = false;
  try {
    await database.sql('worker').begin(async (tx) => {
      for (const statement of statements) await tx.unsafe(statement);
      written = true;
    });
    return { answer: 'written', atCommit: false };
  } catch (error) {
    return { answer: (error as { code?: string }).code ?? String(error), atCommit: written };
  }
}

const WRITTEN: Answer = { answer: 'written', atCommit: false };
const OVERLAPS: Answer = { answer: '23P01', atCommit: false };
const REFUSED: Answer = { answer: '23514', atCommit: false };
const REFUSED_AT_COMMIT: Answer = { answer: '23514', atCommit: true };

describe('mandates of one person in one PO', () => {
  test.each([
    ['[2020-01-01,2025-01-01)', '[2024-12-31,2024-12-31]'],
    ['[2020-01-01,2025-01-01)', '[2019-01-01,)'],
    ['[2020-01-01,)', '[2030-01-01,)'],
    ['[2020-01-01,2020-01-01]', '[2020-01-01,2020-01-01]'],
  ])('over %s and %s are refused', async (first, second) => {
    const member = await newMembership();
    expect(await write(open(member, first))).toEqual(WRITTEN);
    expect(await write(open(member, second))).toEqual(OVERLAPS);
  });

  test('may follow each other the next day', async () => {
    const member = await newMembership();
    expect(await write(open(member, '[2020-01-01,2024-12-31]'), open(member, '[2025-01-01,)'))).toEqual(WRITTEN);
  });

  test('may be there while another PO has one, or once the first was annulled', async () => {
    const member = await newMembership();
    const period = '[2020-01-01,)';
    expect(await write(open(member, period, member.mandateId))).toEqual(WRITTEN);
    expect(await write(open(member, period, randomUUID(), member.otherPoId))).toEqual(WRITTEN);
    expect(await write(annul('mandate', member.mandateId), open(member, period))).toEqual(WRITTEN);
    expect(await write(open(member, period))).toEqual(OVERLAPS);
  });

  test('cannot be moved onto each other, nor brought back from an annulment', async () => {
    const member = await newMembership();
    await write(open(member, '[2020-01-01,2021-01-01)', member.mandateId), open(member, '[2022-01-01,)'));
    expect(await write(move('mandate', member.mandateId, '[2020-01-01,)'))).toEqual(OVERLAPS);
    await write(annul('mandate', member.mandateId));
    expect(await write(open(member, '[2020-06-01,2020-06-30]'))).toEqual(WRITTEN);
    const back = `update mandate set annulled_at = null, annulled_by = null where id = '${member.mandateId}'`;
    expect(await write(back)).toEqual(OVERLAPS);
  });

  test('have a period that is neither empty nor without beginning', async () => {
    const member = await newMembership();
    for (const period of ['empty', '[2020-01-01,2020-01-01)', '(,2020-01-01]', '(,)']) {
      expect({ period, ...(await write(open(member, period))) }).toEqual({ period, ...REFUSED });
    }
  });
});

describe('one role in one mandate', () => {
  test('cannot be held twice at once, also when it is moved there', async () => {
    const member = await newMembership();
    await write(open(member, '[2020-01-01,)', member.mandateId));
    expect(await write(assign(member.mandateId, 'treasurer', '[2020-01-01,2021-12-31]', member.roleId))).toEqual(
      WRITTEN,
    );
    expect(await write(assign(member.mandateId, 'treasurer', '[2021-12-31,)'))).toEqual(OVERLAPS);
    expect(await write(assign(member.mandateId, 'secretary', '[2021-12-31,)'))).toEqual(WRITTEN);
    expect(await write(assign(member.mandateId, 'treasurer', '[2022-01-01,)'))).toEqual(WRITTEN);
    expect(await write(move('role_assignment', member.roleId, '[2020-01-01,2022-01-01]'))).toEqual(OVERLAPS);
  });

  test('has a period that is neither empty nor without beginning', async () => {
    const member = await newMembership();
    await write(open(member, '[2020-01-01,)', member.mandateId));
    for (const period of ['empty', '[2020-01-01,2020-01-01)', '(,2020-01-01]'])
      expect(await write(assign(member.mandateId, 'treasurer', period))).toEqual(REFUSED);
  });
});

describe('a role and its mandate', () => {
  test.each(['[2019-12-31,2020-06-01]', '[2020-06-01,)', '[2026-01-01,2026-12-31]'])(
    'do not part: a role over %s in a mandate over 2020 to 2025 is refused at commit',
    async (period) => {
      const member = await newMembership();
      await write(open(member, '[2020-01-01,2025-12-31]', member.mandateId));
      expect(await write(assign(member.mandateId, 'treasurer', period))).toEqual(REFUSED_AT_COMMIT);
    },
  );

  test('do not part when the mandate is shortened, moved or annulled under its role', async () => {
    const member = await newMembership();
    const role = assign(member.mandateId, 'treasurer', '[2020-01-01,2024-12-31]', member.roleId);
    await write(open(member, '[2020-01-01,)', member.mandateId), role);
    expect(await write(move('mandate', member.mandateId, '[2020-01-01,2023-12-31]'))).toEqual(REFUSED_AT_COMMIT);
    expect(await write(move('mandate', member.mandateId, '[2021-01-01,)'))).toEqual(REFUSED_AT_COMMIT);
    expect(await write(annul('mandate', member.mandateId))).toEqual(REFUSED_AT_COMMIT);
    expect(await write(move('mandate', member.mandateId, '[2020-01-01,2024-12-31]'))).toEqual(WRITTEN);
  });

  test('move together in one transaction, in any order', async () => {
    const member = await newMembership();
    await write(assignable(member), assign(member.mandateId, 'treasurer', '[2020-01-01,2025-12-31]', member.roleId));
    const mandate = move('mandate', member.mandateId, '[2020-01-01,2022-12-31]');
    const role = move('role_assignment', member.roleId, '[2020-01-01,2022-12-31]');
    expect(await write(mandate, role)).toEqual(WRITTEN);
    const longer = [move('role_assignment', member.roleId, '[2020-01-01,2030-12-31]')];
    expect(await write(...longer, move('mandate', member.mandateId, '[2020-01-01,)'))).toEqual(WRITTEN);
    expect(await write(annul('mandate', member.mandateId), annul('role_assignment', member.roleId))).toEqual(WRITTEN);
  });

  test('need no agreement once the role is annulled', async () => {
    const member = await newMembership();
    await write(assignable(member), assign(member.mandateId, 'treasurer', '[2020-01-01,2025-12-31]', member.roleId));
    await write(annul('role_assignment', member.roleId));
    expect(await write(move('mandate', member.mandateId, '[2021-01-01,2021-12-31]'))).toEqual(WRITTEN);
  });

  const assignable = (member: Membership) => open(member, '[2020-01-01,2025-12-31]', member.mandateId);
});
