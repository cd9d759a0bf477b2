import { afterAll, beforeAll, expect } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { StaffActor } from '../../src/commands/context.ts';
import { orderMerge } from '../../src/commands/duplicates/order-merge.ts';
import { orderRevert } from '../../src/commands/order-revert.ts';
import type { Period } from '../../src/domain/periods.ts';
import { previewMerge } from '../../src/reads/duplicates/preview-merge.ts';
import type { AskedMerge } from '../../src/reads/duplicates/read-merge.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const NOW = new Date('2026-06-15T10:00:00Z');
const TODAY = '2026-06-15';
export const since = (from: string): Period => ({ from, to: null });

export let database: TestDatabase;
export let build: ReturnType<typeof registerBuilder>;
export let staff: StaffActor;
export let rig: ReturnType<typeof requestRig>;
/** Counts the people, so that no two tests share a name or an address. */
export const place = { run: 0 };

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => NOW);
});
afterAll(() => database.close());

/** Two records of one human being. */
export async function twins() {
  place.run += 1;
  const name = { lastName: `Double${place.run}`, firstName: 'Jeanne', birthDate: '1971-05-04' };
  const [survivor, merged] = [await build.person(name), await build.person(name)];
  return { survivor, merged, po: await build.po() };
}

type Twins = Pick<Awaited<ReturnType<typeof twins>>, 'survivor' | 'merged'>;

export const asked = ({ survivor, merged }: Twins, more: Partial<AskedMerge> = {}): AskedMerge => ({
  ...{ survivorId: survivor.id, mergedId: merged.id, fields: {}, reason: 'Encodée deux fois' },
  ...more,
});

export const preview = (merge: AskedMerge) =>
  previewMerge(database.db('backoffice'), staff.regionId, merge, {
    today: TODAY,
    singleHolderRoles: rig.settings.singleHolderRoles,
  });

/** Orders what is shown, with every warning ticked. */
export async function order(merge: AskedMerge, actor = staff, settings = rig.settings) {
  const { shownHash, findings } = await preview(merge);
  const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  return orderMerge(rig.office(actor), { ...merge, shownHash, acknowledged }, settings);
}

export async function applyOf(requestId: string) {
  const [row] = await rows(sql`select id from decision where request_id = ${requestId} and settled_at is null`);
  return (await rig.apply(String(row?.id))).outcome;
}

export async function merge(people: Twins, more: Partial<AskedMerge> = {}) {
  const { requestId } = await order(asked(people, more));
  expect(await applyOf(requestId)).toBe('applied');
  return requestId;
}

/** Orders that the merger be undone, approves it and applies it. */
export async function undo(requestId: string) {
  const revertId = await orderUndo(requestId);
  expect((await rig.approveAndApply(revertId)).outcome).toBe('applied');
}

export async function orderUndo(requestId: string) {
  const { version } = await rig.requestOf(requestId);
  return (await orderRevert(rig.office(), { requestId, version, reason: 'Deux personnes' })).requestId;
}

export async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return [...(await database.db('migrator').execute(query))];
}

/** Every column of every row about these people, but for the moment of the last write. */
export async function snapshot({ survivor, merged }: Twins) {
  const ids = sql`(${survivor.id}, ${merged.id})`;
  const of = async (query: ReturnType<typeof sql>) => (await rows(query)).map(({ row }) => row);
  return {
    persons: await of(sql`select to_jsonb(p) - 'updated_at' as row from person p where id in ${ids} order by id`),
    mandates: await of(sql`select to_jsonb(m) as row from mandate m where person_id in ${ids} order by id`),
    roles: await of(sql`select to_jsonb(r) as row from role_assignment r join mandate m on m.id = r.mandate_id
      where m.person_id in ${ids} order by r.id`),
    accounts: await of(
      sql`select to_jsonb(a) - 'updated_at' as row from member_account a where person_id in ${ids} order by id`,
    ),
    mails: await of(
      sql`select to_jsonb(m) as row from mail m where person_id in ${ids} and kind <> 'account-closed' order by id`,
    ),
    tokens: await of(
      sql`select to_jsonb(t) as row from token t join member_account a on a.id = t.account_id where a.person_id in ${ids} order by t.id`,
    ),
    envois: await of(sql`select to_jsonb(s) as row from submission s where submitter_person_id in ${ids} order by id`),
    settlements: await of(
      sql`select settlement as row from change_request where settlement ->> 'personId' in ${ids} order by id`,
    ),
    staff: await of(sql`select to_jsonb(s) as row from staff_user s where person_id in ${ids} order by id`),
    wishes: await of(
      sql`select to_jsonb(o) as row from mailing_opt_out o where person_id in ${ids} order by person_id, kind`,
    ),
  };
}

export const liveMandates = (personId: string) =>
  rows(
    sql`select id, po_id, period::text from mandate where person_id = ${personId} and annulled_at is null order by lower(period)`,
  );
export const liveRoles = (personId: string) =>
  rows(sql`select r.role, r.period::text from role_assignment r join mandate m on m.id = r.mandate_id
    where m.person_id = ${personId} and r.annulled_at is null order by r.role, lower(r.period)`);
export const accountsOf = ({ survivor, merged }: Twins) =>
  rows(
    sql`select person_id, email, state from member_account where person_id in (${survivor.id}, ${merged.id}) order by state`,
  );
export const codes = async (merger: AskedMerge) => (await preview(merger)).findings.map(({ code }) => code);

/** A removal, but for whose. */
export const leaving = {
  firstName: 'Jeanne',
  email: null,
  birthDate: null,
  reason: 'resignation',
  endDate: '2026-12-31',
};
