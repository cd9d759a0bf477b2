import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { desc, eq, inArray } from 'drizzle-orm';
import { failApplication } from '../../src/commands/apply-requests.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { addNote } from '../../src/commands/notes/add-note.ts';
import { noticeArrival } from '../../src/commands/notices/notice-arrival.ts';
import { planMorningNotices } from '../../src/commands/notices/plan-morning-notices.ts';
import { saveNoticeSettings } from '../../src/commands/notices/save-notice-settings.ts';
import { sendMorningNotices } from '../../src/commands/notices/send-morning-notices.ts';
import { auditEntry } from '../../src/db/tables/audit-entry.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { notice } from '../../src/db/tables/notice.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import { NOTICE_KINDS, type NoticeKind, type NoticeMail, proposedSetting } from '../../src/domain/notices.ts';
import { ForbiddenError, InvalidInputError } from '../../src/errors/errors.ts';
import { lookAtMail, type MailRow } from '../../src/mail/claim-mail.ts';
import { mailRenderer } from '../../src/mail/render-mail.ts';
import { listNoticeSettings } from '../../src/reads/list-notice-settings.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { workContext } from '../queue/queue-rig.ts';

/** A Monday, nine in the morning in Brussels. */
const MONDAY = new Date('2031-06-16T07:00:00Z');
let now = MONDAY;

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let delphine: StaffActor;
let claude: StaffActor;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  delphine = await build.staff({ name: 'Delphine Exemple', email: 'delphine@secretariat.example' });
  claude = await build.staff({ name: 'Claude Collègue', email: 'claude@secretariat.example' });
  rig = requestRig(database, delphine, () => now);
  poId = (await build.po({ name: 'Institut Saint-Exemple' })).id;
});
beforeEach(async () => {
  now = MONDAY;
  const sql = database.sql('migrator');
  await sql`delete from notice`;
  await sql`delete from notice_setting`;
  await sql`delete from mail`;
  await sql`update change_request set state = 'withdrawn', set_aside_until = null where state in ('submitted', 'failed')`;
});
afterAll(() => database.close());

const submit = () => {
  const type = requestType('removal');
  const result = type.form.safeParse(type.samples[0]?.values);
  if (!result.success) throw new Error('The sample is wrong.');
  return rig.submit('removal', result.data, poId);
};
const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR, () => now);
const arrive = (ref: string) => inTransaction(worker(), (tx) => noticeArrival(tx, ref));
const morning = (day: string) => inTransaction(worker(), (tx) => sendMorningNotices(tx, day));
const noticesOf = (staff: StaffActor) =>
  database.db('migrator').select().from(notice).where(eq(notice.staffId, staff.id)).orderBy(notice.id);
const mailsTo = (address: string) =>
  database.db('migrator').select().from(mail).where(eq(mail.toAddress, address)).orderBy(mail.createdAt);

async function choose(staff: StaffActor, choices: Partial<Record<NoticeKind, NoticeMail>>, afterDays = 5) {
  const settings = NOTICE_KINDS.map((kind) => ({
    ...proposedSetting(kind, 'secretariat'),
    mail: choices[kind] ?? ('never' as const),
    afterDays: kind === 'old' ? afterDays : null,
  }));
  await saveNoticeSettings(rig.office(staff), { settings });
}

async function asItLeaves(row: typeof mail.$inferSelect | undefined) {
  const render = mailRenderer({
    intakeUrl: 'http://form.example',
    extranetUrl: 'http://extranet.example',
    backofficeUrl: 'http://office.example',
  });
  return database
    .db('worker')
    .transaction((db) =>
      render({ ...workContext(database), tokenKeys: TEST_TOKEN_KEYS, db }, row as unknown as MailRow),
    );
}

describe('a notice', () => {
  test('of a new request is written once to everybody of the secretariat, in the way they have chosen', async () => {
    await choose(claude, { new: 'at-once' });
    const id = await submit();
    await arrive(id);
    await arrive(id);
    await arrive(`${id}/confirmed`);
    expect(await noticesOf(delphine)).toMatchObject([{ kind: 'new', requestId: id, browser: true, mail: 'never' }]);
    expect(await noticesOf(claude)).toMatchObject([{ kind: 'new', requestId: id, mail: 'at-once' }]);
    expect(await mailsTo('delphine@secretariat.example')).toEqual([]);
    expect(await mailsTo('claude@secretariat.example')).toMatchObject([{ kind: 'staff-notice', requestId: id }]);
  });

  test('by mail names the kind of request and the PO, nobody, and leads to the request', async () => {
    await choose(claude, { new: 'at-once' });
    const id = await submit();
    await arrive(id);
    const [row] = await mailsTo('claude@secretariat.example');
    const { to, subject, text } = await asItLeaves(row);
    expect(to).toEqual({ address: 'claude@secretariat.example', name: 'Claude Collègue' });
    expect(subject).toContain('nouvelle demande');
    expect(text).toContain('Institut Saint-Exemple');
    expect(text).toContain(`http://office.example/demandes/${id}`);
    const { subject: person } = await rig.requestOf(id);
    expect(subject + text).not.toContain(person);
    // The link by which the author follows the envoi is not for anybody else.
    expect(text).not.toContain('/suivi/');
  });

  test('of a correction comes with its answer, not with its question', async () => {
    const id = await submit();
    const { correctionId } = await askCorrection(rig.office(), {
      requestId: id,
      version: 1,
      questions: [{ field: 'endDate', message: 'Bien ce jour-là ?' }],
    });
    await arrive(`${id}/${correctionId}`);
    expect(await noticesOf(claude)).toEqual([]);
    await database.sql('migrator')`
      update correction set state = 'answered', answered_version = 1, closed_at = now() where id = ${correctionId}`;
    await arrive(`${id}/${correctionId}`);
    expect(await noticesOf(claude)).toMatchObject([{ kind: 'corrected', requestId: id }]);
  });

  test('of a failed application is mailed at once to who has chosen nothing', async () => {
    const leaving = await build.person({ firstName: 'Zoé', lastName: 'Départ' });
    await build.mandate(leaving.id, poId, { from: '2020-01-01', to: null }, []);
    const id = await rig.submit(
      'removal',
      {
        firstName: 'Zoé',
        lastName: 'Départ',
        birthDate: null,
        email: null,
        endDate: '2031-06-01',
        reason: 'resignation',
      },
      poId,
    );
    const { decisionId } = await rig.approve(id);
    await inTransaction(worker(), (tx) => failApplication(tx, decisionId, 'XX000'));
    await inTransaction(worker(), (tx) => failApplication(tx, decisionId, 'XX000'));
    expect(await noticesOf(delphine)).toMatchObject([{ kind: 'failed', requestId: id }]);
    expect(await mailsTo('delphine@secretariat.example')).toHaveLength(1);
  });

  test('of a mention goes to who is mentioned, and to nobody else', async () => {
    const id = await submit();
    await addNote(rig.office(), { requestId: id, words: 'Tu regardes, @Claude Collègue ?' });
    expect(await noticesOf(claude)).toMatchObject([{ kind: 'mentioned', requestId: id }]);
    expect(await noticesOf(delphine)).toEqual([]);
    expect(await mailsTo('claude@secretariat.example')).toMatchObject([{ kind: 'staff-notice' }]);
  });

  test('is for nobody who is disabled, and a mail on its way to them does not leave', async () => {
    const gone = await build.staff({ name: 'Guy Parti', email: 'guy@secretariat.example' });
    await choose(gone, { new: 'at-once' });
    await arrive(await submit());
    const [row] = await mailsTo('guy@secretariat.example');
    await database.sql('migrator')`update staff_user set disabled_at = now() where id = ${gone.id}`;
    const look = await database.db('worker').transaction((tx) => lookAtMail(tx, row?.id ?? ''));
    expect(look).toMatchObject({ claim: 'cancel', code: 'staff-disabled' });
    await arrive(await submit());
    expect(await mailsTo('guy@secretariat.example')).toHaveLength(1);
  });

  test('asks nothing of readers but a mention', async () => {
    const reader = await build.staff({ name: 'Luc Lecteur', email: 'luc@secretariat.example', role: 'reader' });
    await arrive(await submit());
    expect(await noticesOf(reader)).toEqual([]);
  });
});

describe('the morning', () => {
  test('brings one mail with what happened, to who wants it so, once', async () => {
    await choose(claude, { new: 'daily', mentioned: 'daily' });
    const [first, second, decided] = [await submit(), await submit(), await submit()];
    for (const id of [first, second, decided]) await arrive(id);
    await addNote(rig.office(), { requestId: first, words: 'À voir avec @Claude Collègue.' });
    await database.sql('migrator')`update change_request set state = 'rejected' where id = ${decided}`;
    await morning('2031-06-16');
    await morning('2031-06-16');
    const mails = await mailsTo('claude@secretariat.example');
    expect(mails).toMatchObject([{ kind: 'staff-digest', requestId: null }]);
    const { subject, text } = await asItLeaves(mails[0]);
    expect(subject).toBe('Guichet PO : 3 avis ce matin');
    expect(text.match(/Nouvelle demande :/g)).toHaveLength(2);
    expect(text).toContain('Vous êtes mentionné·e :');
    expect(text).toContain('http://office.example/demandes');
    now = new Date('2031-06-17T07:00:00Z');
    await morning('2031-06-17');
    expect(await mailsTo('claude@secretariat.example')).toHaveLength(1);
  });

  test('brings nothing when there is nothing, on a holiday, or for a day that is over', async () => {
    await choose(claude, { new: 'daily' });
    await morning('2031-06-16');
    expect(await mailsTo('claude@secretariat.example')).toEqual([]);
    await arrive(await submit());
    await morning('2031-06-13');
    // 21 July is a holiday, and a Monday in that year.
    now = new Date('2031-07-21T07:00:00Z');
    await morning('2031-07-21');
    expect(await mailsTo('claude@secretariat.example')).toEqual([]);
    now = new Date('2031-07-22T07:00:00Z');
    await morning('2031-07-22');
    expect(await mailsTo('claude@secretariat.example')).toHaveLength(1);
  });

  test('tells of a request once it is as old as each has said, in working days, not while its author is waited for', async () => {
    await choose(claude, { old: 'at-once' }, 3);
    await choose(delphine, { old: 'daily' }, 5);
    const [plain, paused] = [await submit(), await submit()];
    const sql = database.sql('migrator');
    await sql`update change_request set created_at = ${MONDAY.toISOString()} where id in ${sql([plain, paused])}`;
    await sql`
      insert into correction (request_id, questions, state, payload_version, answered_version, asked_by, asked_at, closed_at)
      values (${paused}, '[{"field": null, "message": "?"}]', 'answered', 1, 1, ${delphine.id}, ${MONDAY.toISOString()}, '2031-06-19T08:00:00Z')`;
    now = new Date('2031-06-18T07:00:00Z');
    await morning('2031-06-18');
    expect(await noticesOf(claude)).toEqual([]);
    now = new Date('2031-06-19T07:00:00Z');
    await morning('2031-06-19');
    expect(await noticesOf(claude)).toMatchObject([{ kind: 'old', requestId: plain }]);
    expect(await noticesOf(delphine)).toEqual([]);
    // The next Monday: five working days, with a week-end in between.
    now = new Date('2031-06-23T07:00:00Z');
    await morning('2031-06-23');
    await morning('2031-06-23');
    expect(await noticesOf(delphine)).toMatchObject([{ kind: 'old', requestId: plain }]);
    expect((await mailsTo('delphine@secretariat.example')).map(({ kind }) => kind)).toEqual(['staff-digest']);
  });

  test('is planned for the next working morning, once, at seven in Brussels', async () => {
    const plan = (moment: string) => planMorningNotices(database.db('worker'), new Date(moment));
    await plan('2031-06-16T04:00:00Z');
    await plan('2031-06-16T09:00:00Z');
    // From noon on a Friday: Monday.
    await plan('2031-06-20T11:00:00Z');
    await plan('2031-06-21T07:00:00Z');
    const rows = await database
      .db('migrator')
      .select({ ref: outbox.ref, nextAt: outbox.nextAt })
      .from(outbox)
      .where(inArray(outbox.kind, ['morning-notices']))
      .orderBy(outbox.nextAt);
    expect(rows).toEqual([
      { ref: '2031-06-16', nextAt: new Date('2031-06-16T05:00:00Z') },
      { ref: '2031-06-23', nextAt: new Date('2031-06-23T05:00:00Z') },
    ]);
  });
});

describe('the settings', () => {
  test('are proposed, saved for oneself, and audited', async () => {
    const db = database.db('backoffice');
    expect(await listNoticeSettings(db, delphine)).toContainEqual({
      kind: 'failed',
      browser: true,
      mail: 'at-once',
      afterDays: null,
    });
    await choose(delphine, { new: 'daily' }, 8);
    await choose(delphine, { new: 'at-once' }, 9);
    const saved = await listNoticeSettings(db, delphine);
    expect(saved[0]).toMatchObject({ kind: 'new', mail: 'at-once' });
    expect(saved.find(({ kind }) => kind === 'old')).toMatchObject({ afterDays: 9 });
    expect(await listNoticeSettings(db, claude)).toEqual(
      NOTICE_KINDS.map((kind) => proposedSetting(kind, 'secretariat')),
    );
    const [entry] = await database.db('migrator').select().from(auditEntry).orderBy(desc(auditEntry.id)).limit(1);
    expect(entry).toMatchObject({ action: 'save-notice-settings', subjectId: delphine.id });
  });

  test('are refused when one is missing or its days do not fit, and to whoever is not staff', async () => {
    const settings = NOTICE_KINDS.map((kind) => proposedSetting(kind, 'secretariat'));
    const save = (wanted: typeof settings) => saveNoticeSettings(rig.office(), { settings: wanted });
    await expect(save(settings.slice(1))).rejects.toThrow(InvalidInputError);
    await expect(save([...settings.slice(1), ...settings.slice(-1)])).rejects.toThrow(InvalidInputError);
    await expect(save(settings.map((each) => ({ ...each, afterDays: 5 })))).rejects.toThrow(InvalidInputError);
    await expect(save(settings.map((each) => ({ ...each, afterDays: null })))).rejects.toThrow(InvalidInputError);
    await expect(saveNoticeSettings(worker(), { settings })).rejects.toThrow(ForbiddenError);
  });
});
