import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRequest, type RequestView } from '@guichet/shared/contracts/request-view';
import { signedIn, startTestOffice, type TestOffice, type Visitor } from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let who: Visitor;

beforeAll(async () => {
  office = await startTestOffice();
  who = await signedIn(office.app, office.secretariat);
});
afterAll(() => office.database.close());

async function pending(): Promise<string> {
  const po = await office.build.po();
  return office.rig.submit('new-member', newcomer, po.id);
}

async function view(id: string): Promise<RequestView> {
  return readRequest.response.parse((await who.get(`/api/requests/${id}`)).body);
}

const questions = [{ field: 'startDate', message: 'Est-ce bien après l’assemblée ?' }];
const rowOf = async (id: string, group: string) => {
  const { body } = await who.post('/api/requests/search', { group });
  return body.rows.find((row: { id: string }) => row.id === id);
};

/** What the author's answer writes, as the form's function does it. */
async function answered(id: string): Promise<void> {
  const sql = office.database.sql('migrator');
  await sql`insert into request_payload (request_id, version, schema_version, payload)
    select request_id, 2, schema_version, jsonb_set(payload, '{startDate}', '"2027-01-15"') from request_payload where request_id = ${id}`;
  await sql`update correction set state = 'answered', answered_version = 2, closed_at = now() where request_id = ${id}`;
  await sql`update change_request set state = 'submitted', version = 3, payload_version = 2 where id = ${id}`;
}

describe('asking a correction', () => {
  test('shows every field of the form, and the mail before it leaves', async () => {
    const id = await pending();
    const { askable, payloadVersion } = await view(id);
    expect(askable.map(({ field }) => field)).toEqual(expect.arrayContaining(['firstName', 'startDate', 'roles']));
    expect(payloadVersion).toBe(1);
    const preview = await who.post(`/api/requests/${id}/correction-preview`, { questions });
    expect(preview.body).toMatchObject({ to: 'marie@po.example', subject: expect.stringContaining('une question') });
    // The address is not confirmed: the question stands on the page, not in the mail.
    expect(preview.body.text).not.toContain('assemblée');
    await office.database.sql('migrator')`update submission set email_confirmed_at = now()`;
    expect((await who.post(`/api/requests/${id}/correction-preview`, { questions })).body.text).toContain('assemblée');
    expect((await who.post(`/api/requests/${id}/correction-preview`, { questions: [] })).status).toBe(422);
    expect((await view(id)).standing).toMatchObject({ state: 'submitted', version: 1 });
  });

  test('moves the request to those that wait, and brings it back marked and with what changed', async () => {
    const id = await pending();
    expect((await who.post(`/api/requests/${id}/ask-correction`, { version: 1, questions })).status).toBe(200);
    expect(await rowOf(id, 'waiting')).toMatchObject({
      state: 'correction_requested',
      badges: [{ label: 'mail non confirmé' }],
    });
    expect((await view(id)).corrections).toMatchObject([
      { state: 'open', questions: [{ label: 'Date de début de mandat' }], askedBy: 'Delphine Exemple', changes: [] },
    ]);
    await answered(id);
    expect((await rowOf(id, 'todo')).badges).toContainEqual({ severity: 'info', label: 'corrigée' });
    const back = await view(id);
    expect(back.payloadVersion).toBe(2);
    expect(back.corrections[0]).toMatchObject({
      state: 'answered',
      changes: [{ label: 'Date de début de mandat', after: '15 janvier 2027' }],
    });
    // A decision names the answers that it decided.
    expect((await who.post(`/api/requests/${id}/reject`, { version: 1, reason: 'Trop tôt' })).status).toBe(409);
    expect((await who.post(`/api/requests/${id}/reject`, { version: 3, reason: 'Trop tôt' })).status).toBe(200);
    expect((await view(id)).decision).toMatchObject({ kind: 'reject', payloadVersion: 2 });
  });

  test('can be taken back, and its words stay', async () => {
    const id = await pending();
    await who.post(`/api/requests/${id}/ask-correction`, { version: 1, questions });
    expect((await who.post(`/api/requests/${id}/cancel-correction`, { version: 2 })).status).toBe(200);
    const shown = await view(id);
    expect(shown.standing.state).toBe('submitted');
    expect(shown.corrections).toMatchObject([{ state: 'cancelled', questions: [{ message: questions[0]?.message }] }]);
    expect((await who.post(`/api/requests/${id}/cancel-correction`, { version: 3 })).status).toBe(409);
  });
});

describe('the thread with the author', () => {
  test('holds what both wrote; a message of the author is a task', async () => {
    const id = await pending();
    expect((await who.post(`/api/requests/${id}/messages`, { words: ' ' })).status).toBe(422);
    expect((await who.post(`/api/requests/${id}/messages`, { words: 'Pouvez-vous appeler ?' })).status).toBe(200);
    const sql = office.database.sql('migrator');
    const [envoi] = await sql`select submission_id, region_id from change_request where id = ${id}`;
    await sql`insert into message (submission_id, author_kind, author_label, body) values (${envoi?.submission_id}, 'submitter', 'Marie Présidente', 'Demain.')`;
    await sql`insert into staff_task (region_id, kind, ref, reason, detail)
      values (${envoi?.region_id}, 'submitter-message', 'm1', 'Demain.', jsonb_build_object('requestId', ${id}::text, 'submissionId', ${envoi?.submission_id}::text))`;
    expect((await view(id)).messages.map(({ from, body }) => [from, body])).toEqual([
      ['staff', 'Pouvez-vous appeler ?'],
      ['submitter', 'Demain.'],
    ]);
    const { tasks } = (await who.get('/api/tasks')).body;
    expect(tasks).toContainEqual(
      expect.objectContaining({ title: 'Message de Marie Présidente', reason: 'Demain.', requestId: id }),
    );
  });
});
