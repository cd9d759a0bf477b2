import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { unsubscribeUrlOf } from '@guichet/shared/mail/mailings/unsubscribe-link';
import { insertMember, insertPo, TEST_PASSWORD_TEXT, TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import request from 'supertest';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';
import { insertMailing, type SentMailing } from './mailing-rows.ts';

let extranet: TestExtranet;
let poA: string;
let poB: string;
let fase = 900_700;

beforeAll(async () => {
  extranet = await startTestExtranet();
  poA = await insertPo(db(), { fase: ++fase, name: 'PO Saint-Amand' });
  poB = await insertPo(db(), { fase: ++fase, name: 'PO Sainte-Begge' });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const sql = () => extranet.database.sql('admin');
type Member = Awaited<ReturnType<typeof insertMember>>;
const past = { from: '2015-01-01', to: '2020-06-30' };

async function enter(member: Member): Promise<Visitor> {
  const visitor = extranet.visitor();
  expect((await visitor.signIn(member.email, TEST_PASSWORD_TEXT)).status).toBe(303);
  return visitor;
}
const subjectsOf = async (member: Member): Promise<string[]> => {
  const text = textOf((await (await enter(member)).get('/courriers').expect(200)).text);
  return Object.keys(mailings).filter((subject) => text.includes(subject));
};
const wishesOf = async (personId: string) =>
  (await sql()`select kind, via from mailing_opt_out where person_id = ${personId} order by kind`).map(
    ({ kind, via }) => `${kind}/${via}`,
  );
const auditOf = async (personId: string) =>
  (await sql()`select action from audit_entry where subject_id = ${personId} order by id`).map(
    ({ action }) => action as string,
  );

const mailings: Record<string, SentMailing> = {};

describe('the archive, by role and mailing', () => {
  let treasurer: Member;
  let successor: Member;
  let former: Member;
  let secretary: Member;
  let elsewhere: Member;
  let president: Member;
  let excluded: Member;

  beforeAll(async () => {
    treasurer = await insertMember(db(), { poId: poA, firstName: 'Colette', roles: ['treasurer'] });
    successor = await insertMember(db(), { poId: poA, firstName: 'Sylvain', roles: ['treasurer'] });
    // Was treasurer of A, and sits in B today.
    former = await insertMember(db(), { poId: poA, firstName: 'Firmin', roles: ['treasurer'], period: past });
    await sql()`insert into mandate (person_id, po_id, period, opened_by)
      select ${former.personId}, ${poB}, daterange('2021-01-01', null), opened_by from mandate where person_id = ${former.personId} limit 1`;
    secretary = await insertMember(db(), { poId: poA, firstName: 'Serge', roles: ['secretary'] });
    elsewhere = await insertMember(db(), { poId: poB, firstName: 'Elvire', roles: ['treasurer'] });
    president = await insertMember(db(), { poId: poB, firstName: 'Prosper', roles: ['president'] });
    excluded = await insertMember(db(), { poId: poB, firstName: 'Exclue', roles: ['prevention-adviser'] });
    const to = (member: Member, poId = poA, more: object = {}) => ({
      personId: member.personId,
      reasons: [{ poId, ...more }],
    });
    Object.assign(mailings, {
      'Comptes annuels': await insertMailing(extranet.database, { subject: 'Comptes annuels', to: [to(treasurer)] }),
      'Du temps de Firmin': await insertMailing(extranet.database, { subject: 'Du temps de Firmin', to: [to(former)] }),
      'En place du secrétaire': await insertMailing(extranet.database, {
        ...{ subject: 'En place du secrétaire', roles: ['secretary'] },
        to: [to(president, poB, { role: 'president', insteadOf: 'secretary' })],
      }),
      'À une personne choisie': await insertMailing(extranet.database, {
        ...{ subject: 'À une personne choisie', roles: [], to: [to(treasurer, poA, { role: null })] },
      }),
      'À tous les PO': await insertMailing(extranet.database, {
        ...{ subject: 'À tous les PO', roles: ['secretary'], pos: {}, reached: [poA, poB], to: [] },
      }),
      'De l’arrondissement de A': await insertMailing(extranet.database, {
        ...{ subject: 'De l’arrondissement de A', roles: ['secretary', 'treasurer'], pos: { districts: ['Dinant'] } },
        ...{ reached: [poA], to: [to(treasurer)] },
      }),
      'Au conseil en prévention': await insertMailing(extranet.database, {
        ...{ subject: 'Au conseil en prévention', roles: ['prevention-adviser'], pos: { ids: [poB] } },
        ...{ exclude: [excluded.personId], reached: [poB], to: [] },
      }),
      'Sans adresse': await insertMailing(extranet.database, {
        ...{ subject: 'Sans adresse', to: [{ ...to(elsewhere, poB), obstacle: 'no-address' as const }] },
      }),
      'Encore un brouillon': await insertMailing(extranet.database, {
        ...{ subject: 'Encore un brouillon', state: 'draft', to: [to(treasurer)] },
      }),
    });
  });

  test('shows to each what was for them, and for the role that they hold today', async () => {
    expect({
      treasurer: await subjectsOf(treasurer),
      successor: await subjectsOf(successor),
      former: await subjectsOf(former),
      secretary: await subjectsOf(secretary),
      elsewhere: await subjectsOf(elsewhere),
      president: await subjectsOf(president),
      excluded: await subjectsOf(excluded),
    }).toEqual({
      treasurer: ['Comptes annuels', 'Du temps de Firmin', 'À une personne choisie', 'De l’arrondissement de A'],
      successor: ['Comptes annuels', 'Du temps de Firmin', 'De l’arrondissement de A'],
      // What was sent after he left he sees no more than any other stranger.
      former: ['Du temps de Firmin'],
      // Nobody of A was written to as secretary: there was none.
      secretary: ['À tous les PO', 'De l’arrondissement de A'],
      elsewhere: ['Sans adresse'],
      president: ['En place du secrétaire'],
      excluded: [],
    });
  });

  test('the first page shows the three newest, and leads to the rest', async () => {
    const page = (await (await enter(treasurer)).get('/').expect(200)).text;
    const shown = [...page.matchAll(/href="\/courriers\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    const own = ['Comptes annuels', 'Du temps de Firmin', 'À une personne choisie', 'De l’arrondissement de A'];
    expect(new Set(shown).size).toBe(3);
    expect(own.map((subject) => mailings[subject]?.id)).toEqual(expect.arrayContaining(shown));
    expect(page).toContain('Tous les courriers');
    const nothing = (await (await enter(excluded)).get('/').expect(200)).text;
    expect(nothing).not.toContain('Derniers courriers');
  });

  test('opens a page to the same people, each with their own words, and to nobody else', async () => {
    const path = `/courriers/${mailings['Comptes annuels']?.id}`;
    const read = async (member: Member) => (await enter(member)).get(path);
    const own = textOf((await read(treasurer)).text);
    expect(own).toContain('Bonjour Colette');
    expect(own).toContain('Il vous était adressé comme trésorier·ère du PO Saint-Amand.');
    const later = textOf((await read(successor)).text);
    expect(later).toContain('Bonjour Sylvain');
    expect(later).toContain('Il était adressé au rôle que vous exercez : trésorier·ère du PO Saint-Amand.');
    for (const stranger of [former, secretary, elsewhere]) expect((await read(stranger)).status).toBe(404);
    for (const id of ['rien', randomUUID(), mailings['Encore un brouillon']?.id])
      await (await enter(treasurer)).get(`/courriers/${id}`).expect(404);
  });

  test('gives files to those who may read the mailing, and to nobody else', async () => {
    const file = randomUUID();
    const id = mailings['Comptes annuels']?.id ?? '';
    const content = Buffer.from('montant;10\n');
    await sql()`
      insert into mailing_file (id, region_id, name, kind, bytes, sha256, content, uploaded_by, uploaded_at)
      select ${file}, region_id, 'modèle.csv', 'csv', ${content.length}, 'abc', ${content}, created_by, now() from mailing where id = ${id}`;
    await sql()`insert into mailing_file_use (file_id, mailing_id, attached, place) values (${file}, ${id}, true, 0)`;
    const visitor = await enter(successor);
    expect(textOf((await visitor.get(`/courriers/${id}`)).text)).toContain('modèle.csv');
    const got = await visitor.get(`/courriers/${id}/fichiers/${file}`).expect(200);
    expect(got.headers['content-disposition']).toContain('attachment');
    expect(got.text ?? String(got.body)).toContain('montant;10');
    await visitor.get(`/courriers/${mailings['Du temps de Firmin']?.id}/fichiers/${file}`).expect(404);
    await (await enter(secretary)).get(`/courriers/${id}/fichiers/${file}`).expect(404);
  });
});

describe('the link that leaves', () => {
  let member: Member;
  let path: string;
  let mailId: string;

  async function given(kind: 'information' | 'duty' = 'information') {
    member = await insertMember(db(), { poId: poA, roles: ['administrator'] });
    const { mailOf } = await insertMailing(extranet.database, {
      ...{ subject: 'Nouvelles', kind, to: [{ personId: member.personId, reasons: [{ poId: poA }] }] },
    });
    mailId = mailOf.get(member.personId) ?? '';
    path = unsubscribeUrlOf([TEST_TOKEN_KEY], mailId, '');
  }

  test('does nothing on a hundred looks, and leaves by the button, once', async () => {
    await given();
    for (let turn = 0; turn < 50; turn += 1) {
      await request(extranet.app).get(path).expect(200);
      await request(extranet.app).head(path).expect(200);
    }
    expect(await wishesOf(member.personId)).toEqual([]);
    await request(extranet.app).post(path).type('form').send({ quitter: 'oui' }).expect(200);
    const again = await request(extranet.app).post(path).type('form').send({ quitter: 'oui' }).expect(200);
    expect(textOf(again.text)).toContain('Vous ne recevrez plus ces courriers');
    expect(await wishesOf(member.personId)).toEqual(['information/link']);
    expect(await auditOf(member.personId)).toEqual(['leave-mailings']);
    await request(extranet.app).post(path).type('form').send({ revenir: 'oui' }).expect(200);
    expect(await wishesOf(member.personId)).toEqual([]);
    expect(await auditOf(member.personId)).toEqual(['leave-mailings', 'rejoin-mailings']);
  });

  test('leaves by one click of a mail program, from anywhere, without cookie or token', async () => {
    for (const send of [
      () => request(extranet.app).post(path).type('form').send('List-Unsubscribe=One-Click'),
      () => request(extranet.app).post(path).field('List-Unsubscribe', 'One-Click'),
      () =>
        request(extranet.app)
          .post(path)
          .set({ Origin: 'https://courrier.example', 'Sec-Fetch-Site': 'cross-site' })
          .type('form')
          .send('List-Unsubscribe=One-Click'),
    ]) {
      await given();
      const answer = await send();
      expect({ status: answer.status, cookies: answer.headers['set-cookie'] ?? null }).toEqual({
        status: 200,
        cookies: null,
      });
      expect(await wishesOf(member.personId)).toEqual(['information/link']);
    }
    await given();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        request(extranet.app).post(path).type('form').send('List-Unsubscribe=One-Click').expect(200),
      ),
    );
    expect(await auditOf(member.personId)).toEqual(['leave-mailings']);
  });

  test('leaves for the record that its person was merged into, which reads what was theirs', async () => {
    await given();
    const stays = await insertMember(db(), { poId: poB, firstName: 'Maxence', roles: ['administrator'] });
    await sql().begin(async (tx) => {
      await tx`update mandate set person_id = ${stays.personId} where person_id = ${member.personId}`;
      await tx`update person set merged_into = ${stays.personId}, merged_by = (select id from cause limit 1)
        where id = ${member.personId}`;
    });
    await request(extranet.app).post(path).type('form').send('List-Unsubscribe=One-Click').expect(200);
    expect(await wishesOf(stays.personId)).toEqual(['information/link']);
    expect(textOf((await (await enter(stays)).get('/courriers')).text)).toContain('Nouvelles');
  });

  test('says why a kind cannot be left, and leaves nothing', async () => {
    await given('duty');
    expect(textOf((await request(extranet.app).get(path).expect(200)).text)).toContain(
      'on ne peut pas s’en désinscrire',
    );
    await request(extranet.app).post(path).type('form').send('List-Unsubscribe=One-Click').expect(200);
    expect(await wishesOf(member.personId)).toEqual([]);
  });

  test('is the same dead end whether it was never ours, is of another mail, or was changed', async () => {
    await given();
    const pages = await Promise.all(
      [
        '/desinscription/rien',
        unsubscribeUrlOf([TEST_TOKEN_KEY], randomUUID(), ''),
        unsubscribeUrlOf(['z'.repeat(32)], mailId, ''),
        `${path.slice(0, -2)}AA`,
      ].map(async (dead) => {
        const { status, text } = await request(extranet.app).get(dead);
        return { status, text: textOf(text) };
      }),
    );
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
    expect(pages[0]).toMatchObject({ status: 404, text: expect.stringContaining('Ce lien ne fonctionne plus') });
    await request(extranet.app)
      .post('/desinscription/rien')
      .type('form')
      .send('List-Unsubscribe=One-Click')
      .expect(404);
    expect((await request(extranet.app).post(path).type('form').send('x'.repeat(9_000))).status).toBe(413);
    expect(await wishesOf(member.personId)).toEqual([]);
    // Who guesses is stopped; whoever holds a link is not.
    const guesses: number[] = [];
    for (let turn = 0; turn < 61; turn += 1)
      guesses.push((await request(extranet.app).get('/desinscription/rien')).status);
    expect(guesses.at(-1)).toBe(429);
    await request(extranet.app).post(path).type('form').send('List-Unsubscribe=One-Click').expect(200);
  });
});

describe('what a member wants to receive', () => {
  test('is chosen in the extranet, by its owner and with the token of a form', async () => {
    const member = await insertMember(db(), { poId: poA, roles: ['administrator'] });
    const visitor = await enter(member);
    const page = textOf((await visitor.get('/courriers/preferences').expect(200)).text);
    for (const word of [
      'Informations et actualités',
      'Formations et rencontres',
      'Obligations et échéances',
      'on ne peut pas s’en désinscrire',
    ])
      expect(page).toContain(word);
    expect((await visitor.post('/courriers/preferences', { information: 'oui' })).headers.location).toBe(
      '/courriers/preferences?fait=preferences',
    );
    expect(await wishesOf(member.personId)).toEqual(['training/extranet']);
    await visitor.post('/courriers/preferences', { information: 'oui', duty: '', autre: 'oui' });
    expect(await auditOf(member.personId)).toEqual(['leave-mailings']);
    await visitor.post('/courriers/preferences', { information: 'oui', training: 'oui' });
    expect(await wishesOf(member.personId)).toEqual([]);
    const forged = await request(extranet.app).post('/courriers/preferences').type('form').send({});
    expect([401, 403]).toContain(forged.status);
  });
});
