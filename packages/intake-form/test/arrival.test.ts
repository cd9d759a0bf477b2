import { secretDigest, tokenSecret } from '@guichet/shared/auth/token-secrets';
import { openFormDoor } from '@guichet/shared/commands/accounts/open-form-door';
import { deleteExpiredDrafts } from '@guichet/shared/commands/delete-expired-drafts';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  draftCookiesOf,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  type Visitor,
  wordsOf,
  writeEnvoi,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

const sql = () => register.database.sql('migrator');
const removalOf = (firstName: string) => ({
  ...{ firstName, lastName: 'Exemple', reason: 'resignation' },
  endDate: { day: '31', month: '8', year: '2026' },
});
const write = (visitor: Visitor, email: string, firstName = 'Paul') =>
  writeEnvoi(visitor, {
    ...{ type: 'removal', poId: register.po.id, values: removalOf(firstName) },
    submitter: { ...SUBMITTER, email },
  });
const linkTo = async (email: string): Promise<string | null> => {
  const [row] = await sql()`select token_id from mail where kind = 'resume-draft' and to_address = ${email}
    order by created_at desc limit 1`;
  return row ? `/continuer/${tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'resume', row.token_id)}` : null;
};
/** The link in the acknowledgement of an envoi. */
const trackingLinkOf = async (envoi: string): Promise<string> => {
  const [row] = await sql()`select t.id from token t join submission s on s.id = t.submission_id
    where t.purpose = 'tracking' and s.idempotency_key = ${envoi.split('/')[2] ?? ''}`;
  return `/suivi/${tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'tracking', String(row?.id))}`;
};

describe('whoever comes back', () => {
  test('is offered what was begun, by PO and day and no more, and can erase it', async () => {
    const visitor = newVisitor(createTestIntake(register.database, { now: () => new Date('2026-06-12T08:00:00Z') }));
    expect(wordsOf(await visitor.get('/'))).not.toContain('commencé');
    const envoi = await write(visitor, 'marie@po.example');
    const home = await visitor.get('/');
    expect(wordsOf(home)).toContain('Votre envoi du 12/6 pour Institut Saint-Exemple ASBL');
    expect(home.text).toContain(`href="${envoi}/effacer"`);
    for (const typed of ['Paul', 'Marie', 'marie@']) expect(home.text).not.toContain(typed);
    expect(pathOf(await visitor.get(envoi))).toBe(`${envoi}/relire`);
    await visitor.post(`${envoi}/effacer`);
    expect(wordsOf(await visitor.get('/'))).not.toContain('Votre envoi du');
  });
});

describe('"Continuer plus tard"', () => {
  test('keeps what is typed, right or wrong, and sends a link that opens it elsewhere by a button', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const later = await visitor.post(`${envoi}/demandes/1`, { firstName: 'Paul', _op: 'later' });
    expect(pathOf(later)).toBe(`${envoi}/plus-tard`);
    const asked = await visitor.post(`${envoi}/plus-tard`, { email: 'lointaine@po.example' });
    expect(pathOf(asked)).toBe(`${envoi}/plus-tard/envoye`);
    const link = (await linkTo('lointaine@po.example')) ?? '';

    const [stored] =
      await sql()`select w.wrapped_secret, t.secret_sha256 from token_draft w join token t on t.id = w.token_id
      where t.email = 'lointaine@po.example'`;
    const [, secret = ''] = /=([\w-]{43})\./.exec(draftCookiesOf(visitor)[0] ?? '') ?? [];
    expect(Buffer.from(stored?.wrapped_secret).toString('base64url')).not.toContain(secret);
    expect(Buffer.from(stored?.secret_sha256)).toEqual(Buffer.from(secretDigest(link.split('/')[2] ?? '')));

    const phone = newVisitor(app);
    for (let n = 0; n < 3; n += 1) expect(wordsOf(await phone.get(link))).toContain('Continuer mon envoi');
    expect(draftCookiesOf(phone)).toEqual([]);
    expect(pathOf(await phone.post(link))).toBe(`${envoi}/demandes/1`);
    expect((await phone.get(`${envoi}/demandes/1`)).text).toContain('value="Paul"');
    await phone.post(`${envoi}/demandes/1`, removalOf('Paul'));
    // The address has proven itself, and need not be typed again.
    expect((await phone.get(`${envoi}/vous`)).text).toContain('value="lointaine@po.example"');
    // On the first device it is the same draft.
    expect(wordsOf(await visitor.get(`${envoi}/demandes`))).toContain('Paul Exemple');
  });

  test('says the same whatever the address, and writes once a day to one that nobody has confirmed', async () => {
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const visitor = newVisitor(app);
      const envoi = await write(visitor, 'marie@po.example');
      const answer = await visitor.post(`${envoi}/plus-tard`, {
        email: n < 3 ? 'victime@po.example' : 'autre@po.example',
      });
      answers.push(wordsOf(await visitor.get(pathOf(answer))));
    }
    expect(new Set(answers).size).toBe(1);
    const mails =
      await sql()`select to_address from mail where kind = 'resume-draft' and to_address = 'victime@po.example'`;
    expect(mails).toHaveLength(1);
  });

  test('asks again for an address that is none', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor, 'marie@po.example');
    const answer = await visitor.post(`${envoi}/plus-tard`, { email: 'marie' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="marie"');
  });

  test('leads to the receipt once it has left, and nowhere once it is erased or too old', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor, 'marie@po.example');
    await visitor.post(`${envoi}/plus-tard`, { email: 'partie@po.example' });
    const link = (await linkTo('partie@po.example')) ?? '';
    expect(wordsOf(await newVisitor(app).get(link))).toContain('Rien n’est encore parti');
    await send(visitor, envoi);
    const sentAlready = wordsOf(await newVisitor(app).get(link));
    expect(sentAlready).toContain('Cet envoi est déjà parti');
    expect(sentAlready).not.toContain('Rien n’est encore parti');
    expect(pathOf(await newVisitor(app).post(link))).toBe(envoi.replace('/envoi/', '/merci/'));

    const other = await write(visitor, 'marie@po.example');
    await visitor.post(`${other}/plus-tard`, { email: 'effacee@po.example' });
    await visitor.post(`${other}/effacer`);
    const dead = await newVisitor(app).post((await linkTo('effacee@po.example')) ?? '');
    expect(dead.status).toBe(404);
    expect(wordsOf(dead)).toContain('Ce lien ne fonctionne plus');

    const third = await write(visitor, 'marie@po.example');
    await visitor.post(`${third}/plus-tard`, { email: 'vieille@po.example' });
    const old = (await linkTo('vieille@po.example')) ?? '';
    await sql()`update draft set expires_at = now() - interval '1 second' where id = ${third.split('/')[2] ?? ''}`;
    expect((await newVisitor(app).get(old)).status).toBe(404);
    expect(await deleteExpiredDrafts(register.database.db('worker'))).toBe(1);
    const left = await sql()`select from token_draft where draft_id = ${third.split('/')[2] ?? ''}`;
    expect(left).toHaveLength(0);
  });
});

test('a typed PO is filled in again for the next envoi too', async () => {
  const visitor = newVisitor(app);
  const started = await visitor.post('/po/autre?demande=removal', {
    name: 'PO du Hameau',
    address: 'Rue Haute 1, Ciney',
  });
  const envoi = pathOf(started).replace(/\/demandes\/1$/, '');
  await visitor.post(`${envoi}/demandes/1`, removalOf('Paul'));
  await visitor.post(`${envoi}/vous`, { ...SUBMITTER, email: 'hameau@po.example' });
  await send(visitor, envoi);
  const link = await trackingLinkOf(envoi);
  await visitor.post(`${link}/confirmer`);
  const next = pathOf(await visitor.post(`${link}/autre`)).replace('/demandes/nouvelle', '');
  expect(wordsOf(await visitor.get(`${next}/demandes`))).toContain('PO du Hameau');
  expect((await visitor.post(`/suivi/${'A'.repeat(43)}/autre`)).status).toBe(404);
});

describe('by the door of the extranet', () => {
  async function member(roles: ('president' | 'treasurer')[], firstName: string) {
    const person = await register.build.person({ firstName, lastName: 'Membre', email: `${firstName}@membre.example` });
    await register.build.mandate(person.id, register.po.id, { from: '2020-01-01', to: null }, roles);
    const account = await register.build.account(person.id, `${firstName}@membre.example`);
    await sql()`update member_account set state = 'active' where id = ${account.id}`;
    const secret = await register.database
      .db('extranet')
      .transaction((tx) =>
        openFormDoor(tx, { keys: TEST_TOKEN_KEYS, accountId: account.id, poId: register.po.id, now: new Date() }),
      );
    return { person, door: `/arriver/${secret}` };
  }

  test('a president arrives known, once, and chooses members instead of typing', async () => {
    const { person, door } = await member(['president'], 'Odile');
    const visitor = newVisitor(app);
    expect(wordsOf(await visitor.get(door))).toContain('Annoncer un nouveau membre');
    const arrived = pathOf(await visitor.post(door));
    expect(arrived).toMatch(/^\/envoi\/[\w-]{22}\/demandes\/nouvelle$/);
    const envoi = arrived.replace('/demandes/nouvelle', '');
    expect((await newVisitor(app).post(door)).status).toBe(404);

    const choice = await visitor.get(`${envoi}/demandes/nouvelle/removal`);
    expect(wordsOf(choice)).toContain('Odile Membre');
    const page = await visitor.get(`${envoi}/demandes/nouvelle/removal?membre=${person.id}`);
    expect(page.text).toMatch(/value="Odile"[\s\S]*value="Membre"/);
    expect((await visitor.get(`${envoi}/demandes/nouvelle/new-member`)).text).toContain('Qui rejoint le PO');
    await visitor.post(`${envoi}/demandes/nouvelle/removal?membre=${person.id}`, {
      ...removalOf('Odile'),
      lastName: 'Membre',
    });
    const you = await visitor.get(`${envoi}/vous`);
    for (const filled of ['Odile Membre', 'Odile@membre.example', 'président']) expect(you.text).toContain(filled);
  });

  test('other members arrive known, and are shown no members', async () => {
    const { door } = await member(['treasurer'], 'Simon');
    const visitor = newVisitor(app);
    const envoi = pathOf(await visitor.post(door)).replace('/demandes/nouvelle', '');
    expect((await visitor.get(`${envoi}/demandes/nouvelle/removal`)).text).not.toContain('Odile');
  });

  test('nobody enters whose mandate is over, nor with a guess', async () => {
    const { person, door } = await member(['president'], 'Ancien');
    await sql()`update role_assignment set period = '[2020-01-01,2021-01-01)'
      where mandate_id in (select id from mandate where person_id = ${person.id})`;
    await sql()`update mandate set period = '[2020-01-01,2021-01-01)' where person_id = ${person.id}`;
    expect((await newVisitor(app).post(door)).status).toBe(404);
    expect((await newVisitor(app).post(`/arriver/${'A'.repeat(43)}`)).status).toBe(404);
  });

  test('who is known is told that the same change is open; a stranger is not', async () => {
    const first = newVisitor(app);
    const envoi = await write(first, 'premiere@po.example', 'Gaston');
    await send(first, envoi);
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(1);

    const said = 'La même demande est déjà ouverte';
    const stranger = newVisitor(app);
    const other = await write(stranger, 'premiere@po.example', 'Gaston');
    expect(wordsOf(await stranger.get(`${other}/relire`))).not.toContain(said);
    // The same address, once its mailbox was read.
    await stranger.post(`${other}/plus-tard`, { email: 'premiere@po.example' });
    await stranger.post((await linkTo('premiere@po.example')) ?? '');
    expect(wordsOf(await stranger.get(`${other}/relire`))).toContain(said);

    // Another address is a stranger's, also when it is proven.
    const curious = newVisitor(app);
    const guess = await write(curious, 'curieux@ailleurs.example', 'Gaston');
    await curious.post(`${guess}/plus-tard`, { email: 'curieux@ailleurs.example' });
    await curious.post((await linkTo('curieux@ailleurs.example')) ?? '');
    expect(wordsOf(await curious.get(`${guess}/relire`))).not.toContain(said);

    // By the link of what was sent, once its address is confirmed: PO and author are filled in.
    const follower = newVisitor(app);
    const link = await trackingLinkOf(envoi);
    expect((await follower.post(`${link}/autre`)).status).toBe(404);
    await follower.post(`${link}/confirmer`);
    expect(wordsOf(await follower.get(link))).toContain('Annoncer un autre changement');
    const next = pathOf(await follower.post(`${link}/autre`)).replace('/demandes/nouvelle', '');
    expect((await follower.get(`${next}/vous`)).status).toBe(303);
    await follower.post(`${next}/demandes/nouvelle/removal`, removalOf('Gaston'));
    const you = await follower.get(`${next}/vous`);
    for (const filled of ['premiere@po.example', 'Marie Présidente', 'présidente']) expect(you.text).toContain(filled);
    expect(you.text).not.toMatch(/name="privacyRead"[^>]*checked/);
    await follower.post(`${next}/vous`, { ...SUBMITTER, email: 'premiere@po.example' });
    const review = wordsOf(await follower.get(`${next}/relire`));
    expect(review).toContain('Institut Saint-Exemple ASBL');
    expect(review).toContain(said);

    const { door } = await member(['treasurer'], 'Denise');
    const insider = newVisitor(app);
    const own = pathOf(await insider.post(door)).replace('/demandes/nouvelle', '');
    await insider.post(`${own}/demandes/nouvelle/removal`, removalOf('Gaston'));
    await insider.post(`${own}/vous`, { ...SUBMITTER, name: 'Denise Membre' });
    expect(wordsOf(await insider.get(`${own}/relire`))).toContain(said);
  });
});
