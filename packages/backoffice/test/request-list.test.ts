import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listRequests, type RequestList } from '@guichet/shared/contracts/request-list';
import { formatReference } from '@guichet/shared/domain/reference';
import { signedIn, startTestOffice, type TestOffice, type Visitor } from './office-rig.ts';
import { newcomer, noPoChange } from './samples.ts';

let office: TestOffice;
let who: Visitor;
let poId: string;
const ids: string[] = [];

/** 120 requests of two POs; the third failed, the fourth is approved, the fifth refused. */
beforeAll(async () => {
  office = await startTestOffice();
  who = await signedIn(office.app, office.secretariat);
  poId = (await office.build.po({ name: 'Collège de la Maquette' })).id;
  const other = await office.build.po({ name: 'Institut Saint-Exemple ASBL', locality: 'Dînant' });
  for (let n = 0; n < 120; n += 1) {
    const type = n % 10 === 9 ? 'po-change' : 'new-member';
    const payload =
      type === 'po-change' ? { ...noPoChange, name: 'Autre nom' } : { ...newcomer, lastName: `Numéro${n}` };
    ids.push(await office.rig.submit(type, payload, n % 3 === 0 ? other.id : poId));
  }
  for (const id of ids) await office.arrive(id);
  const sql = office.database.sql('migrator');
  // Ten at the very same moment: the order must hold there too.
  await sql`update change_request set created_at = '2026-06-01T10:00:00.123456Z' where id = any(${ids.slice(20, 30)})`;
  await sql`update change_request set state = 'failed', failure = '{"code":"error","message":"Essai","at":"2026-06-01T10:00:00Z"}' where id = ${ids[2] ?? ''}`;
  await sql`update change_request set state = 'approved' where id = ${ids[3] ?? ''}`;
  await sql`update change_request set state = 'rejected', settled_at = now() where id = ${ids[4] ?? ''}`;
  await sql`update change_request set findings = '[{"code":"several-persons","severity":"blocking"},{"code":"submitter-unconfirmed","severity":"warning"},{"code":"role-held","severity":"info"}]' where id = ${ids[5] ?? ''}`;
});
afterAll(() => office.database.close());

async function list(query: Record<string, string> = {}): Promise<RequestList> {
  const answer = await who.post('/api/requests/search', query);
  expect(answer.status).toBe(200);
  return listRequests.response.parse(answer.body);
}

async function walk(query: Record<string, string>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = '';
  do {
    const page: RequestList = await list({ ...query, ...(cursor ? { cursor } : {}) });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

describe('the queue', () => {
  test('begins with what failed, then the oldest; pages lose and repeat nothing', async () => {
    const seen = await walk({});
    expect(seen[0]).toBe(ids[2]);
    expect(seen).toHaveLength(118);
    expect(new Set(seen).size).toBe(118);
    expect(seen).not.toContain(ids[3]);
    const rows = (await list()).rows;
    expect(rows).toHaveLength(50);
    const ages = rows.slice(1).map(({ createdAt }) => createdAt);
    expect(ages).toEqual([...ages].sort());
  });

  test('is narrowed to days of Brussels, the first and the last included', async () => {
    const [late, early] = [ids[31] ?? '', ids[32] ?? ''];
    const sql = office.database.sql('migrator');
    // Midnight of Brussels lies two hours before that of Greenwich in summer.
    await sql`update change_request set created_at = '2026-04-10T21:59:59Z' where id = ${early}`;
    await sql`update change_request set created_at = '2026-04-10T22:00:00Z' where id = ${late}`;
    expect(await walk({ cameFrom: '2026-04-10', cameTo: '2026-04-10' })).toEqual([early]);
    expect(await walk({ cameFrom: '2026-04-11', cameTo: '2026-04-30' })).toEqual([late]);
    expect(await walk({ group: 'all', cameTo: '2026-04-11' })).toEqual([late, early]);
    await sql`update change_request set settled_at = '2026-04-12T10:00:00Z' where id = ${ids[4] ?? ''}`;
    expect(await walk({ group: 'closed', settledFrom: '2026-04-12', settledTo: '2026-04-12' })).toEqual([ids[4]]);
    expect(await walk({ group: 'closed', settledTo: '2026-04-11' })).toEqual([]);
    expect((await who.post('/api/requests/search', { cameFrom: '2026-02-30' })).status).toBe(422);
  });

  test('keeps the requests of one envoi in their own order', async () => {
    for (let n = 0; n < 4; n += 1) {
      await office.rig.submit('', {}, poId, {
        requests: ['Une', 'Deux', 'Trois'].map((firstName) => ({
          type: 'new-member',
          payload: { ...newcomer, firstName, lastName: 'Ensemble' },
        })),
      });
    }
    const together = await office.database.sql('migrator')<{ id: string }[]>`
      select id from change_request where subject like '%Ensemble'`;
    for (const { id } of together) await office.arrive(id);
    const { rows } = await list({ q: 'ensemble' });
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    expect(rows.every(({ total }) => total === 3)).toBe(true);
    await office.database.sql('migrator')`
      update change_request set state = 'withdrawn', settled_at = now() where subject like '%Ensemble'`;
  });

  test('counts what is open, per group', async () => {
    expect((await list({ group: 'closed' })).counts).toEqual({
      todo: 118,
      corrected: 0,
      failed: 1,
      waiting: 0,
      mine: 0,
      'set-aside': 0,
      approved: 1,
      closed: 13,
      all: 132,
    });
  });

  test('groups hold their states; what is over begins with the newest', async () => {
    expect(await walk({ group: 'failed' })).toEqual([ids[2]]);
    expect(await walk({ group: 'approved' })).toEqual([ids[3]]);
    expect((await walk({ group: 'closed' })).at(-1)).toBe(ids[4]);
    const all = await walk({ group: 'all' });
    expect(all).toHaveLength(132);
    expect(all[12]).toBe(ids[119]);
  });

  test('is narrowed by type and by PO', async () => {
    expect(await walk({ type: 'po-change' })).toHaveLength(12);
    const page = await list({ po: poId });
    expect(page.po).toEqual({ id: poId, name: 'Collège de la Maquette' });
    expect(page.rows.every(({ poName }) => poName === 'Collège de la Maquette')).toBe(true);
    expect(await walk({ po: poId, type: 'po-change' })).toHaveLength(8);
  });

  test.each([
    ['the reference', () => reference()],
    ['the beginning of the reference, in small letters', () => reference().slice(0, 6).toLowerCase()],
    ['the subject, without accents', () => 'numero10'],
    ['the PO’s name', () => 'saint-exemple'],
    ['its locality, without accents', () => 'dinant'],
    ['its FASE number', () => '900001'],
    ['the author', () => 'marie president'],
    ['the author’s address', () => 'Marie@PO.example'],
    ['words of the subject and of the PO together', () => 'numero10 maquette'],
  ])('finds by %s', async (_, words) => {
    for (const group of ['todo', 'all']) {
      const { rows, near } = await list({ q: words(), group });
      expect(rows.length).toBeGreaterThan(0);
      expect(near).toBe(false);
    }
  });

  test('finds what was meant when a name or a reference is mistyped, and says so', async () => {
    const { rows, near } = await list({ q: 'maqutte' });
    expect(near).toBe(true);
    expect(rows.every(({ poName }) => poName === 'Collège de la Maquette')).toBe(true);
    expect(await walk({ q: 'maqutte' })).toEqual(await walk({ q: 'maquette' }));
    const slip = reference().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const meant = await list({ q: slip, group: 'all' });
    expect(meant.near).toBe(/\d/.test(slip));
  });

  test('finds nothing, near or not, for a word that resembles none', async () => {
    expect(await list({ q: 'xylophone' })).toMatchObject({ rows: [], near: false, nextCursor: null });
  });

  test('finds within a group, a type and a PO', async () => {
    expect(await walk({ q: 'maquette', type: 'po-change' })).toHaveLength(8);
    expect(await walk({ q: 'maquette', type: 'po-change', group: 'all' })).toHaveLength(8);
    expect(await walk({ q: 'president', po: poId })).toHaveLength(79);
    expect(await walk({ q: 'maquette', group: 'failed' })).toEqual([ids[2]]);
    expect(await walk({ q: 'exemple', group: 'approved' })).toEqual([ids[3]]);
    expect((await walk({ q: 'maquette', group: 'closed' })).at(-1)).toBe(ids[4]);
  });

  test('finds nothing for a sign that means anything to LIKE', async () => {
    expect((await list({ q: '%' })).rows).toEqual([]);
    expect((await list({ q: '_____' })).rows).toEqual([]);
  });

  test('badges say what is grave in words, and leave out what only informs', async () => {
    const row = (await list()).rows.find(({ id }) => id === ids[5]);
    expect(row?.badges).toEqual([
      { severity: 'blocking', label: 'plusieurs personnes possibles' },
      { severity: 'warning', label: 'mail non confirmé' },
    ]);
  });
});

let first = '';
function reference(): string {
  return first;
}
beforeAll(async () => {
  first = formatReference((await list({ group: 'all' })).rows[0]?.reference ?? '');
});
