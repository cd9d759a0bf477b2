import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { approveRequest } from '../../src/commands/approve-request.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { type Entry, enterChanges } from '../../src/commands/entries/enter-changes.ts';
import { mergeRequest } from '../../src/commands/merge-request.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { sendMessage } from '../../src/commands/send-message.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { region } from '../../src/db/tables/region.ts';
import { submission } from '../../src/db/tables/submission.ts';
import { token } from '../../src/db/tables/token.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { getEntryOptions } from '../../src/reads/get-entry-options.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { previewVerdict } from '../../src/reads/preview-verdict.ts';
import type { FormValues } from '../../src/request-types/fields.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = new Date('2026-11-25T09:00:00Z');
const today = '2026-11-25';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let staff: StaffActor;
let poId: string;
let personId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => now);
  poId = (await build.po()).id;
  // No address of her own: staff know her voice.
  const member = await build.person({
    firstName: 'Wivine',
    lastName: 'Hautekiet',
    birthDate: '1961-02-03',
    email: null,
  });
  personId = member.id;
  await build.mandate(personId, poId, { from: '2020-01-01', to: null }, ['secretary']);
  const leaver = await build.person({ firstName: 'Paul', lastName: 'Exemple' });
  await build.mandate(leaver.id, poId, { from: '2020-01-01', to: null }, ['administrator']);
});
afterAll(() => database.close());

const author: FormValues = {
  ...{ name: 'Wivine Hautekiet', function: 'Secrétaire', email: '', message: '', privacyGiven: 'yes' },
  ...{ cameBy: 'telephone', cameOn: { day: '24', month: '11', year: '2026' } },
};
const leaving = { type: 'removal', values: requestType('removal').samples[0]?.values ?? {} };
const joining = { type: 'new-member', values: requestType('new-member').samples[0]?.values ?? {} };

const entry = (more: Partial<Entry> = {}, values: FormValues = {}): Entry => ({
  ...{ id: randomUUID(), poId, personId, changes: [leaving] },
  ...more,
  values: { ...author, ...values },
});
const enter = (input: Entry, actor: StaffActor = staff) => enterChanges(rig.office(actor), input, rig.settings);
const arrive = (requestId: string) =>
  inTransaction(
    testContext(database.db('worker'), SYSTEM_ACTOR, () => now),
    (tx) => processArrival(tx, requestId, rig.settings),
  );
const envoiOf = async (reference: string) => {
  const [row] = await database.db('migrator').select().from(submission).where(eq(submission.reference, reference));
  if (!row) throw new Error(`No envoi ${reference}.`);
  return row;
};
const mailsOf = (submissionId: string) =>
  database.db('migrator').select().from(mail).where(eq(mail.submissionId, submissionId));
const view = (requestId: string, fourEyes = false) =>
  getRequestView(database.db('backoffice'), staff, requestId, {
    ...{ now, undoDelaySeconds: 0, singleHolderRoles: [], ageAlerts: DEFAULT_AGE_ALERTS, fourEyes },
  });

describe('what came by telephone', () => {
  test('is one envoi in the name of who asked, marked with who entered it, and audited', async () => {
    const { outcome, reference, requestIds } = await enter(entry({ changes: [leaving, joining] }));
    expect(outcome).toBe('created');
    expect(requestIds).toHaveLength(2);
    const envoi = await envoiOf(reference);
    expect(envoi).toMatchObject({
      ...{ channel: 'staff', enteredBy: staff.id, cameBy: 'telephone', cameOn: '2026-11-24' },
      ...{ submitterName: 'Wivine Hautekiet', submitterEmail: null, submitterPersonId: personId, poId },
    });
    for (const id of requestIds) await arrive(id);
    const [first = ''] = requestIds;
    const shown = await view(first);
    expect(shown).toMatchObject({
      sentence: 'Paul Exemple quitte le PO le 31/8/2026 (démission)',
      submitter: {
        ...{ email: null, byStaff: true, came: { by: 'telephone', on: '24/11/2026' } },
        member: { name: 'Wivine Hautekiet', roles: ['Secrétaire'] },
      },
      enteredBy: staff.label,
      history: [{ label: 'Saisie par le secrétariat, reçue par téléphone', actor: staff.label, actorKind: 'staff' }],
    });
    // Who spoke with her need not be told that her address is not confirmed.
    expect(shown.findings.map(({ code }) => code)).toEqual([]);
    const audited = await database.sql('admin')`
      select e.subject_id, e.actor_id, v.after from audit_entry e join audit_value v on v.entry_id = e.id
      where e.action = 'enter-changes' and e.request_id = any(${requestIds}) order by e.id`;
    expect(audited.map((row) => row.subject_id)).toEqual(requestIds);
    expect(audited[0]).toMatchObject({
      actor_id: staff.id,
      after: { submissionId: envoi.id, cameBy: 'telephone', cameOn: '2026-11-24' },
    });
  });

  test('is decided like any other, and nobody without an address is mailed', async () => {
    const { reference, requestIds } = await enter(entry({ changes: [leaving] }));
    const [requestId = ''] = requestIds;
    await arrive(requestId);
    const office = rig.office();
    const question = { requestId, version: 1, questions: [{ field: null, message: 'Quand ?' }] };
    const nobody = { code: 'conflict', userMessage: expect.stringContaining('pas donné d’adresse mail') };
    await expect(askCorrection(office, question)).rejects.toMatchObject(nobody);
    await expect(sendMessage(office, { requestId, words: 'Bonjour' })).rejects.toMatchObject(nobody);
    const verdict = { requestId, kind: 'reject' as const, words: 'Non' };
    expect(await previewVerdict(database.db('backoffice'), staff, verdict, now)).toEqual({
      mail: null,
      when: expect.stringContaining('Prévenez-le vous-même'),
    });
    await rejectRequest(office, { requestId, version: 1, reason: 'Déjà fait' }, rig.settings);
    expect((await rig.requestOf(requestId)).state).toBe('rejected');
    expect(await mailsOf((await envoiOf(reference)).id)).toEqual([]);
  });

  test('is applied without an address too', async () => {
    const { reference, requestIds } = await enter(entry());
    const [requestId = ''] = requestIds;
    await arrive(requestId);
    expect(await rig.approveAndApply(requestId)).toMatchObject({ outcome: 'applied' });
    expect(await mailsOf((await envoiOf(reference)).id)).toEqual([]);
  });

  test('merged with the same demand of the form, that author is told and nobody else', async () => {
    const { requestIds } = await enter(entry());
    const [into = ''] = requestIds;
    const type = requestType('removal');
    const requestId = await rig.submit('removal', type.form.parse(leaving.values), poId);
    const versions = { requestId, version: 1, into, intoVersion: 1 };
    await mergeRequest(rig.office(), versions, rig.settings);
    const { version } = await rig.requestOf(into);
    await rejectRequest(rig.office(), { requestId: into, version, reason: 'Déjà fait' }, rig.settings);
    const told = await database.sql('migrator')`
      select to_address from mail where submission_id in (select submission_id from change_request
        where id in (${into}, ${requestId})) and kind <> 'acknowledgement'`;
    expect(told).toEqual([{ to_address: 'marie@po.example' }]);
  });

  test('with an address is acknowledged there once, with a link, and the address is not confirmed by that', async () => {
    const input = entry({ personId: null }, { name: 'Marie Présidente', email: 'Marie@Maquette.example' });
    const { reference } = await enter(input);
    await enter(input);
    const envoi = await envoiOf(reference);
    expect(envoi.emailConfirmedAt).toBeNull();
    const letters = await mailsOf(envoi.id);
    expect(letters).toMatchObject([{ kind: 'acknowledgement', toAddress: 'Marie@maquette.example', state: 'pending' }]);
    const links = await database.db('migrator').select().from(token).where(eq(token.submissionId, envoi.id));
    expect(links).toMatchObject([{ purpose: 'tracking', id: letters[0]?.tokenId }]);
  });

  test('may be about a PO that is not in the list, as the form allows', async () => {
    const typed = { poName: 'Collège de la Maquette', poAddress: 'Rue Haute 1, 5000 Namur' };
    const { reference } = await enter(entry({ poId: null, personId: null }, typed));
    expect(await envoiOf(reference)).toMatchObject({
      poId: null,
      poTyped: { name: typed.poName, address: typed.poAddress },
    });
  });
});

describe('a second call', () => {
  test('adds nothing, be it at the same moment', async () => {
    const input = entry({ changes: [leaving, joining] });
    const receipts = await Promise.all([enter(input), enter(input), enter(input)]);
    expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['created', 'repeated', 'repeated']);
    expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(1);
    expect(new Set(receipts.map(({ requestIds }) => requestIds.join())).size).toBe(1);
  });

  test('with other answers is refused, and names what is stored', async () => {
    const input = entry();
    const { reference } = await enter(input);
    const other = enter({ ...input, values: { ...input.values, function: 'Présidente' } });
    await expect(other).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining(`${reference.slice(0, 4)}-${reference.slice(4)}`),
    });
    const colleague = await build.staff({ name: 'Magali Collègue' });
    await expect(enter(input, colleague)).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.not.stringContaining(reference.slice(0, 4)),
    });
  });
});

describe('what is refused', () => {
  test('readers may not enter anything', async () => {
    const reader = await build.staff({ role: 'reader' });
    await expect(enter(entry(), reader)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('every mistake is said at once, at its field', async () => {
    const nothing = { name: '', function: '', email: 'pas une adresse', cameBy: '', privacyGiven: '' };
    const changes = [leaving, { type: 'new-member', values: {} }];
    const failure = await enter(
      entry({ poId: null, personId: null, changes }, { ...nothing, cameOn: { day: '', month: '', year: '' } }),
    ).catch((error: unknown) => error);
    const paths = (failure as { issues: { path: string }[] }).issues.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['poName', 'poAddress', 'name', 'function', 'email', 'cameBy', 'cameOn.day', 'privacyGiven'],
        ...['changes.1.firstName', 'changes.1.roles'],
      ]),
    );
    expect(paths.some((path) => path.startsWith('changes.0.'))).toBe(false);
  });

  test.each([
    ['tomorrow', { day: '26', month: '11', year: '2026' }, 'Cette date est dans le futur.'],
    ['years ago', { day: '26', month: '11', year: '2006' }, expect.stringContaining('plus d’un an')],
  ])('a day that cannot be: %s', async (_when, cameOn, message) => {
    await expect(enter(entry({}, { cameOn }))).rejects.toMatchObject({ issues: [{ message }] });
  });

  test('an entry without a change, or with one that no form asks', async () => {
    await expect(enter(entry({ changes: [] }))).rejects.toMatchObject({ issues: [{ path: 'changes' }] });
    const odd = { type: 'revert', values: {} };
    await expect(enter(entry({ changes: [odd] }))).rejects.toMatchObject({ issues: [{ path: 'changes.0.type' }] });
  });

  test('whom the new holder replaces is asked, as the form asks it', async () => {
    const values = { ...joining.values, roles: ['treasurer'], replaces: {} };
    const unsaid = enter(entry({ changes: [{ type: 'new-member', values }] }));
    await expect(unsaid).rejects.toMatchObject({ issues: [{ path: 'changes.0.replaces.treasurer' }] });
  });

  test('a PO of another secretariat, and a person who is not of the PO', async () => {
    const [elsewhere] = await database
      .db('migrator')
      .insert(region)
      .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
      .returning();
    const stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
    await expect(enter(entry(), stranger)).rejects.toMatchObject({ issues: [{ path: 'po' }] });
    const other = await build.person({ firstName: 'Autre', lastName: 'Personne' });
    await expect(enter(entry({ personId: other.id }))).rejects.toMatchObject({ issues: [{ path: 'name' }] });
    const options = getEntryOptions(database.db('backoffice'), stranger.regionId, poId, today);
    await expect(options).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('a second person must approve what was entered, where the secretariat wants it so', async () => {
  const { requestIds } = await enter(entry({ changes: [joining] }));
  const [requestId = ''] = requestIds;
  await arrive(requestId);
  expect(await view(requestId)).toMatchObject({ mayNotApproveBecause: null });
  expect(await view(requestId, true)).toMatchObject({
    mayDecide: true,
    mayNotApproveBecause: expect.stringContaining('Vous avez encodé cette demande'),
  });
  const shown = await rig.show(requestId);
  const acknowledged = shown.plan.findings.map(({ code }) => code);
  const approval = { requestId, version: 1, shownHash: shown.shownHash, acknowledged };
  const strict = { ...rig.settings, fourEyes: true };
  await expect(approveRequest(rig.office(), approval, strict)).rejects.toMatchObject({ code: 'forbidden' });
  const colleague = await build.staff({ name: 'Magali Collègue' });
  await approveRequest(rig.office(colleague), approval, strict);
  expect((await rig.requestOf(requestId)).state).toBe('approved');
});

test('the members of the PO are offered with their roles, and its schools', async () => {
  const { members, schools } = await getEntryOptions(database.db('backoffice'), staff.regionId, poId, today);
  expect(members).toContainEqual({
    ...{ personId, firstName: 'Wivine', lastName: 'Hautekiet', email: null, roles: 'Secrétaire' },
  });
  expect(schools).toEqual([]);
});
