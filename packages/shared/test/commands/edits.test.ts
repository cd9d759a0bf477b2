import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { approveRequest } from '../../src/commands/approve-request.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { type EditOrder, orderEdit } from '../../src/commands/edits/order-edit.ts';
import type { TypedEdit } from '../../src/commands/edits/read-order.ts';
import { takeBackEdit } from '../../src/commands/edits/take-back-edit.ts';
import { orderRevert } from '../../src/commands/order-revert.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { sendMessage } from '../../src/commands/send-message.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { mandate } from '../../src/db/tables/mandate.ts';
import { person } from '../../src/db/tables/person.ts';
import { roleAssignment } from '../../src/db/tables/role-assignment.ts';
import { splitDate } from '../../src/domain/dates.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  StalePlanError,
} from '../../src/errors/errors.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { getEditForm, previewEdit } from '../../src/reads/preview-edit.ts';
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
  staff = await build.staff({ name: 'Nadine Q.' });
  colleague = await build.staff({ name: 'Camille Collègue' });
  reader = await build.staff({ name: 'Lou Lecture', role: 'reader' });
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

let serial = 0;
/** A PO with one member, treasurer, who has an account. */
async function treasurerOfPo() {
  serial += 1;
  const po = await build.po();
  const email = `tresorier${serial}@po.example`;
  const member = await build.person({ lastName: `Edit${'abcdefghijklmnopqrstuvwxyz'[serial % 26]?.repeat(3)}`, email });
  const held = await build.mandate(member.id, po.id, { from: '2020-01-01', to: null }, ['treasurer']);
  await build.account(member.id, email);
  const [role] = await database
    .db('migrator')
    .select()
    .from(roleAssignment)
    .where(eq(roleAssignment.mandateId, held.id));
  if (!role) throw new Error('The member has no role.');
  return { po, member, mandate: held, role };
}

const edit = (kind: TypedEdit['kind'], id: string, values: TypedEdit['values'] = {}, poId: string | null = null) => ({
  kind,
  target: { id, poId },
  values,
});

type Asked = { edits: TypedEdit[]; reason?: string; holders?: EditOrder['holders']; id?: string };

/** What the dialog does: looks at the plan, ticks every warning, and orders it. */
async function look({ edits, reason = '', holders = {}, id = randomUUID() }: Asked, actor = staff, fourEyes = false) {
  const typed = { id, edits, reason, holders };
  const options = { ...rig.settings, fourEyes, now: now() };
  const shown = await previewEdit(database.db('backoffice'), actor, typed, options);
  const acknowledged = shown.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  return { shown, order: { ...typed, shownHash: shown.shownHash, acknowledged } };
}

async function order(asked: Asked, actor = staff, fourEyes = false) {
  const { order: wanted } = await look(asked, actor, fourEyes);
  return orderEdit(rig.office(actor), wanted, { ...rig.settings, fourEyes });
}

/** How the file of a PO is read. */
const fileLook = () => ({
  regionId: staff.regionId,
  today: '2026-06-15',
  singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
});

const decisionOf = async (requestId: string) => {
  const [row] = await database.sql('migrator')`
    select id from decision where request_id = ${requestId} and kind = 'approve' order by sequence desc limit 1`;
  return String(row?.id);
};
const apply = async (requestId: string) => rig.apply(await decisionOf(requestId));
const arrive = (requestId: string) =>
  inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
    processArrival(tx, requestId, rig.settings),
  );
const view = (requestId: string, actor = staff, fourEyes = false) =>
  getRequestView(database.db('backoffice'), actor, requestId, {
    ...{ now: now(), ...rig.settings, ageAlerts: DEFAULT_AGE_ALERTS, fourEyes },
  });
const personOf = async (id: string) => {
  const [row] = await database.db('migrator').select().from(person).where(eq(person.id, id));
  return row;
};
const mandateOf = async (id: string) => {
  const [row] = await database.db('migrator').select().from(mandate).where(eq(mandate.id, id));
  return row;
};
const mailsOf = (requestId: string) => database.db('migrator').select().from(mail).where(eq(mail.requestId, requestId));
const actionsOf = async (requestId: string) =>
  (await database.sql('migrator')`select action from audit_entry where request_id = ${requestId} order by id`).map(
    ({ action }) => action as string,
  );

describe('an edit of staff', () => {
  test('is planned, approved in one act, applied by the worker, audited, and named as the origin of the value', async () => {
    const { po, member } = await treasurerOfPo();
    const receipt = await order({ edits: [edit('set-person-fields', member.id, { phone: '081 22 33 44' })] });
    expect(receipt).toMatchObject({ outcome: 'approved', state: 'approved', version: 2, waitsBecause: null });
    expect((await personOf(member.id))?.phone).toBeNull();
    expect(await apply(receipt.requestId)).toEqual({ outcome: 'applied' });
    expect((await personOf(member.id))?.phone).toBe('+3281223344');
    expect(await actionsOf(receipt.requestId)).toEqual(['order-edit', 'approve-request', 'set-person-field']);
    const file = await getPoFile(database.db('backoffice'), po.id, fileLook());
    const phone = file.members[0]?.facts.find(({ label }) => label === 'Téléphone');
    expect(phone).toMatchObject({
      value: '081 22 33 44',
      origin: { text: 'secrétariat (Nadine Q.), le 15/6/2026', requestId: receipt.requestId },
    });
  });

  test('keeps only what was typed anew', async () => {
    const { member } = await treasurerOfPo();
    const { order: first } = await look({ edits: [edit('set-person-fields', member.id, { firstName: 'Paule' })] });
    await database.db('migrator').update(person).set({ phone: '+3281999999' }).where(eq(person.id, member.id));
    const { requestId } = await orderEdit(rig.office(), first, rig.settings);
    await apply(requestId);
    expect(await personOf(member.id)).toMatchObject({ firstName: 'Paule', phone: '+3281999999' });
  });

  test('is shown in the queue as a change of the secretariat, with its plan, its reason and its history', async () => {
    const { mandate: held, member } = await treasurerOfPo();
    const reason = 'Encodé dans le mauvais PO.';
    const { requestId } = await order({ edits: [edit('annul-mandate', held.id)], reason });
    await arrive(requestId);
    const shown = await view(requestId);
    expect(shown).toMatchObject({
      typeLabel: 'Modification du secrétariat',
      subject: `${member.firstName} ${member.lastName}`,
      sentence: `Annuler un mandat de ${member.firstName} ${member.lastName}, noté par erreur`,
      enteredBy: 'Nadine Q.',
      submitter: { name: 'Nadine Q.', email: null, byStaff: true },
      parts: [],
    });
    expect(shown.answers).toContainEqual({ field: 'reason', label: 'Raison', value: reason });
    expect(shown.effects.map(({ text }) => text)).toContain(
      `Un mandat de ${member.firstName} ${member.lastName} est annulé`,
    );
    expect(shown.history[0]).toMatchObject({
      label: 'Modification demandée par le secrétariat',
      actor: 'Nadine Q.',
      reason,
    });
    await apply(requestId);
    expect((await view(requestId)).mayRevert).toBe(true);
  });

  test('annuls a mandate with its roles, deletes nothing, and closes the account that nothing keeps open', async () => {
    const { po, mandate: held, role, member } = await treasurerOfPo();
    const { requestId } = await order({ edits: [edit('annul-mandate', held.id)], reason: 'Erreur de saisie.' });
    await apply(requestId);
    expect(await mandateOf(held.id)).toMatchObject({ annulledBy: await decisionOf(requestId), period: held.period });
    const [gone] = await database.db('migrator').select().from(roleAssignment).where(eq(roleAssignment.id, role.id));
    expect(gone?.annulledAt).not.toBeNull();
    const [closing] = await database.sql('migrator')`
      select o.ref from outbox o join member_account a on o.ref like a.id || '/%'
      where o.kind = 'close-account' and a.person_id = ${member.id}`;
    expect(closing?.ref).toContain('/2026-06-14');
    const file = await getPoFile(database.db('backoffice'), po.id, fileLook());
    expect(file).toMatchObject({
      members: [],
      annulled: [
        {
          ...{ what: 'Mandat (Trésorier·ère)', period: 'depuis le 1/1/2020' },
          origin: { text: 'secrétariat (Nadine Q.), le 15/6/2026', requestId, reason: 'Erreur de saisie.' },
        },
      ],
    });
    // Once annulled it is there no more.
    const { shown } = await look({ edits: [edit('annul-mandate', held.id)], reason: 'Encore' });
    expect(shown.findings[0]).toMatchObject({ severity: 'blocking', code: 'target-gone' });
  });

  test('wants the reason of what is annulled, and every answer right, each mistake at its field', async () => {
    const { mandate: held, member } = await treasurerOfPo();
    const typed = [
      edit('annul-mandate', held.id),
      edit('set-mandate-dates', held.id, {
        from: splitDate('2020-01-01'),
        to: { day: '31', month: '2', year: '2026' },
      }),
      edit('set-person-fields', member.id, { email: 'pas une adresse', phone: '081' }),
    ];
    const error = await look({ edits: typed }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).issues.map(({ path }) => path)).toEqual([
      'edits.1.to.day',
      'edits.2.email',
      'edits.2.phone',
      'reason',
    ]);
    await expect(look({ edits: [edit('set-person-fields', member.id)] })).rejects.toThrow(InvalidInputError);
  });

  test('mails the members whom its plan concerns, and nobody about itself', async () => {
    const { po } = await treasurerOfPo();
    const newcomer = await build.person({ lastName: 'Venu', email: `venu${serial}@po.example` });
    const values = { from: splitDate('2026-06-01'), roles: ['secretary'] };
    const { requestId, reference } = await order({ edits: [edit('open-mandate', newcomer.id, values, po.id)] });
    await apply(requestId);
    await arrive(requestId);
    expect((await mailsOf(requestId)).map(({ kind, toAddress }) => [kind, toAddress])).toEqual([
      ['activation', newcomer.email],
    ]);
    const about = await database.sql('migrator')`
      select from mail m join submission s on s.id = m.submission_id where s.reference = ${reference}`;
    expect(about).toHaveLength(0);
    const tokens = await database.sql('migrator')`
      select from token t join submission s on s.id = t.submission_id where s.reference = ${reference}`;
    expect(tokens).toHaveLength(0);
  });

  test('has nobody to ask or to write to, and may be refused without a mail', async () => {
    const { member } = await treasurerOfPo();
    const { requestId, version } = await order(
      { edits: [edit('set-person-fields', member.id, { phone: '081 22 33 44' })] },
      staff,
      true,
    );
    const questions = [{ field: null, message: 'Pourquoi ?' }];
    await expect(askCorrection(rig.office(), { requestId, version, questions })).rejects.toThrow(ConflictError);
    await expect(sendMessage(rig.office(), { requestId, words: 'Bonjour' })).rejects.toThrow(ConflictError);
    await rejectRequest(rig.office(colleague), { requestId, version, reason: 'Non.' }, rig.settings);
    expect(await mailsOf(requestId)).toEqual([]);
  });

  test('takes several edits of one PO, each on what the one before leaves, and none of several POs', async () => {
    const { mandate: held, role, member } = await treasurerOfPo();
    const elsewhere = await treasurerOfPo();
    const edits = [
      edit('set-mandate-dates', held.id, { from: splitDate('2020-01-01'), to: splitDate('2026-12-31') }),
      edit('end-role', role.id, { endDate: splitDate('2026-06-30') }),
      edit('assign-role', held.id, { role: 'secretary', from: splitDate('2026-07-01') }),
    ];
    const { requestId } = await order({ edits });
    await apply(requestId);
    const roles = await database
      .db('migrator')
      .select()
      .from(roleAssignment)
      .where(eq(roleAssignment.mandateId, held.id));
    expect(roles.map((one) => [one.role, one.period.from, one.period.to]).sort()).toEqual([
      ['secretary', '2026-07-01', '2026-12-31'],
      ['treasurer', '2020-01-01', '2026-06-30'],
    ]);
    const both = [
      edit('set-person-fields', member.id, { firstName: 'Anne' }),
      edit('end-role', elsewhere.role.id, { endDate: splitDate('2026-06-30') }),
    ];
    await expect(look({ edits: both })).rejects.toThrow('several POs');
  });
});

describe('who may edit, and when', () => {
  test('readers may not, and rows of another region are not there', async () => {
    const { member } = await treasurerOfPo();
    const { order: wanted } = await look({ edits: [edit('set-person-fields', member.id, { firstName: 'Lou' })] });
    await expect(orderEdit(rig.office(reader), wanted, rig.settings)).rejects.toThrow(ForbiddenError);
    const stranger = { ...staff, regionId: randomUUID() };
    await expect(orderEdit(rig.office(stranger), wanted, rig.settings)).rejects.toThrow(NotFoundError);
    await expect(look({ edits: [edit('annul-mandate', randomUUID())], reason: 'x' })).rejects.toThrow(NotFoundError);
  });

  test('a second time it is the same request, and with other words it is refused', async () => {
    const { member } = await treasurerOfPo();
    const { order: wanted } = await look({ edits: [edit('set-person-fields', member.id, { firstName: 'Rita' })] });
    const first = await orderEdit(rig.office(), wanted, rig.settings);
    expect(await orderEdit(rig.office(), wanted, rig.settings)).toMatchObject({
      ...{ outcome: 'repeated', requestId: first.requestId, reference: first.reference, state: 'approved' },
    });
    await apply(first.requestId);
    expect(await orderEdit(rig.office(), wanted, rig.settings)).toMatchObject({
      outcome: 'repeated',
      state: 'applied',
    });
    await expect(orderEdit(rig.office(), { ...wanted, reason: 'Autre' }, rig.settings)).rejects.toThrow(ConflictError);
  });

  test('another plan than the one that was shown is refused, and nothing is stored', async () => {
    const { member } = await treasurerOfPo();
    const { order: wanted } = await look({ edits: [edit('set-person-fields', member.id, { firstName: 'Mia' })] });
    await database.db('migrator').update(person).set({ firstName: 'Mimi' }).where(eq(person.id, member.id));
    await expect(orderEdit(rig.office(), wanted, rig.settings)).rejects.toThrow(StalePlanError);
    const stored = await database.sql(
      'migrator',
    )`select from change_request where subject like ${`%${member.lastName}`}`;
    expect(stored).toHaveLength(0);
  });

  test('a warning wants a tick, what blocks stays out, and a holder may be ended in the same act', async () => {
    const { po } = await treasurerOfPo();
    const second = await build.person({ lastName: 'Suivante', email: null });
    const held = await build.mandate(second.id, po.id, { from: '2021-01-01', to: null });
    const edits = [edit('assign-role', held.id, { role: 'treasurer', from: splitDate('2026-07-01') })];
    const { shown, order: wanted } = await look({ edits });
    expect(shown.findings).toMatchObject([{ severity: 'warning', code: 'second-holder:treasurer' }]);
    await expect(orderEdit(rig.office(), { ...wanted, acknowledged: [] }, rig.settings)).rejects.toThrow(
      InvalidInputError,
    );
    const holders = shown.findings[0]?.options[0]?.set.holders ?? {};
    const { requestId } = await order({ edits, holders });
    expect((await rig.requestOf(requestId)).settlement).toEqual({ holders });
    await apply(requestId);
    const [former] = await database.sql('migrator')`
      select upper(r.period)::text as until from role_assignment r join mandate m on m.id = r.mandate_id
      where m.po_id = ${po.id} and r.role = 'treasurer' and m.person_id <> ${second.id}`;
    expect(former?.until).toBe('2026-07-01');
    const twice = await look({ edits });
    expect(twice.shown.findings).toMatchObject([{ severity: 'blocking', code: 'roles-overlap' }]);
    await expect(orderEdit(rig.office(), twice.order, rig.settings)).rejects.toThrow('block the approval');
  });

  test('with four eyes it waits for a colleague, who approves what stands in the queue', async () => {
    const { member } = await treasurerOfPo();
    const asked = { edits: [edit('set-person-fields', member.id, { firstName: 'Ida' })] };
    expect((await look(asked, staff, true)).shown.waitsBecause).toContain('un·e collègue doit l’approuver');
    const { outcome, requestId, version, waitsBecause } = await order(asked, staff, true);
    expect({ outcome, version, waitsBecause }).toEqual({
      ...{ outcome: 'waiting', version: 1 },
      waitsBecause: 'Vous avez ordonné cette modification : un·e collègue doit l’approuver.',
    });
    const fourEyes = { ...rig.settings, fourEyes: true };
    const { shownHash } = await rig.show(requestId);
    const approval = { requestId, version, shownHash, acknowledged: [] };
    await expect(approveRequest(rig.office(), approval, fourEyes)).rejects.toThrow(ForbiddenError);
    await approveRequest(rig.office(colleague), approval, fourEyes);
    expect(await apply(requestId)).toEqual({ outcome: 'applied' });
    expect((await personOf(member.id))?.firstName).toBe('Ida');
  });

  test('about one’s own person it waits too, whatever the number of eyes', async () => {
    const { member } = await treasurerOfPo();
    const self = await build.staff({ name: 'Soi-même', personId: member.id });
    const receipt = await order({ edits: [edit('set-person-fields', member.id, { firstName: 'Moi' })] }, self);
    expect(receipt).toMatchObject({ outcome: 'waiting', waitsBecause: expect.stringContaining('vous concerne') });
  });
});

describe('taking an edit back', () => {
  const pending = async () => {
    const { member } = await treasurerOfPo();
    const asked = { edits: [edit('set-person-fields', member.id, { firstName: 'Zoé' })] };
    return { member, asked, receipt: await order(asked) };
  };

  test('before it is applied leaves nothing to decide', async () => {
    const { member, receipt } = await pending();
    const { requestId, version } = receipt;
    await expect(takeBackEdit(rig.office(reader), { requestId, version })).rejects.toThrow(ForbiddenError);
    await expect(takeBackEdit(rig.office(), { requestId, version: 1 })).rejects.toThrow(ConflictError);
    await takeBackEdit(rig.office(), { requestId, version });
    expect((await rig.requestOf(requestId)).state).toBe('withdrawn');
    expect(await apply(requestId)).toEqual({ outcome: 'nothing' });
    expect((await personOf(member.id))?.firstName).toBe('Paul');
    expect((await view(requestId)).history.map(({ label }) => label)).toContain('Retirée par le secrétariat');
    const again = { requestId, version: (await rig.requestOf(requestId)).version };
    await expect(takeBackEdit(rig.office(), again)).rejects.toThrow(ConflictError);
    expect(await actionsOf(requestId)).toContain('take-back-edit');
  });

  test('is too late once it is applied, and for requests of others it is not the way', async () => {
    const { receipt } = await pending();
    await apply(receipt.requestId);
    const { requestId } = receipt;
    const { version } = await rig.requestOf(requestId);
    await expect(takeBackEdit(rig.office(), { requestId, version })).rejects.toThrow(ConflictError);
  });

  test('by undoing its approval puts it into the queue, where it may be approved again', async () => {
    const { receipt, member } = await pending();
    const { requestId, version } = receipt;
    await undoApproval(rig.office(), { requestId, version });
    expect((await rig.requestOf(requestId)).state).toBe('submitted');
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect((await personOf(member.id))?.firstName).toBe('Zoé');
  });

  test('after it was applied is a counter-request like for any other', async () => {
    const { receipt, member } = await pending();
    await apply(receipt.requestId);
    const { version } = await rig.requestOf(receipt.requestId);
    const { requestId } = await orderRevert(rig.office(), { requestId: receipt.requestId, version, reason: 'Erreur' });
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect((await personOf(member.id))?.firstName).toBe('Paul');
    expect(await mailsOf(receipt.requestId)).toEqual([]);
  });

  test('an annulled mandate comes back as it was', async () => {
    const { mandate: held, member, po } = await treasurerOfPo();
    const { requestId: annulled } = await order({ edits: [edit('annul-mandate', held.id)], reason: 'Erreur' });
    await apply(annulled);
    const { version } = await rig.requestOf(annulled);
    const { requestId } = await orderRevert(rig.office(), { requestId: annulled, version, reason: 'Si, il l’était' });
    await rig.approveAndApply(requestId);
    const live = await database.sql('migrator')`
      select lower(m.period)::text as since, r.role from mandate m join role_assignment r on r.mandate_id = m.id
      where m.person_id = ${member.id} and m.po_id = ${po.id} and m.annulled_at is null and r.annulled_at is null`;
    expect(live.map((row) => ({ ...row }))).toEqual([{ since: '2020-01-01', role: 'treasurer' }]);
  });
});

describe('the form of an edit', () => {
  test('holds what is recorded, and says whom it is about', async () => {
    const { po, mandate: held, member } = await treasurerOfPo();
    const form = await getEditForm(
      database.db('backoffice'),
      staff,
      { kind: 'set-mandate-dates', target: { id: held.id, poId: null } },
      now(),
    );
    expect(form).toMatchObject({
      ...{ name: `${member.firstName} ${member.lastName}`, poName: po.name, needsReason: false },
      values: { from: { day: '1', month: '1', year: '2020' }, to: { day: '', month: '', year: '' } },
    });
  });
});
