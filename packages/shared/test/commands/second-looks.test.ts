import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { approveRequest } from '../../src/commands/approve-request.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { correctAnswers } from '../../src/commands/correct-answers.ts';
import { orderRevert } from '../../src/commands/order-revert.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { settleFinding } from '../../src/commands/settle-finding.ts';
import { takeValue } from '../../src/commands/take-value.ts';
import { changeRequest } from '../../src/db/tables/change-request.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { person } from '../../src/db/tables/person.ts';
import { requestEvent } from '../../src/db/tables/request-event.ts';
import { requestPayload } from '../../src/db/tables/request-payload.ts';
import { loadOutcomes } from '../../src/mail/load-envoi-facts.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../src/errors/errors.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let colleague: StaffActor;
let reader: StaffActor;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  colleague = await build.staff({ name: 'Camille Collègue' });
  reader = await build.staff({ name: 'Lou Lecture', role: 'reader' });
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

const nothing = {
  knownBirthDate: null,
  email: null,
  phone: null,
  address: null,
  newFirstName: null,
  newLastName: null,
  birthDate: null,
  addedRoles: [],
  addedFrom: null,
  endedRoles: [],
  endedOn: null,
  mandateFrom: null,
  mandateTo: null,
  correctedRole: null,
  correctedRoleFrom: null,
  correctedRoleTo: null,
  replaces: [],
};

let serial = 0;
/** A member whose e-mail address and telephone somebody asks to change. */
async function pendingChange(asked: Partial<Record<'email' | 'phone', string>> = {}) {
  serial += 1;
  const lastName = `Deux${'abcdefghijklmnopqrstuvwxyz'[serial % 26]?.repeat(3)}`;
  const po = await build.po();
  const member = await build.person({ lastName, email: `avant${serial}@po.example`, phone: '+3281111111' });
  await build.mandate(member.id, po.id, { from: '2020-01-01', to: null }, ['administrator']);
  const payload = { ...nothing, firstName: 'Paul', lastName, email: `demande${serial}@po.example`, ...asked };
  const requestId = await rig.submit('member-change', payload, po.id);
  await arrive(requestId);
  return { requestId, member, po, email: payload.email };
}

const arrive = (requestId: string) =>
  inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
    processArrival(tx, requestId, rig.settings),
  );
const versionOf = async (requestId: string) => (await rig.requestOf(requestId)).version;
const view = (requestId: string, actor = staff, fourEyes = false) =>
  getRequestView(database.db('backoffice'), actor, requestId, {
    ...{ now: now(), ...rig.settings, ageAlerts: DEFAULT_AGE_ALERTS, fourEyes },
  });
const setEmail = (id: string, email: string) =>
  database.db('migrator').update(person).set({ email }).where(eq(person.id, id));
const eventsOf = async (requestId: string) =>
  (
    await database
      .db('migrator')
      .select()
      .from(requestEvent)
      .where(eq(requestEvent.requestId, requestId))
      .orderBy(requestEvent.id)
  ).map(({ event }) => event);

describe('what was recorded when a request came', () => {
  test('is taken on arrival, once, and held against what is recorded now', async () => {
    const { requestId, member } = await pendingChange();
    expect((await view(requestId)).compared.map(({ atSubmission }) => atSubmission)).toEqual([null, null]);
    await setEmail(member.id, 'entretemps@po.example');
    await arrive(requestId);
    const row = (await view(requestId)).compared.find(({ field }) => field === 'email');
    expect(row).toMatchObject({
      known: 'entretemps@po.example',
      atSubmission: { text: member.email },
      takes: ['now', 'submitted'],
    });
  });

  test('is read with suspicion', async () => {
    const { requestId } = await pendingChange();
    const db = database.db('migrator');
    await db
      .update(requestPayload)
      .set({ recorded: { rows: 'x' } })
      .where(eq(requestPayload.requestId, requestId));
    await expect(view(requestId)).rejects.toThrow('do not fit their schema');
  });

  test('is no news when only time has passed', async () => {
    const { requestId } = await pendingChange();
    const later = await getRequestView(database.db('backoffice'), staff, requestId, {
      ...{ now: new Date('2026-09-15T10:00:00Z'), ...rig.settings, ageAlerts: DEFAULT_AGE_ALERTS },
    });
    expect(later.compared.every(({ atSubmission }) => atSubmission === null)).toBe(true);
  });
});

describe('taking a value', () => {
  const take = async (requestId: string, value: 'now' | 'submitted', actor = staff) =>
    takeValue(
      rig.office(actor),
      { requestId, version: await versionOf(requestId), field: 'email', value },
      rig.settings,
    );

  test('keeps what is recorded now: the field is no longer changed, and the rest is', async () => {
    const { requestId, member } = await pendingChange({ phone: '081 22 33 44' });
    await setEmail(member.id, `garde${serial}@po.example`);
    await take(requestId, 'now');
    expect((await rig.show(requestId)).plan.effects.map((effect) => 'field' in effect && effect.field)).toEqual([
      'phone',
    ]);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const [kept] = await database.db('migrator').select().from(person).where(eq(person.id, member.id));
    expect(kept).toMatchObject({ email: `garde${serial}@po.example`, phone: '+3281223344' });
  });

  test('goes back to what was recorded when it was sent', async () => {
    const { requestId, member } = await pendingChange();
    await setEmail(member.id, `autre${serial}@po.example`);
    await take(requestId, 'submitted');
    const { corrected } = await view(requestId);
    expect(corrected).toMatchObject([{ field: 'email', after: member.email, by: staff.label }]);
  });

  test('is refused where nothing changed, twice, to readers and once it is decided', async () => {
    const { requestId, member } = await pendingChange();
    await expect(take(requestId, 'now')).rejects.toThrow(InvalidInputError);
    await setEmail(member.id, `encore${serial}@po.example`);
    await expect(take(requestId, 'now', reader)).rejects.toThrow(ForbiddenError);
    await take(requestId, 'now');
    await expect(take(requestId, 'now')).rejects.toThrow(InvalidInputError);
    await rejectRequest(
      rig.office(),
      { requestId, version: await versionOf(requestId), reason: 'Essai' },
      rig.settings,
    );
    await expect(take(requestId, 'submitted')).rejects.toThrow(ConflictError);
  });
});

describe('correcting answers', () => {
  const correct = async (requestId: string, values: Record<string, unknown>, actor = staff) =>
    correctAnswers(rig.office(actor), { requestId, version: await versionOf(requestId), values }, rig.settings);

  test('replaces what was sent, says by whom, and is taken back', async () => {
    const { requestId, email } = await pendingChange();
    await correct(requestId, { email: ' Corrige@PO.example ' });
    expect((await view(requestId)).corrected).toMatchObject([
      { field: 'email', label: 'Nouvelle adresse mail', before: email, by: staff.label },
    ]);
    expect((await rig.requestOf(requestId)).settlement).toMatchObject({ correctedBy: { email: staff.id } });
    expect(await eventsOf(requestId)).toEqual(['submit', 'correct-answer']);
    const [audited] = await database.sql('migrator')`
      select action from audit_entry where request_id = ${requestId} order by id desc limit 1`;
    expect(audited?.action).toBe('correct-answer');
    const { requestId: id } = { requestId };
    const clear = ['corrections.email'];
    await settleFinding(
      rig.office(),
      { requestId: id, version: await versionOf(id), settlement: {}, clear },
      rig.settings,
    );
    expect((await rig.requestOf(requestId)).settlement).toEqual({});
    expect((await view(requestId)).corrected).toEqual([]);
  });

  test('keeps no value in the history', async () => {
    const { requestId } = await pendingChange();
    await correct(requestId, { email: 'secret@po.example' });
    const rows = await database.sql('migrator')`select detail::text from request_event where request_id = ${requestId}`;
    expect(JSON.stringify(rows)).not.toContain('secret@po.example');
  });

  test('refuses at the field what the form refuses, what changes nothing, and what no form asks', async () => {
    const { requestId, email } = await pendingChange();
    await expect(correct(requestId, { email: 'pas une adresse' })).rejects.toMatchObject({
      issues: [{ path: 'email', message: expect.stringContaining('espace') }],
    });
    await expect(correct(requestId, { phone: '0000000000000000000' })).rejects.toMatchObject({
      issues: [{ path: 'phone' }],
    });
    await expect(correct(requestId, { email: '' })).rejects.toMatchObject({ issues: [{ path: 'email' }] });
    await expect(correct(requestId, { addedRoles: ['secretary'] })).rejects.toMatchObject({
      issues: [{ path: 'addedFrom.day' }],
    });
    await expect(correct(requestId, { email })).rejects.toThrow(InvalidInputError);
    await expect(correct(requestId, { inconnu: 'x' })).rejects.toThrow(InvalidInputError);
    expect(await versionOf(requestId)).toBe(1);
  });

  test('is for those who decide, on the version that was shown, while it is to be decided', async () => {
    const { requestId } = await pendingChange();
    await expect(correct(requestId, { phone: '081 55 66 77' }, reader)).rejects.toThrow(ForbiddenError);
    const old = { requestId, version: 99, values: { phone: '081 55 66 77' } };
    await expect(correctAnswers(rig.office(), old, rig.settings)).rejects.toThrow(ConflictError);
    await rig.approve(requestId);
    await expect(correct(requestId, { phone: '081 55 66 77' })).rejects.toThrow(ConflictError);
  });
});

describe('a second person', () => {
  const approval = async (requestId: string, actor: StaffActor) => {
    const shown = await rig.show(requestId);
    const warnings = shown.plan.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
    const input = { requestId, version: shown.request.version, shownHash: shown.shownHash, acknowledged: warnings };
    return approveRequest(rig.office(actor), input, { ...rig.settings, fourEyes: true });
  };

  test('approves what somebody corrected, who may still refuse it, and the page says why', async () => {
    const { requestId } = await pendingChange();
    const version = await versionOf(requestId);
    await correctAnswers(rig.office(), { requestId, version, values: { phone: '081 55 66 77' } }, rig.settings);
    await expect(approval(requestId, staff)).rejects.toThrow(ForbiddenError);
    expect(await view(requestId, staff, true)).toMatchObject({
      mayDecide: true,
      mayNotApproveBecause: 'Vous avez corrigé une réponse de cette demande : un·e collègue doit l’approuver.',
    });
    expect(await view(requestId, colleague, true)).toMatchObject({ mayNotApproveBecause: null });
    await approval(requestId, colleague);
    expect((await rig.requestOf(requestId)).state).toBe('approved');
  });

  test('approves a counter-request that somebody ordered', async () => {
    const { requestId } = await pendingChange();
    await rig.approveAndApply(requestId);
    const input = { requestId, version: await versionOf(requestId), reason: 'Erreur' };
    const { requestId: revertId } = await orderRevert(rig.office(), input);
    await expect(approval(revertId, staff)).rejects.toThrow('may not decide alone');
    await approval(revertId, colleague);
  });
});

describe('taking an applied request back', () => {
  const order = async (requestId: string, actor = staff, reason = 'Ce n’était pas la bonne personne.') =>
    (await orderRevert(rig.office(actor), { requestId, version: await versionOf(requestId), reason })).requestId;

  test('makes a request of its own that puts everything back, tells the author, and is known on both', async () => {
    const { requestId, member } = await pendingChange();
    await rig.approveAndApply(requestId);
    const revertId = await order(requestId);
    await arrive(revertId);
    const shown = await view(revertId);
    expect(shown.findings.map(({ severity }) => severity)).toEqual(['info']);
    // The invitation that left for the new address must not stay alive.
    expect(shown.effects.map(({ text }) => text)).toContain(`Nouveau mail d’activation à ${member.email}`);
    expect(shown.effects.map(({ text }) => text)).toContain(
      `Adresse mail de ${member.firstName} ${member.lastName} : ${member.email}`,
    );
    expect(shown).toMatchObject({ reverts: { id: requestId }, enteredBy: staff.label, total: 1 });
    expect(await rig.approveAndApply(revertId)).toEqual({ outcome: 'applied' });

    const db = database.db('migrator');
    const [back] = await db.select().from(person).where(eq(person.id, member.id));
    expect(back?.email).toBe(member.email);
    expect(await eventsOf(requestId)).toEqual(['submit', 'approve', 'apply', 'order-revert', 'take-back']);
    expect(await view(requestId)).toMatchObject({ revertedBy: { id: revertId, state: 'applied' }, mayRevert: false });
    const mails = await db.select().from(mail).where(eq(mail.requestId, requestId));
    expect(mails.map(({ kind }) => kind)).toContain('request-reverted');
    const own = await db.select().from(mail).where(eq(mail.requestId, revertId));
    expect(own.map(({ kind }) => kind)).not.toContain('envoi-settled');
    await expect(order(requestId)).rejects.toThrow(ConflictError);
  });

  test('is ordered once at a time, again after it came to nothing, and never about what wrote nothing', async () => {
    const { requestId } = await pendingChange();
    await expect(order(requestId)).rejects.toThrow(ConflictError);
    await rig.approveAndApply(requestId);
    await expect(order(requestId, reader)).rejects.toThrow(ForbiddenError);
    await expect(order(requestId, staff, '  ')).rejects.toThrow(InvalidInputError);
    const first = await order(requestId);
    await expect(order(requestId)).rejects.toThrow('has a counter-request');
    await rejectRequest(rig.office(), { requestId: first, version: 1, reason: 'Finalement non' }, rig.settings);
    await order(requestId);
    const reverts = await database
      .db('migrator')
      .select()
      .from(changeRequest)
      .where(eq(changeRequest.revertsId, requestId));
    expect(reverts.map(({ state }) => state).sort()).toEqual(['rejected', 'submitted']);
    expect(await database.sql('migrator')`select from mail where request_id = ${first}`).toHaveLength(0);
  });

  test('says what can no longer be put back', async () => {
    const { requestId, member } = await pendingChange({ phone: '081 22 33 44' });
    await rig.approveAndApply(requestId);
    await setEmail(member.id, `depuis${serial}@po.example`);
    const revertId = await order(requestId);
    const shown = await view(revertId);
    expect(shown.findings[0]).toMatchObject({
      severity: 'warning',
      message: expect.stringMatching(/^Adresse mail .* a changé depuis/),
    });
    await rig.approveAndApply(revertId);
    const [back] = await database.db('migrator').select().from(person).where(eq(person.id, member.id));
    expect(back).toMatchObject({ email: `depuis${serial}@po.example`, phone: '+3281111111' });
  });

  test('asks nobody outside', async () => {
    const { requestId } = await pendingChange();
    await rig.approveAndApply(requestId);
    const revertId = await order(requestId);
    const questions = [{ field: null, message: 'Vraiment ?' }];
    await expect(askCorrection(rig.office(), { requestId: revertId, version: 1, questions })).rejects.toThrow(
      ConflictError,
    );
  });
});

describe('an approval that no longer holds', () => {
  test('says what changed since, what no longer happens and what does instead', async () => {
    const { requestId, member } = await pendingChange();
    const { decisionId } = await rig.approve(requestId);
    await setEmail(member.id, `bouge${serial}@po.example`);
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'failed' });
    const { staleness, standing } = await view(requestId);
    expect(standing.failure).toMatchObject({ canRetry: false });
    expect(staleness).toMatchObject({
      approvedBy: staff.label,
      changes: [{ before: member.email, after: `bouge${serial}@po.example` }],
    });
    expect(staleness?.gone).toHaveLength(1);
    expect(staleness?.added).toHaveLength(1);
  });
});

describe('what the author is told', () => {
  const outcomesOf = async (requestId: string, confirmed: boolean) => {
    const { submissionId } = await rig.requestOf(requestId);
    return loadOutcomes(database.db('worker'), submissionId, confirmed);
  };

  test('which answers were corrected, in the words that they typed, once it is done and their address is confirmed', async () => {
    const { requestId, email } = await pendingChange();
    const values = { email: 'vrai@po.example' };
    await correctAnswers(rig.office(), { requestId, version: await versionOf(requestId), values }, rig.settings);
    expect(await outcomesOf(requestId, true)).toMatchObject([{ corrected: [] }]);
    await rig.approveAndApply(requestId);
    expect(await outcomesOf(requestId, false)).toMatchObject([{ corrected: [] }]);
    const [told] = await outcomesOf(requestId, true);
    expect(told?.corrected).toEqual([`Nouvelle adresse mail (vous aviez écrit\u00a0: ${email})`]);
    expect(JSON.stringify(told)).not.toContain('vrai@po.example');
  });
});
