import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { token } from '@guichet/shared/db/tables/token';
import { tokenDoor } from '@guichet/shared/db/tables/token-door';
import { registerBuilder } from '@guichet/shared/testing/register-builder';
import { insertMandate, insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { desc, eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

let extranet: TestExtranet;
const pos = { own: '', other: '' };
const fases = { own: 900_101, other: 900_102 };

beforeAll(async () => {
  extranet = await startTestExtranet();
  pos.own = await insertPo(db(), { fase: fases.own, name: 'PO Sainte-Aldegonde' });
  pos.other = await insertPo(db(), { fase: fases.other, name: 'PO Saint-Mengold' });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const sql = () => extranet.database.sql('admin');

async function signedIn(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  await visitor.signIn(email, TEST_PASSWORD_TEXT);
  await sql()`truncate rate_limit`;
  return visitor;
}

/** The latest first. */
const doors = async () => {
  const found = await db()
    .select({ door: tokenDoor })
    .from(tokenDoor)
    .innerJoin(token, eq(token.id, tokenDoor.tokenId))
    .orderBy(desc(token.createdAt));
  return found.map(({ door }) => door);
};

describe('"Signaler un changement"', () => {
  test('stands beside every block and person, and leads to the form by a secret that says nothing', async () => {
    const reader = await insertMember(db(), { poId: pos.own, lastName: 'Lectrice' });
    const colleague = await insertMember(db(), { poId: pos.own, lastName: 'Voisin' });
    const visitor = await signedIn(reader.email);
    const page = await visitor.get(`/dossier/${fases.own}`).expect(200);
    const subjects = [...page.text.matchAll(/name="sujet" value="([^"]*)"|value="([^"]*)" name="sujet"/g)].map(
      ([, one, two]) => one ?? two,
    );
    expect(subjects).toEqual(
      expect.arrayContaining(['', 'po', `member:${reader.personId}`, `member:${colleague.personId}`]),
    );
    for (const value of subjects) {
      const answer = await visitor.post(`/dossier/${fases.own}/signaler`, { sujet: value ?? '' });
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toMatch(/^http:\/\/localhost:4402\/arriver\/[\w-]{43}$/);
      const [door] = await doors();
      const [kind = '', id] = (value || 'any').split(':');
      expect(door).toMatchObject({ poId: pos.own, about: kind, subjectId: id ?? null, showsContacts: false });
    }
    expect(page.headers['content-security-policy']).toContain("form-action 'self' http://localhost:4402");
  });

  test('is for whoever sits in the PO today, president or not, and for nobody else: every cell', async () => {
    const elsewhere = async (period?: { from: string; to: string | null }, annulled = false) => {
      const made = await insertMember(db(), { poId: pos.other });
      if (period) await insertMandate(db(), { personId: made.personId, poId: pos.own, period, annulled });
      return made;
    };
    const rows: [string, { email: string }, number][] = [
      ['member', await insertMember(db(), { poId: pos.own }), 303],
      ['president', await insertMember(db(), { poId: pos.own, roles: ['president'] }), 303],
      ['of another PO', await elsewhere(), 403],
      ['former', await elsewhere({ from: '2010-01-01', to: '2020-01-01' }), 403],
      ['future', await elsewhere({ from: '2999-01-01', to: null }), 403],
      ['annulled', await elsewhere({ from: '2020-01-01', to: null }, true), 403],
    ];
    for (const [who, { email }, status] of rows) {
      const before = (await doors()).length;
      const answer = await (await signedIn(email)).post(`/dossier/${fases.own}/signaler`, { sujet: 'po' });
      expect([who, answer.status, (await doors()).length - before]).toEqual([who, status, status === 303 ? 1 : 0]);
    }
    const stranger = await extranet.visitor().post(`/dossier/${fases.own}/signaler`, { sujet: 'po' });
    expect(stranger.status).toBe(401);
    expect((await (await signedIn(rows[0]?.[1].email ?? '')).get(`/dossier/${fases.own}/signaler`)).status).toBe(404);
  });

  test('what no button says asks nothing in particular, and pressing on and on ends', async () => {
    const visitor = await signedIn((await insertMember(db(), { poId: pos.own })).email);
    for (const sujet of ['member:x', 'staff:1', "po' or 1=1"]) {
      expect((await visitor.post(`/dossier/${fases.own}/signaler`, { sujet })).status).toBe(303);
      const [door] = await doors();
      expect(door).toMatchObject({ about: 'any', subjectId: null });
    }
    await sql()`update rate_limit set points = 60 where key like 'member-doors%'`;
    expect((await visitor.post(`/dossier/${fases.own}/signaler`)).status).toBe(429);
  });
});

test('colleagues show how to reach them only where the secretariat says so, or else the installation', async () => {
  const open = await startTestExtranet({ colleagueContacts: true });
  try {
    const poId = await insertPo(open.database.db('admin'), { fase: fases.own });
    const reader = await insertMember(open.database.db('admin'), { poId });
    const colleague = await insertMember(open.database.db('admin'), { poId, lastName: 'Joignable' });
    await open.database.sql('admin')`update person set phone = '+3281223344' where id = ${colleague.personId}`;
    const visitor = open.visitor();
    await visitor.signIn(reader.email, TEST_PASSWORD_TEXT);
    const page = await visitor.get(`/dossier/${fases.own}`);
    expect(textOf(page.text)).toContain('081 22 33 44');
    expect(page.text).toContain(`href="mailto:${colleague.email}"`);
    await visitor.post(`/dossier/${fases.own}/signaler`, { sujet: `member:${colleague.personId}` });
    const [door] = await open.database.db('admin').select().from(tokenDoor);
    expect(door).toMatchObject({ showsContacts: true });
    const { id: by } = await registerBuilder(open.database.db('admin')).staff({ role: 'administrator' });
    await open.database.sql('admin')`
      insert into setting (region_id, key, value, updated_by) select region_id, 'colleague-contacts', 'false', ${by} from po`;
    const closed = await visitor.get(`/dossier/${fases.own}`);
    expect(textOf(closed.text)).toContain('Joignable');
    expect(textOf(closed.text)).not.toContain('081 22 33 44');
    expect(textOf((await visitor.get('/mes-donnees')).text)).not.toContain('votre e-mail et votre téléphone');
  } finally {
    await open.database.close();
  }
});
