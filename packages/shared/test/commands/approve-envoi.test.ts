import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { approveEnvoi } from '../../src/commands/approve-envoi.ts';
import { failApplication } from '../../src/commands/apply-requests.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { retryApplication } from '../../src/commands/retry-application.ts';
import { returnToStaff } from '../../src/commands/return-to-staff.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { decision } from '../../src/db/tables/decision.ts';
import { person } from '../../src/db/tables/person.ts';
import { ConflictError, ForbiddenError, InvalidInputError, StalePlanError } from '../../src/errors/errors.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runEntries } from '../../src/queue/run-entries.ts';
import { getEnvoiPlan } from '../../src/reads/get-envoi-plan.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

/** Somebody new each time, whom nobody would take for another one. */
let born = 0;

async function envoiOfThree() {
  born += 1;
  const name = [...String(born)].map((digit) => 'bcdfghjklm'.charAt(Number(digit))).join('');
  const { id: poId } = await build.po();
  const leaving = await build.person({ firstName: 'Paul', lastName: `Partant${name}`, phone: '+3281111111' });
  await build.mandate(leaving.id, poId, { from: '2020-01-01', to: null }, ['treasurer']);
  const joining = { firstName: 'Jeanne', lastName: `Arrivante${name}`, birthDate: `${1950 + born}-05-04` };
  const ids = await rig.submitEnvoi(
    [
      {
        type: 'removal',
        payload: { ...name2(leaving), email: null, birthDate: null, endDate: '2026-08-31', reason: 'resignation' },
      },
      {
        type: 'new-member',
        payload: {
          ...joining,
          email: `jeanne.${name}@maquette.example`,
          address: {
            street: 'Rue de la Gare',
            number: '3',
            box: '',
            postcode: '5590',
            locality: 'Ciney',
            country: 'BE',
          },
          phone: '0470 12 34 56',
          startDate: '2026-09-01',
          roles: ['treasurer'],
          replaces: [{ role: 'treasurer', answer: 'unknown', name: null }],
        },
      },
      { type: 'member-change', payload: { ...unchanged, ...name2(joining), phone: '081 44 44 44' } },
    ],
    poId,
  );
  return { poId, ids: ids as [string, string, string], leaving, joining };
}

const name2 = ({ firstName, lastName }: { firstName: string; lastName: string }) => ({ firstName, lastName });
const unchanged = {
  ...{ knownBirthDate: null, email: null, phone: null, address: null, newFirstName: null, newLastName: null },
  ...{ birthDate: null, addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null, mandateFrom: null },
  ...{ mandateTo: null, correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
};

const approve = async (requestId: string, actor: StaffActor = staff) =>
  approveEnvoi(rig.office(actor), await rig.showEnvoi(requestId), rig.settings);
const statesOf = async (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await rig.requestOf(id)).state));
const phoneOf = async (lastName: string) => {
  const [known] = await database.db('migrator').select().from(person).where(eq(person.lastName, lastName));
  return known?.phone;
};
const versionOf = async (requestId: string) => (await rig.requestOf(requestId)).version;
const outboxOf = async (refs: readonly string[]) =>
  database.sql('migrator')`select ref, state from outbox where kind = 'apply' and ref = any(${refs as string[]})`;

/** As somebody else would, between two looks. */
async function endMandate(personId: string, on: string): Promise<void> {
  const period = (from: string) => `[${from},${on}]`;
  await database.sql('migrator').begin(async (sql) => {
    await sql`update role_assignment set period = ${period('2020-01-01')}::daterange
      where mandate_id in (select id from mandate where person_id = ${personId})`;
    await sql`update mandate set period = ${period('2020-01-01')}::daterange where person_id = ${personId}`;
  });
}

describe('all of an envoi', () => {
  test('is planned as one chain: the second sees the place of the first free, the third the person of the second', async () => {
    const { ids, joining } = await envoiOfThree();
    const shown = await getEnvoiPlan(database.db('backoffice'), staff, ids[2], { now: now(), ...rig.settings });
    expect(shown.links.map(({ id }) => id)).toEqual(ids);
    expect(shown.links.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ['submitter-unknown', 'succeeded:treasurer'],
      ['submitter-unknown'],
      ['submitter-unknown'],
    ]);
    expect(shown.links[2]?.effects.map(({ text }) => text)).toEqual([expect.stringContaining('éléphone')]);
    expect((await rig.findings(ids[2])).join()).toContain('member-not-found');
    expect(shown.leftOut).toEqual([]);
    expect(joining.lastName).toBe(shown.links[1]?.subject.split(' ').at(-1));
  });

  test('is approved in one act and applied in one transaction, with history, audit and one mail', async () => {
    const { ids, joining, leaving } = await envoiOfThree();
    const { decisionIds } = await approve(ids[1]);
    expect(await statesOf(ids)).toEqual(['approved', 'approved', 'approved']);
    const rows = await database
      .db('migrator')
      .select()
      .from(decision)
      .where(eq(decision.chainId, decisionIds[0] ?? ''));
    expect(rows.map(({ requestId }) => requestId).sort()).toEqual([...ids].sort());
    expect(await outboxOf(decisionIds)).toEqual([{ ref: decisionIds[0], state: 'pending' }]);

    expect(await rig.applyTogether([decisionIds[0] ?? ''])).toEqual(['applied']);
    expect(await statesOf(ids)).toEqual(['applied', 'applied', 'applied']);
    expect(await phoneOf(joining.lastName)).toBe('+3281444444');
    const [ended] = await database.sql('migrator')`
      select upper(period)::text as after from mandate where person_id = ${leaving.id}`;
    expect(ended).toEqual({ after: '2026-09-01' });
    expect(await rig.applyTogether([decisionIds[0] ?? ''])).toEqual(['nothing']);

    const history = await database.sql('migrator')`
      select request_id, array_agg(event order by id) as events from request_event where request_id = any(${ids}::uuid[])
      group by request_id`;
    for (const { events } of history) expect(events).toEqual(['submit', 'approve', 'apply']);
    const audited = await database.sql('migrator')`
      select distinct request_id from audit_entry where action = 'approve-request' and request_id = any(${ids}::uuid[])`;
    expect(audited).toHaveLength(3);
    const mails = await database.sql('migrator')`
      select kind from mail where kind = 'envoi-settled'
        and submission_id = (select submission_id from change_request where id = ${ids[0]})`;
    expect(mails).toHaveLength(1);
  });

  test('leaves out what is decided already and what waits for its author, and says so', async () => {
    const { ids } = await envoiOfThree();
    await rejectRequest(rig.office(), { requestId: ids[0], version: 1, reason: 'Paul reste.' }, rig.settings);
    const questions = [{ field: null, message: 'Quelle date ?' }];
    await askCorrection(rig.office(), { requestId: ids[2], version: 1, questions });
    const shown = await getEnvoiPlan(database.db('backoffice'), staff, ids[1], { now: now(), ...rig.settings });
    expect(shown.links.map(({ id }) => id)).toEqual([ids[1]]);
    expect(shown.leftOut.map(({ id, stateLabel }) => [id, stateLabel])).toEqual([
      [ids[0], 'refusée'],
      [ids[2], 'en attente de l’auteur'],
    ]);
    const { decisionIds } = await approve(ids[1]);
    expect(await rig.apply(decisionIds[0] ?? '')).toEqual({ outcome: 'applied' });
    expect(await statesOf(ids)).toEqual(['rejected', 'applied', 'correction_requested']);
  });
});

describe('a chain that cannot be applied', () => {
  test('fails whole when one plan of it no longer holds, says which, and goes back to staff whole', async () => {
    const { ids, leaving } = await envoiOfThree();
    const { decisionIds } = await approve(ids[0]);
    const [removalId] = ids;
    await endMandate(leaving.id, '2026-07-31');
    expect(await rig.applyTogether([decisionIds[0] ?? ''])).toEqual(['failed']);
    expect(await statesOf(ids)).toEqual(['failed', 'failed', 'failed']);
    expect((await rig.requestOf(removalId)).failure).toMatchObject({
      code: 'stale-plan',
      message: expect.stringContaining('ont changé'),
    });
    expect((await rig.requestOf(ids[1])).failure).toMatchObject({
      code: 'stale-plan',
      message: expect.stringContaining('la demande 1 (Paul'),
    });
    const causes = await database.sql('migrator')`select from cause where request_id = any(${ids}::uuid[])`;
    expect(causes).toHaveLength(0);
    await expect(
      retryApplication(rig.office(), { requestId: ids[1], version: await versionOf(ids[1]) }, rig.settings),
    ).rejects.toThrow(ConflictError);
    await returnToStaff(rig.office(), { requestId: ids[1], version: await versionOf(ids[1]) });
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  test('writes nothing when the database refuses the last of it, and is never torn into single ones', async () => {
    const { ids, joining, leaving } = await envoiOfThree();
    const other = await envoiOfThree();
    const chain = await approve(ids[0]);
    const alone = await rig.approve(other.ids[0]);
    await database.sql('migrator')`
      alter table person add constraint refused check (phone is distinct from '+3281444444') not valid`;
    const rows = await outboxOf([...chain.decisionIds, alone.decisionId]);
    expect(rows).toHaveLength(2);
    const refs = rows.map(({ ref }) => String(ref));
    const outboxIds = await database.sql('migrator')`select id from outbox where kind = 'apply' and ref = any(${refs})`;
    await expect(
      runEntries(
        {
          ...testContext(database.db('worker'), SYSTEM_ACTOR, now),
          ...rig.settings,
          mailer: { send: () => Promise.reject(new Error('no mail here')) } as never,
        },
        createHandlers({
          intakeUrl: 'http://localhost',
          extranetUrl: 'http://localhost',
          backofficeUrl: 'http://office.example',
        }),
        outboxIds.map(({ id }) => String(id)),
      ),
    ).rejects.toThrow();
    expect(await statesOf([...ids, other.ids[0]])).toEqual(['approved', 'approved', 'approved', 'applied']);
    expect(await phoneOf(joining.lastName)).toBeUndefined();
    const [mandate] = await database.sql('migrator')`
      select upper_inf(period) as open from mandate where person_id = ${leaving.id}`;
    expect(mandate).toEqual({ open: true });

    await database.sql('migrator')`alter table person drop constraint refused`;
    expect(await rig.apply(chain.decisionIds[0] ?? '')).toEqual({ outcome: 'applied' });
    expect(await phoneOf(joining.lastName)).toBe('+3281444444');
  });

  test('is given up whole after errors, and tried again whole', async () => {
    const { ids } = await envoiOfThree();
    const { decisionIds } = await approve(ids[0]);
    await inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
      failApplication(tx, decisionIds[0] ?? '', '23505'),
    );
    expect(await statesOf(ids)).toEqual(['failed', 'failed', 'failed']);
    const input = { requestId: ids[1], version: await versionOf(ids[1]) };
    await retryApplication(rig.office(), input, rig.settings);
    expect(await statesOf(ids)).toEqual(['approved', 'approved', 'approved']);
    await expect(retryApplication(rig.office(), input, rig.settings)).rejects.toThrow(ConflictError);
    const [again] = await database.sql('migrator')`
      select distinct chain_id from decision where request_id = any(${ids}::uuid[]) and settled_at is null`;
    expect(await rig.apply(String(again?.chain_id))).toEqual({ outcome: 'applied' });
    expect(await statesOf(ids)).toEqual(['applied', 'applied', 'applied']);
  });

  test('is not tried again when one of it was taken back for another decision', async () => {
    const { ids } = await envoiOfThree();
    const { decisionIds } = await approve(ids[0]);
    await inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
      failApplication(tx, decisionIds[0] ?? '', '23505'),
    );
    await database.sql('migrator')`
      update change_request set state = 'withdrawn', version = version + 1, settled_at = now() where id = ${ids[2]}`;
    await expect(
      retryApplication(rig.office(), { requestId: ids[0], version: await versionOf(ids[0]) }, rig.settings),
    ).rejects.toThrow(ConflictError);
    await returnToStaff(rig.office(), { requestId: ids[0], version: await versionOf(ids[0]) });
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted', 'withdrawn']);
  });
});

describe('an approval of all', () => {
  test('is taken back as one, and only until it is applied', async () => {
    const { ids } = await envoiOfThree();
    const { decisionIds } = await approve(ids[0]);
    const input = { requestId: ids[2], version: await versionOf(ids[2]) };
    await undoApproval(rig.office(), input);
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted', 'submitted']);
    await expect(undoApproval(rig.office(), input)).rejects.toThrow(ConflictError);
    expect(await rig.applyTogether([decisionIds[0] ?? ''])).toEqual(['nothing']);
    const [undone] = await database.sql('migrator')`
      select count(*)::int as count from audit_entry where action = 'undo-approval' and request_id = any(${ids}::uuid[])`;
    expect(undone).toEqual({ count: 3 });

    const again = await approve(ids[0]);
    expect(await rig.apply(again.decisionIds[0] ?? '')).toEqual({ outcome: 'applied' });
    await expect(undoApproval(rig.office(), { requestId: ids[0], version: await versionOf(ids[0]) })).rejects.toThrow(
      ConflictError,
    );
  });

  test('waits for what was approved before it about the same PO, and is built on it', async () => {
    const { ids, poId, leaving } = await envoiOfThree();
    const phone = await rig.submit('member-change', { ...unchanged, ...name2(leaving), phone: '081 55 55 55' }, poId);
    const before = await rig.approve(phone);
    const { decisionIds } = await approve(ids[0]);
    const after = await rig.approve(
      await rig.submit('member-change', { ...unchanged, ...name2(leaving), phone: '081 66 66 66' }, poId),
    );
    const [chain = ''] = decisionIds;
    expect(await rig.applyTogether([chain, after.decisionId])).toEqual(['wait', 'wait']);
    expect(await rig.applyTogether([after.decisionId, chain, before.decisionId])).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(await phoneOf(leaving.lastName)).toBe('+3281666666');
    expect(await statesOf(ids)).toEqual(['applied', 'applied', 'applied']);
  });

  test('is applied whole whichever of its decisions is named', async () => {
    const { ids } = await envoiOfThree();
    const { decisionIds } = await approve(ids[0]);
    expect(await rig.applyTogether([decisionIds[2] ?? ''])).toEqual(['applied']);
    expect(await statesOf(ids)).toEqual(['applied', 'applied', 'applied']);
  });

  test('is refused when it is not what was shown: another request, another version, another plan', async () => {
    const { ids, leaving } = await envoiOfThree();
    const shown = await rig.showEnvoi(ids[0]);
    const send = (input: typeof shown) => approveEnvoi(rig.office(), input, rig.settings);
    await expect(send({ ...shown, requests: shown.requests.slice(1) })).rejects.toThrow(ConflictError);
    const older = shown.requests.map((one) => ({ ...one, version: one.version + 1 }));
    await expect(send({ ...shown, requests: older })).rejects.toThrow(ConflictError);
    await expect(send({ ...shown, shownHash: 'autre' })).rejects.toThrow(StalePlanError);
    await endMandate(leaving.id, '2026-07-31');
    await expect(send(shown)).rejects.toThrow(StalePlanError);
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  test('is refused while a warning is not ticked or a finding blocks, and the second time', async () => {
    const { ids } = await envoiOfThree();
    const shown = await rig.showEnvoi(ids[0]);
    const unticked = shown.requests.map((one, index) => (index === 1 ? { ...one, acknowledged: [] } : one));
    await expect(approveEnvoi(rig.office(), { ...shown, requests: unticked }, rig.settings)).rejects.toThrow(
      InvalidInputError,
    );
    await approveEnvoi(rig.office(), shown, rig.settings);
    await expect(approveEnvoi(rig.office(), shown, rig.settings)).rejects.toThrow(ConflictError);

    const { id: poId } = await build.po();
    const [blocked = ''] = await rig.submitEnvoi(
      [
        {
          type: 'removal',
          payload: {
            firstName: 'Nemo',
            lastName: 'Inconnu',
            email: null,
            birthDate: null,
            endDate: '2026-08-31',
            reason: 'other',
          },
        },
        {
          type: 'removal',
          payload: {
            firstName: 'Nulle',
            lastName: 'Part',
            email: null,
            birthDate: null,
            endDate: '2026-08-31',
            reason: 'other',
          },
        },
      ],
      poId,
    );
    await expect(approve(blocked)).rejects.toThrow(InvalidInputError);
  });

  test('is refused to readers, to another secretariat, and when one of it is about oneself', async () => {
    const { ids, leaving } = await envoiOfThree();
    const shown = await rig.showEnvoi(ids[1]);
    await expect(approveEnvoi(rig.office({ ...staff, role: 'reader' }), shown, rig.settings)).rejects.toThrow(
      ForbiddenError,
    );
    await expect(
      approveEnvoi(rig.office({ ...staff, regionId: '00000000-0000-4000-8000-000000000000' }), shown, rig.settings),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(approveEnvoi(rig.office({ ...staff, personId: leaving.id }), shown, rig.settings)).rejects.toThrow(
      ForbiddenError,
    );
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted', 'submitted']);
  });
});
