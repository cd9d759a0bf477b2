import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { formatReference } from '@guichet/shared/domain/reference';
import { REQUEST_STATES } from '@guichet/shared/domain/transitions';
import { requestType } from '@guichet/shared/request-types/registry';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { STATE_WORDS } from '../src/server/pages/state-words.ts';
import { createTestIntake, newVisitor, pathOf, send, startTestRegister, wordsOf, writeEnvoi } from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

/** Sends an envoi and gives the link that its acknowledgement carries. */
async function sentEnvoi() {
  const visitor = newVisitor(app);
  const values = requestType('removal').samples[0]?.values ?? {};
  const envoi = await writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values });
  await send(visitor, envoi);
  const [row] = await register.database.sql('migrator')`
    select s.id, s.reference, t.id as token, t.purpose, t.secret_sha256 from submission s join token t on t.submission_id = s.id
    where s.idempotency_key = ${envoi.split('/')[2] ?? ''}`;
  const secret = recoverSecret(TEST_TOKEN_KEYS, {
    id: row?.token,
    purpose: row?.purpose,
    secretSha256: row?.secret_sha256,
  });
  return { id: String(row?.id), reference: formatReference(String(row?.reference)), link: `/suivi/${secret}` };
}

const confirmations = async (id: string) => {
  const [row] = await register.database.sql('migrator')`
    select email_confirmed_at is not null as confirmed,
      (select count(*)::int from outbox o join change_request c on o.ref = c.id || '/confirmed' where c.submission_id = s.id) as rung
    from submission s where id = ${id}`;
  return row;
};

describe('the tracking link', () => {
  test('shows where the request is, and changes nothing however often it is opened', async () => {
    const { id, reference, link } = await sentEnvoi();
    for (let opened = 0; opened < 5; opened += 1) {
      const page = await newVisitor(app).get(link);
      expect(page.status).toBe(200);
      expect(page.headers['referrer-policy']).toBe('no-referrer');
      expect(wordsOf(page)).toContain(`Référence ${reference} · Institut Saint-Exemple ASBL`);
      expect(wordsOf(page)).toContain(STATE_WORDS.submitted.label);
    }
    await newVisitor(app).agent.head(link);
    expect(await confirmations(id)).toEqual({ confirmed: false, rung: 0 });
  });

  test('names nobody until the address is confirmed by its button', async () => {
    const { id, link } = await sentEnvoi();
    const visitor = newVisitor(app);
    const before = wordsOf(await visitor.get(link));
    expect(before).toContain('Confirmer mon adresse mail');
    expect(before).not.toContain('Paul');
    expect(before).not.toContain('marie@po.example');

    expect(pathOf(await visitor.post(`${link}/confirmer`))).toBe(link);
    const after = wordsOf(await visitor.get(link));
    expect(after).toContain('Suppression : Paul Exemple');
    expect(after).toContain('Votre adresse mail est confirmée.');
    expect(after).not.toContain('Confirmer mon adresse mail');

    await visitor.post(`${link}/confirmer`);
    expect(await confirmations(id)).toEqual({ confirmed: true, rung: 1 });
  });

  test.each(REQUEST_STATES.filter((state) => state !== 'merged'))(
    'says in plain words what %s means',
    async (state) => {
      const { id, link } = await sentEnvoi();
      await register.database.sql('migrator')`update change_request set state = ${state} where submission_id = ${id}`;
      const page = wordsOf(await newVisitor(app).get(link));
      expect(page).toContain(STATE_WORDS[state].label);
      expect(page).toContain(STATE_WORDS[state].next);
      expect(page).not.toContain(state);
    },
  );

  test('follows, of a merged request, the one that remains, and says why', async () => {
    const { id, link } = await sentEnvoi();
    const { id: into } = await sentEnvoi();
    const sql = register.database.sql('migrator');
    await sql`update change_request set state = 'merged',
      merged_into = (select id from change_request where submission_id = ${into}) where submission_id = ${id}`;
    for (const state of ['submitted', 'rejected'] as const) {
      await sql`update change_request set state = ${state} where submission_id = ${into}`;
      const page = wordsOf(await newVisitor(app).get(link));
      expect(page).toContain(STATE_WORDS[state].label);
      expect(page).toContain(STATE_WORDS.merged.next);
    }
  });

  test('gives the reason of a refusal to whoever has confirmed the address', async () => {
    const { id, link } = await sentEnvoi();
    const sql = register.database.sql('migrator');
    const [staff] = await sql`
      insert into staff_user (name, email, region_id) select 'Secrétariat', gen_random_uuid() || '@staff.example', id from region limit 1 returning id`;
    await sql`
      insert into decision (id, request_id, kind, staff_id, payload_version, decided_on, reason)
        select gen_random_uuid(), id, 'reject', ${staff?.id}, 1, current_date, 'Cette personne est encore en fonction.' from change_request where submission_id = ${id}`;
    await sql`update change_request set state = 'rejected', settled_at = now() where submission_id = ${id}`;
    const visitor = newVisitor(app);
    expect(wordsOf(await visitor.get(link))).not.toContain('encore en fonction');
    await visitor.post(`${link}/confirmer`);
    expect(wordsOf(await visitor.get(link))).toContain('Motif du refus Cette personne est encore en fonction.');
  });

  test('that is wrong, cut or too old says what to do, and confirms nothing', async () => {
    const { id, link } = await sentEnvoi();
    await register.database.sql(
      'migrator',
    )`update token set expires_at = now() - interval '1 second' where submission_id = ${id}`;
    const visitor = newVisitor(app);
    for (const dead of [link, link.slice(0, -1), `${link}x`, `/suivi/${'x'.repeat(43)}`, '/suivi/%00']) {
      const page = await visitor.get(dead);
      expect([400, 404]).toContain(page.status);
    }
    expect(wordsOf(await visitor.get(link))).toContain('Ce lien ne fonctionne pas');
    expect((await visitor.post(`${link}/confirmer`)).status).toBe(404);
    expect(await confirmations(id)).toEqual({ confirmed: false, rung: 0 });
  });

  test('is in the mail, says the page for those who look for it', async () => {
    expect(wordsOf(await newVisitor(app).get('/suivi'))).toContain('lien de suivi');
  });
});

describe('the role of the form', () => {
  test.each(['person', 'mandate', 'submission', 'change_request', 'request_payload', 'mail', 'token'])(
    'cannot read %s',
    async (table) => {
      await expect(register.database.sql('intake').unsafe(`select * from ${table} limit 1`)).rejects.toMatchObject({
        code: '42501',
      });
    },
  );

  test('cannot read the contacts of a PO', async () => {
    await expect(register.database.sql('intake')`select contact_email from po`).rejects.toMatchObject({
      code: '42501',
    });
  });
});
