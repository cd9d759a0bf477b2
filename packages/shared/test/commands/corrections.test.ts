import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, asc, eq, like } from 'drizzle-orm';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { cancelCorrection } from '../../src/commands/corrections/cancel-correction.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { sendMessage } from '../../src/commands/send-message.ts';
import { correction } from '../../src/db/tables/correction.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../src/errors/errors.ts';
import { lookAtMail, type MailRow } from '../../src/mail/claim-mail.ts';
import { mailRenderer } from '../../src/mail/render-mail.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { workContext } from '../queue/queue-rig.ts';

/** Far ahead of the clock of the database, so that nothing is due before the test says so. */
const MONDAY = new Date('2031-06-16T08:00:00Z');
let now = MONDAY;

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  rig = requestRig(database, await build.staff(), () => now);
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const removal = () => {
  const type = requestType('removal');
  const result = type.form.safeParse(type.samples[0]?.values);
  if (!result.success) throw new Error('The sample is wrong.');
  return result.data;
};
const submit = () => rig.submit('removal', removal(), poId);
const questions = [{ field: 'endDate', message: 'Est-ce bien le dernier jour ?' }];

async function asked() {
  const requestId = await submit();
  const { correctionId } = await askCorrection(rig.office(), { requestId, version: 1, questions });
  return { requestId, correctionId };
}

const rows = (correctionId: string) =>
  database
    .db('migrator')
    .select({ ref: outbox.ref, state: outbox.state, nextAt: outbox.nextAt })
    .from(outbox)
    .where(and(eq(outbox.kind, 'correction-clock'), like(outbox.ref, `${correctionId}%`)))
    .orderBy(asc(outbox.nextAt));
const mailsOf = async (requestId: string) => {
  const found = await database
    .db('migrator')
    .select()
    .from(mail)
    .where(eq(mail.requestId, requestId))
    .orderBy(mail.createdAt);
  return found.map(({ kind }) => kind);
};

/** What the worker does up to that moment; no mail leaves. */
async function workUntil(moment: string): Promise<void> {
  now = new Date(moment);
  await runDue(
    { ...workContext(database), now: () => now },
    createHandlers({
      intakeUrl: 'http://f.example',
      extranetUrl: 'http://e.example',
      backofficeUrl: 'http://office.example',
    }),
    now,
  );
}

describe('a correction', () => {
  test('is asked with its questions in the order of the form, and makes the request wait', async () => {
    now = MONDAY;
    const requestId = await submit();
    const { correctionId, version } = await askCorrection(rig.office(), {
      requestId,
      version: 1,
      questions: [{ field: null, message: 'Merci !' }, ...questions, { field: 'lastName', message: ' Un seul r ? ' }],
    });
    expect(version).toBe(2);
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'correction_requested', version: 2 });
    const [row] = await database.db('migrator').select().from(correction).where(eq(correction.id, correctionId));
    expect(row?.questions).toEqual([
      { field: 'lastName', message: 'Un seul r ?' },
      ...questions,
      { field: null, message: 'Merci !' },
    ]);
    expect(await mailsOf(requestId)).toEqual(['correction-asked']);
    await expect(askCorrection(rig.office(), { requestId, version: 2, questions })).rejects.toThrow(ConflictError);
  });

  test('needs words, known fields, the present version, and somebody who decides', async () => {
    const requestId = await submit();
    const ask = (wanted: typeof questions, version = 1) =>
      askCorrection(rig.office(), { requestId, version, questions: wanted });
    await expect(ask([])).rejects.toThrow(InvalidInputError);
    await expect(ask([{ field: 'endDate', message: ' \n ' }])).rejects.toThrow(InvalidInputError);
    await expect(ask([{ field: 'salary', message: 'Combien ?' }])).rejects.toThrow(InvalidInputError);
    await expect(ask([...questions, ...questions])).rejects.toThrow(InvalidInputError);
    await expect(ask(questions, 7)).rejects.toThrow(ConflictError);
    const reader = await build.staff({ role: 'reader' });
    await expect(askCorrection(rig.office(reader), { requestId, version: 1, questions })).rejects.toThrow(
      ForbiddenError,
    );
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'submitted', version: 1 });
  });

  test('is cancelled without losing its words, and the author is told', async () => {
    now = MONDAY;
    const { requestId, correctionId } = await asked();
    await workUntil('2031-06-16T08:01:00Z');
    await cancelCorrection(rig.office(), { requestId, version: 2 });
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'submitted', version: 3, payloadVersion: 1 });
    const [row] = await database.db('migrator').select().from(correction).where(eq(correction.id, correctionId));
    expect(row).toMatchObject({ state: 'cancelled', questions });
    expect((await rows(correctionId)).map(({ state }) => state)).toEqual([
      'done',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    expect(await mailsOf(requestId)).toEqual(['correction-asked', 'correction-cancelled']);
    await expect(cancelCorrection(rig.office(), { requestId, version: 3 })).rejects.toThrow(ConflictError);
  });
});

test('the days on which its author had a request stand on it once it is refused', async () => {
  now = MONDAY;
  const { requestId } = await asked();
  now = new Date('2031-06-18T22:30:00Z');
  await cancelCorrection(rig.office(), { requestId, version: 2 });
  expect(await rig.requestOf(requestId)).toMatchObject({ waits: null });
  now = new Date('2031-06-20T08:00:00Z');
  await askCorrection(rig.office(), { requestId, version: 3, questions });
  await cancelCorrection(rig.office(), { requestId, version: 4 });
  await rejectRequest(rig.office(), { requestId, version: 5, reason: 'Encore en fonction.' }, rig.settings);
  // Half past ten in the evening in Greenwich is the next day in Brussels.
  expect(await rig.requestOf(requestId)).toMatchObject({
    state: 'rejected',
    waits: [
      ['2031-06-16', '2031-06-19'],
      ['2031-06-20', '2031-06-20'],
    ],
  });
});

describe('a question that is no longer open', () => {
  test('does not leave late: its mail is cancelled', async () => {
    now = MONDAY;
    const { requestId } = await asked();
    await cancelCorrection(rig.office(), { requestId, version: 2 });
    const [question] = await database
      .db('migrator')
      .select()
      .from(mail)
      .where(and(eq(mail.requestId, requestId), eq(mail.kind, 'correction-asked')));
    const look = await database.db('worker').transaction((tx) => lookAtMail(tx, question?.id ?? ''));
    expect(look).toMatchObject({ claim: 'cancel', code: 'no-longer-asked' });
  });
});

describe('the clock of a correction', () => {
  test('reminds after 5 and 12 working days, closes after 30, and tells each once', async () => {
    now = MONDAY;
    now = MONDAY;
    const { requestId, correctionId } = await asked();
    await workUntil('2031-06-16T08:01:00Z');
    // Over the national holiday of 21 July.
    expect((await rows(correctionId)).slice(1).map(({ nextAt }) => nextAt.toISOString())).toEqual([
      '2031-06-23T08:00:00.000Z',
      '2031-07-02T08:00:00.000Z',
      '2031-07-29T08:00:00.000Z',
    ]);
    await workUntil('2031-06-23T07:59:00Z');
    expect(await mailsOf(requestId)).toEqual(['correction-asked']);
    for (let turn = 0; turn < 2; turn += 1) await workUntil('2031-06-23T08:00:01Z');
    expect(await mailsOf(requestId)).toEqual(['correction-asked', 'correction-reminder']);
    await workUntil('2031-07-02T08:00:01Z');
    await workUntil('2031-07-29T07:59:00Z');
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'correction_requested' });
    for (let turn = 0; turn < 2; turn += 1) await workUntil('2031-07-29T08:00:01Z');
    expect(await rig.requestOf(requestId)).toMatchObject({ state: 'lapsed' });
    expect(await mailsOf(requestId)).toEqual([
      'correction-asked',
      'correction-reminder',
      'correction-reminder',
      'request-lapsed',
    ]);
    const [row] = await database.db('migrator').select().from(correction).where(eq(correction.id, correctionId));
    expect(row).toMatchObject({ state: 'lapsed', questions });
  });
});

describe('the end of an envoi', () => {
  const three = async () => {
    const first = await rig.submit('removal', removal(), poId, {
      requests: [1, 2, 3].map(() => ({ type: 'removal', payload: removal() })),
    });
    const { submissionId } = await rig.requestOf(first);
    const found = await database.sql('migrator')<{ id: string }[]>`
      select id from change_request where submission_id = ${submissionId} order by position`;
    return { submissionId, ids: found.map(({ id }) => id) };
  };
  const kindsOf = async (submissionId: string) => {
    const found = await database.db('migrator').select().from(mail).where(eq(mail.submissionId, submissionId));
    return found.map(({ kind }) => kind).filter((kind) => kind !== 'acknowledgement');
  };

  test('is one mail for all of it, and a refusal before it is told at once', async () => {
    now = MONDAY;
    const { submissionId, ids } = await three();
    const reject = (id?: string) =>
      rejectRequest(rig.office(), { requestId: id ?? '', version: 1, reason: 'Encore en fonction.' }, rig.settings);
    await reject(ids[0]);
    expect(await kindsOf(submissionId)).toEqual(['request-rejected']);
    await reject(ids[1]);
    await reject(ids[2]);
    expect((await kindsOf(submissionId)).sort()).toEqual(['envoi-settled', 'request-rejected', 'request-rejected']);
  });

  test('is told once when the last requests end at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { submissionId, ids } = await three();
      await Promise.all(
        ids.map((id) => rejectRequest(rig.office(), { requestId: id, version: 1, reason: 'Non.' }, rig.settings)),
      );
      const kinds = await kindsOf(submissionId);
      expect(kinds.filter((kind) => kind === 'envoi-settled')).toHaveLength(1);
      expect(kinds).toHaveLength(3);
    }
  });

  test('of a single refused request is the refusal, and no second mail', async () => {
    const requestId = await submit();
    await rejectRequest(rig.office(), { requestId, version: 1, reason: 'Encore en fonction.' }, rig.settings);
    expect(await mailsOf(requestId)).toEqual(['request-rejected']);
  });
});

describe('the mails, as they leave', () => {
  /** Every mail of that kind about an envoi, written by the worker's own role. */
  async function written(submissionId: string, kind: string): Promise<string[]> {
    const rows = await database
      .db('migrator')
      .select()
      .from(mail)
      .where(and(eq(mail.submissionId, submissionId), eq(mail.kind, kind)));
    const render = mailRenderer({
      intakeUrl: 'http://form.example',
      extranetUrl: 'http://extranet.example',
      backofficeUrl: 'http://office.example',
    });
    return database.db('worker').transaction(async (db) => {
      const texts: string[] = [];
      for (const row of rows) {
        const ctx = { ...workContext(database), tokenKeys: TEST_TOKEN_KEYS, db };
        const { subject, text, html } = await render(ctx, row as unknown as MailRow);
        expect(subject).not.toContain('Exemple');
        expect(html).toContain('http://form.example/suivi/');
        texts.push(text.replaceAll(/\s+/g, ' '));
      }
      return texts;
    });
  }

  async function envoiWithEverything(confirmed: boolean) {
    now = MONDAY;
    const requestId = await rig.submit('removal', removal(), poId, {
      requests: [1, 2].map(() => ({ type: 'removal', payload: removal() })),
    });
    const { submissionId } = await rig.requestOf(requestId);
    const sql = database.sql('migrator');
    if (confirmed) await sql`update submission set email_confirmed_at = now() where id = ${submissionId}`;
    const [other] = await sql`select id from change_request where submission_id = ${submissionId} and position = 2`;
    await askCorrection(rig.office(), {
      requestId,
      version: 1,
      questions: [...questions, { field: null, message: 'Qui le remplace ?' }],
    });
    await sendMessage(rig.office(), { requestId, words: 'Merci pour cet envoi.' });
    await workUntil('2031-06-16T08:01:00Z');
    await workUntil('2031-06-23T08:01:00Z');
    await rejectRequest(
      rig.office(),
      { requestId: other?.id, version: 1, reason: 'Encore en fonction.' },
      rig.settings,
    );
    await workUntil('2031-07-29T08:01:00Z');
    return submissionId;
  }

  test('say to a confirmed address what is asked, by when, and what became of everything', async () => {
    const id = await envoiWithEverything(true);
    const [asked] = await written(id, 'correction-asked');
    expect(asked).toContain('Date de fin de mandat : Est-ce bien le dernier jour ?');
    expect(asked).toContain('Question : Qui le remplace ?');
    const [reminder] = await written(id, 'correction-reminder');
    expect(reminder).toContain('Est-ce bien le dernier jour ?');
    expect((await written(id, 'staff-message'))[0]).toContain('Merci pour cet envoi.');
    expect((await written(id, 'request-rejected'))[0]).toContain('Encore en fonction.');
    // The lapse ended the envoi: one mail tells both ends.
    expect(await written(id, 'request-lapsed')).toEqual([]);
    const [settled] = await written(id, 'envoi-settled');
    expect(settled).toContain('Sans suite, faute de réponse');
    expect(settled).toContain('Refusée, rien n’a changé Remarque du secrétariat : Encore en fonction.');
    expect(settled).toContain('Paul Exemple');
  });

  test('name nobody to an address that is not confirmed', async () => {
    const id = await envoiWithEverything(false);
    for (const kind of [
      'correction-asked',
      'correction-reminder',
      'staff-message',
      'request-rejected',
      'envoi-settled',
    ]) {
      const texts = await written(id, kind);
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) expect(text).not.toMatch(/Exemple quitte|dernier jour|Merci pour|Encore en fonction/);
    }
  });

  test('say when a request without answer is closed, while it still waits', async () => {
    now = MONDAY;
    const { requestId } = await asked();
    const { submissionId } = await rig.requestOf(requestId);
    await workUntil('2031-06-16T08:01:00Z');
    await workUntil('2031-06-23T08:01:00Z');
    expect((await written(submissionId, 'correction-reminder'))[0]).toContain('Sans réponse avant le 29 juillet 2031');
  });
});
