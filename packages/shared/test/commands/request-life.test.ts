import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { approveRequest } from '../../src/commands/approve-request.ts';
import { closeByHand } from '../../src/commands/close-by-hand.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { returnToStaff } from '../../src/commands/return-to-staff.ts';
import { settleFinding } from '../../src/commands/settle-finding.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { decision } from '../../src/db/tables/decision.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { mandate } from '../../src/db/tables/mandate.ts';
import { memberAccount } from '../../src/db/tables/member-account.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import { person } from '../../src/db/tables/person.ts';
import { requestEvent } from '../../src/db/tables/request-event.ts';
import { roleAssignment } from '../../src/db/tables/role-assignment.ts';
import { ConflictError, ForbiddenError, InvalidInputError, StalePlanError } from '../../src/errors/errors.ts';
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

const newcomer = {
  firstName: 'Jeanne',
  lastName: 'Lambert',
  birthDate: '1971-05-04',
  email: 'jeanne.lambert@maquette.example',
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  phone: '0470 12 34 56',
  startDate: '2026-06-01',
  roles: ['administrator', 'treasurer'],
  replaces: [],
};

describe('a new member', () => {
  test('is submitted, planned, approved and applied: person, mandate, roles, account and mails exist once', async () => {
    const po = await build.po();
    const requestId = await rig.submit('new-member', newcomer, po.id);
    await inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
      processArrival(tx, requestId, rig.settings),
    );
    const shown = await rig.show(requestId);
    expect(shown.effects.map((effect) => effect.text)).toEqual([
      'Une personne sera créée',
      'Mandat ouvert le 1/6/2026',
      'Mail d’activation à jeanne.lambert@maquette.example',
      'Jeanne Lambert devient administrateur le 1/6/2026',
      'Jeanne Lambert devient trésorier le 1/6/2026',
    ]);
    expect(shown.plan.findings.map(({ code }) => code)).toEqual(['submitter-unknown']);
    expect((await rig.requestOf(requestId)).findings).toEqual([{ code: 'submitter-unknown', severity: 'warning' }]);

    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'nothing' });

    const db = database.db('migrator');
    const [known] = await db.select().from(person).where(eq(person.lastName, 'Lambert'));
    expect(known).toMatchObject({
      firstName: 'Jeanne',
      birthDate: '1971-05-04',
      phone: '+32470123456',
      locality: 'Ciney',
    });
    const mandates = await db
      .select()
      .from(mandate)
      .where(eq(mandate.personId, known?.id ?? ''));
    expect(mandates).toMatchObject([{ poId: po.id, period: { from: '2026-06-01', to: null }, openedBy: decisionId }]);
    const roles = await db
      .select()
      .from(roleAssignment)
      .where(eq(roleAssignment.mandateId, mandates[0]?.id ?? ''));
    expect(roles.map((row) => row.role).sort()).toEqual(['administrator', 'treasurer']);
    const accounts = await db
      .select()
      .from(memberAccount)
      .where(eq(memberAccount.personId, known?.id ?? ''));
    expect(accounts).toMatchObject([
      { state: 'invited', email: 'jeanne.lambert@maquette.example', name: 'Jeanne Lambert' },
    ]);
    const mails = await db.select().from(mail).where(eq(mail.requestId, requestId));
    expect(mails.map((row) => row.kind).sort()).toEqual(['activation', 'envoi-settled']);
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'applied' });
    const history = await db
      .select()
      .from(requestEvent)
      .where(eq(requestEvent.requestId, requestId))
      .orderBy(requestEvent.id);
    expect(history.map((row) => row.event)).toEqual(['submit', 'approve', 'apply']);
    const [audited] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from audit_entry where request_id = ${requestId}`,
    );
    expect(audited?.count).toBeGreaterThanOrEqual(5);
  });

  test('who is known exactly gets a second mandate and no second person', async () => {
    const [first, second] = [await build.po(), await build.po()];
    const known = await build.person({
      firstName: 'Luc',
      lastName: 'Essai',
      birthDate: '1980-01-02',
      email: 'luc@essai.example',
    });
    await build.mandate(known.id, first.id, { from: '2020-01-01', to: null });
    await build.account(known.id, 'luc@essai.example');
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, firstName: 'LUC', lastName: 'éssai', birthDate: '1980-01-02', email: 'luc@essai.example' },
      second.id,
    );
    const shown = await rig.show(requestId);
    expect(shown.plan.findings.map(({ code }) => code)).toContain('person-known');
    expect(shown.plan.effects.map(({ kind }) => kind)).toContain('announce-mandate');
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    expect(await database.db('migrator').select().from(person).where(eq(person.birthDate, '1980-01-02'))).toHaveLength(
      1,
    );
  });

  test('who is probably known blocks approval until staff choose', async () => {
    const po = await build.po();
    const known = await build.person({ firstName: 'Anne', lastName: 'Modelle', birthDate: '1965-07-08' });
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, firstName: 'Anne', lastName: 'Modèle', birthDate: '1965-07-08', email: 'anne@modele.example' },
      po.id,
    );
    const shown = await rig.show(requestId);
    const finding = shown.plan.findings.find(({ code }) => code === 'person-probable');
    expect(finding).toMatchObject({ severity: 'blocking' });
    expect(finding?.options?.map(({ set }) => set.personId)).toEqual([known.id, 'new']);
    await expect(rig.approve(requestId)).rejects.toThrow(InvalidInputError);
    const ctx = rig.office();
    await settleFinding(
      ctx,
      { requestId, version: shown.request.version, settlement: { personId: known.id } },
      rig.settings,
    );
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
  });

  test('of a PO written by hand waits for staff to choose the PO', async () => {
    const po = await build.po({ name: 'Écoles libres du Croquis', locality: 'Ciney' });
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Horsliste', email: 'horsliste@maquette.example' },
      null,
      {
        poTyped: { name: 'Ecoles libre du Croqui', address: 'Ciney' },
      },
    );
    const shown = await rig.show(requestId);
    const finding = shown.plan.findings.find(({ code }) => code === 'several-pos');
    expect(finding?.options?.[0]?.set).toEqual({ poId: po.id });
    expect(shown.plan.effects).toEqual([]);
    await settleFinding(rig.office(), { requestId, version: 1, settlement: { poId: po.id } }, rig.settings);
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
  });
});

describe('a single-holder role', () => {
  test('with a present holder offers to end that role the day before, in one act', async () => {
    const po = await build.po();
    const paul = await build.person({ firstName: 'Paul', lastName: 'Trésor' });
    const held = await build.mandate(paul.id, po.id, { from: '2021-01-01', to: null }, ['administrator', 'treasurer']);
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Relève', email: 'releve@maquette.example' },
      po.id,
    );
    const shown = await rig.show(requestId);
    const finding = shown.plan.findings.find(({ code }) => code === 'second-holder:treasurer');
    expect(finding?.message).toBe('Paul Trésor est trésorier de ce PO depuis le 1/1/2021.');
    await settleFinding(
      rig.office(),
      { requestId, version: 1, settlement: finding?.options?.[0]?.set ?? {} },
      rig.settings,
    );
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    const roles = await database
      .db('migrator')
      .select()
      .from(roleAssignment)
      .where(eq(roleAssignment.mandateId, held.id));
    expect(roles.find(({ role }) => role === 'treasurer')?.period).toEqual({ from: '2021-01-01', to: '2026-05-31' });
    expect(roles.find(({ role }) => role === 'administrator')?.period.to).toBeNull();
  });

  test('with a holder who starts later blocks until it is settled', async () => {
    const po = await build.po();
    const later = await build.person({ firstName: 'Léa', lastName: 'Plustard' });
    await build.mandate(later.id, po.id, { from: '2026-09-01', to: null }, ['treasurer']);
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Entretemps', email: 'entretemps@maquette.example' },
      po.id,
    );
    expect((await rig.show(requestId)).plan.findings).toContainEqual(
      expect.objectContaining({ code: 'later-holder:treasurer', severity: 'blocking' }),
    );
    await settleFinding(
      rig.office(),
      { requestId, version: 1, settlement: { holders: { treasurer: 'end' } } },
      rig.settings,
    );
    const { plan } = await rig.show(requestId);
    expect(plan.effects).toContainEqual(
      expect.objectContaining({ kind: 'assign-role', role: 'treasurer', to: '2026-08-31' }),
    );
  });
});

describe('a removal', () => {
  test('ends the mandate and its roles, keeps the person and plans the closing of the account', async () => {
    const po = await build.po();
    const paul = await build.person({ firstName: 'Paul', lastName: 'Partant' });
    const held = await build.mandate(paul.id, po.id, { from: '2020-01-01', to: null }, [
      'president',
      { role: 'secretary', period: { from: '2026-10-01', to: null } },
    ]);
    const account = await build.account(paul.id, 'paul.partant@maquette.example');
    const requestId = await rig.submit(
      'removal',
      {
        firstName: 'paul',
        lastName: 'PARTANT',
        email: null,
        birthDate: null,
        endDate: '2026-08-31',
        reason: 'resignation',
      },
      po.id,
    );
    const shown = await rig.show(requestId);
    expect(shown.plan.findings.map(({ code }) => code)).toContain('without:president');
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    const db = database.db('migrator');
    expect((await db.select().from(mandate).where(eq(mandate.id, held.id)))[0]).toMatchObject({
      period: { from: '2020-01-01', to: '2026-08-31' },
      endReason: 'resignation',
      endedBy: decisionId,
    });
    const roles = await db.select().from(roleAssignment).where(eq(roleAssignment.mandateId, held.id));
    expect(roles.find(({ role }) => role === 'president')?.period.to).toBe('2026-08-31');
    expect(roles.find(({ role }) => role === 'secretary')?.annulledAt).not.toBeNull();
    const [closing] = await db
      .select()
      .from(outbox)
      .where(eq(outbox.ref, `${account.id}/2026-08-31`));
    expect(closing?.nextAt.toISOString()).toBe('2026-08-31T22:00:00.000Z');
    expect(await db.select().from(person).where(eq(person.id, paul.id))).toHaveLength(1);
  });

  test('of somebody who is not a member, or twice, cannot be approved', async () => {
    const po = await build.po();
    const gone = await build.person({ firstName: 'Odette', lastName: 'Partie' });
    await build.mandate(gone.id, po.id, { from: '2018-01-01', to: '2025-06-30' });
    const payload = {
      firstName: 'Odette',
      lastName: 'Partie',
      email: null,
      birthDate: null,
      endDate: '2026-06-30',
      reason: 'other',
    };
    const ended = await rig.submit('removal', payload, po.id);
    expect((await rig.show(ended)).plan.findings).toContainEqual(
      expect.objectContaining({ code: 'already-ended', severity: 'blocking' }),
    );
    const unknown = await rig.submit('removal', { ...payload, lastName: 'Inconnue' }, po.id);
    expect((await rig.show(unknown)).plan.findings).toContainEqual(
      expect.objectContaining({ code: 'member-not-found', severity: 'blocking' }),
    );
    await expect(rig.approve(unknown)).rejects.toThrow(InvalidInputError);
  });

  test('by death ends every mandate and never writes to that person again', async () => {
    const [po, other] = [await build.po(), await build.po()];
    const late = await build.person({ firstName: 'Hubert', lastName: 'Défunt', email: 'hubert@defunt.example' });
    const here = await build.mandate(late.id, po.id, { from: '2015-01-01', to: null });
    const there = await build.mandate(late.id, other.id, { from: '2019-01-01', to: null });
    const requestId = await rig.submit(
      'removal',
      { firstName: 'Hubert', lastName: 'Défunt', email: null, birthDate: null, endDate: '2026-06-10', reason: 'death' },
      po.id,
    );
    const { decisionId } = await rig.approve(requestId);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
    const db = database.db('migrator');
    for (const id of [here.id, there.id]) {
      expect((await db.select().from(mandate).where(eq(mandate.id, id)))[0]?.period.to).toBe('2026-06-10');
    }
    expect((await db.select().from(person).where(eq(person.id, late.id)))[0]?.deceased).toBe(true);
  });
});

describe('an approval', () => {
  test('of a plan that is no longer the one shown is refused, and says so', async () => {
    const po = await build.po();
    const requestId = await rig.submit('new-member', { ...newcomer, lastName: 'Périmé' }, po.id);
    const shown = await rig.show(requestId);
    await build.person({ firstName: 'Jeanne', lastName: 'Périmé', birthDate: '1971-05-04' });
    const attempt = approveRequest(
      rig.office(),
      { requestId, version: 1, shownHash: shown.shownHash, acknowledged: ['submitter-unknown'] },
      rig.settings,
    );
    await expect(attempt).rejects.toThrow(StalePlanError);
  });

  test('that went stale before it was applied fails, and goes back to staff', async () => {
    const po = await build.po();
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Rassis', email: 'rassis@maquette.example' },
      po.id,
    );
    const { decisionId } = await rig.approve(requestId);
    await build.person({ firstName: 'Jeanne', lastName: 'Rassis', birthDate: '1971-05-04' });
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'failed' });
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'failed', failure: { code: 'stale-plan' } });
    const version = (await rig.requestOf(requestId)).version;
    await returnToStaff(rig.office(), { requestId, version });
    expect(await rig.apply((await rig.approve(requestId)).decisionId)).toEqual({ outcome: 'applied' });
  });

  test('can be taken back until it is applied, and given again', async () => {
    const po = await build.po();
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Hésitant', email: 'hesitant@maquette.example' },
      po.id,
    );
    const ctx = rig.office();
    const first = await rig.approve(requestId);
    await undoApproval(ctx, { requestId, version: first.version });
    expect(await rig.apply(first.decisionId)).toEqual({ outcome: 'nothing' });
    const second = await rig.approve(requestId);
    expect(await rig.apply(second.decisionId)).toEqual({ outcome: 'applied' });
    await expect(undoApproval(ctx, { requestId, version: second.version + 1 })).rejects.toThrow(ConflictError);
  });

  test('is refused to readers, to staff of another secretariat and on one’s own person', async () => {
    const po = await build.po();
    const own = await build.person({ firstName: 'Jeanne', lastName: 'Cestmoi', birthDate: '1971-05-04' });
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Cestmoi', email: 'cestmoi@maquette.example' },
      po.id,
    );
    await expect(rig.approve(requestId, { ...staff, role: 'reader' })).rejects.toThrow(ForbiddenError);
    await expect(rig.approve(requestId, { ...staff, personId: own.id })).rejects.toThrow(ForbiddenError);
    await expect(rig.approve(requestId, { ...staff, regionId: randomUUID() })).rejects.toThrow('No change request');
  });

  test('wins once among 50 at the same time; 49 are told', async () => {
    const po = await build.po();
    const requestId = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Cinquante', email: 'cinquante@maquette.example' },
      po.id,
    );
    const shown = await rig.show(requestId);
    const ctx = rig.office();
    const attempts = Array.from({ length: 50 }, () =>
      approveRequest(
        ctx,
        { requestId, version: 1, shownHash: shown.shownHash, acknowledged: ['submitter-unknown'] },
        rig.settings,
      ),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refusals.every((reason) => reason instanceof ConflictError)).toBe(true);
    expect(refusals).toHaveLength(49);
  });

  test('counts what is approved and not yet applied: a chain applies in the order of decision', async () => {
    const po = await build.po();
    const paul = await build.person({ firstName: 'Paul', lastName: 'Chaîne' });
    await build.mandate(paul.id, po.id, { from: '2021-01-01', to: null }, ['treasurer']);
    const leaves = await rig.submit(
      'removal',
      {
        firstName: 'Paul',
        lastName: 'Chaîne',
        email: null,
        birthDate: null,
        endDate: '2026-05-31',
        reason: 'end-of-mandate',
      },
      po.id,
    );
    const joins = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Suivante', email: 'suivante@maquette.example' },
      po.id,
    );
    const first = await rig.approve(leaves);
    expect((await rig.show(joins)).plan.findings.map(({ code }) => code)).not.toContain('second-holder:treasurer');
    const second = await rig.approve(joins);
    expect(await rig.apply(second.decisionId)).toEqual({ outcome: 'wait' });
    expect(await rig.apply(first.decisionId)).toEqual({ outcome: 'applied' });
    expect(await rig.apply(second.decisionId)).toEqual({ outcome: 'applied' });
  });
});

describe('a decision in words', () => {
  test('needs words, is kept and mailed to the author', async () => {
    const po = await build.po();
    const requestId = await rig.submit(
      'po-change',
      {
        name: null,
        address: null,
        enterpriseNumber: null,
        contactEmail: null,
        contactPhone: null,
        schoolChange: null,
        school: null,
        schoolName: null,
        schoolAddress: null,
        schoolDate: null,
        other: 'Nos statuts ont changé.',
      },
      po.id,
    );
    expect((await rig.show(requestId)).plan.findings).toContainEqual(
      expect.objectContaining({ code: 'by-hand', severity: 'blocking' }),
    );
    const ctx = rig.office();
    await expect(rejectRequest(ctx, { requestId, version: 1, reason: '  ' }, rig.settings)).rejects.toThrow(
      InvalidInputError,
    );
    await closeByHand(ctx, { requestId, version: 1, note: 'Statuts classés au dossier.' }, rig.settings);
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'applied' });
    await expect(rejectRequest(ctx, { requestId, version: 2, reason: 'Trop tard' }, rig.settings)).rejects.toThrow(
      ConflictError,
    );
    const [row] = await database.db('migrator').select().from(decision).where(eq(decision.requestId, requestId));
    expect(row).toMatchObject({ kind: 'close-by-hand', reason: 'Statuts classés au dossier.' });
    expect(await database.db('migrator').select().from(mail).where(eq(mail.requestId, requestId))).toMatchObject([
      { kind: 'envoi-settled' },
    ]);
  });
});
