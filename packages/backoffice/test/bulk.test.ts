import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BulkItemView, BulkPreview, BulkRunView } from '@guichet/shared/contracts/bulk';
import { runBulkItem } from '@guichet/shared/commands/bulk/run-bulk-item';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { cleanRequests } from '@guichet/shared/testing/clean-requests';
import { testContext } from '@guichet/shared/testing/register-builder';
import { signedIn, startTestOffice, type TestOffice, type Visitor } from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let who: Visitor;
let clean: { requestId: string; version: number }[];
let warned: string;

beforeAll(async () => {
  office = await startTestOffice({ undoDelay: 600 });
  who = await signedIn(office.app, office.secretariat);
  const make = await cleanRequests({ ...office, type: 'new-member' }, 3);
  clean = [];
  for (let n = 0; n < 5; n += 1) clean.push(await make.submit(n));
  warned = await office.rig.submit('new-member', newcomer, make.poIds[0] ?? null);
  await office.arrive(warned);
});
afterAll(() => office.database.close());

const post = async <T>(path: string, body?: unknown): Promise<T> => {
  const answer = await who.post(path, body);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as T;
};
const read = async (id: string): Promise<BulkRunView> => (await who.get(`/api/bulk/${id}`)).body;
const itemsOf = async (id: string): Promise<BulkItemView[]> => (await who.get(`/api/bulk/${id}/items`)).body.items;
const items = () => [...clean, { requestId: warned, version: 1 }];

/** The worker, for so many requests. */
async function work(runId: string, times: number): Promise<void> {
  const ctx = testContext(office.database.db('worker'), SYSTEM_ACTOR);
  for (let n = 0; n < times; n += 1) await runBulkItem(ctx, runId, office.rig.settings);
}

describe('before a run is ordered', () => {
  test('one reads how many would be approved, and how many left and why', async () => {
    const preview = await post<BulkPreview>('/api/bulk/preview', { kind: 'approve', selection: { items: items() } });
    expect(preview).toEqual({
      items: items(),
      more: false,
      able: [{ label: expect.any(String), count: 5 }],
      left: [{ reason: 'À vérifier : auteur inconnu', count: 1, references: [expect.any(String)] }],
    });
  });

  test('all of a filter is what the queue shows, in its order', async () => {
    const filter = { group: 'todo' };
    const { rows } = (await who.post('/api/requests/search')).body;
    const preview = await post<BulkPreview>('/api/bulk/preview', { kind: 'approve', selection: { filter } });
    expect(preview.items.map(({ requestId }) => requestId)).toEqual(rows.map(({ id }: { id: string }) => id));
    expect(preview.items).toHaveLength(6);
    const narrowed = await post<BulkPreview>('/api/bulk/preview', {
      kind: 'reject',
      selection: { filter: { ...filter, q: newcomer.lastName } },
    });
    expect(narrowed).toMatchObject({ items: [{ requestId: warned }], left: [], able: [{ count: 1 }] });
  });

  test('of what would be given to somebody, one reads who has it now', async () => {
    const preview = await post<BulkPreview>('/api/bulk/preview', { kind: 'assign', selection: { items: items() } });
    expect(preview).toMatchObject({ able: [{ label: 'actuellement à personne', count: 6 }], left: [] });
  });

  test('what was seen on an older version would be left', async () => {
    const old = [{ requestId: clean[0]?.requestId, version: 7 }];
    const preview = await post<BulkPreview>('/api/bulk/preview', { kind: 'approve', selection: { items: old } });
    expect(preview).toMatchObject({ able: [], left: [{ reason: expect.stringContaining('entre-temps'), count: 1 }] });
  });
});

test('a run tells how far it has come, what became of each, and can be taken back while nothing is applied', async () => {
  const id = randomUUID();
  await post('/api/bulk', { id, order: { kind: 'approve' }, items: items() });
  expect(await read(id)).toMatchObject({
    kind: 'approve',
    own: true,
    orderedBy: 'Delphine Exemple',
    total: 6,
    counts: { waiting: 6, done: 0 },
    undoable: 0,
    finishedAt: null,
  });
  await work(id, 4);
  expect(await read(id)).toMatchObject({ counts: { waiting: 2, done: 4 }, undoable: 4, finishedAt: null });
  await work(id, 3);
  const over = await read(id);
  expect(over).toMatchObject({
    counts: { waiting: 0, done: 5, left: 1 },
    undoable: 5,
    finishedAt: expect.any(String),
  });
  expect((await who.get('/api/bulk')).body.runs).toEqual([over]);
  const became = await itemsOf(id);
  expect(became.map(({ requestId }) => requestId)).toEqual(items().map(({ requestId }) => requestId));
  expect(became[0]).toMatchObject({ state: 'done', outcome: 'Approuvée.', requestStateLabel: 'approuvée', version: 2 });
  expect(became[5]).toMatchObject({ state: 'left', outcome: expect.stringContaining('pas membre'), version: 1 });

  expect(await post(`/api/bulk/${id}/undo`)).toEqual({ undone: 5 });
  expect(await read(id)).toMatchObject({ counts: { undone: 5, left: 1 }, undoable: 0 });
  expect((await itemsOf(id))[0]).toMatchObject({ state: 'undone', requestStateLabel: 'à traiter', version: 3 });
  expect((await who.post(`/api/bulk/${id}/undo`)).status).toBe(409);
});

test('a run that is stopped says so', async () => {
  const id = randomUUID();
  const again = clean.map(({ requestId }) => ({ requestId, version: 3 }));
  await post('/api/bulk', { id, order: { kind: 'reject', reason: 'Doublon.' }, items: again });
  await work(id, 2);
  await post(`/api/bulk/${id}/stop`);
  expect(await read(id)).toMatchObject({
    reason: 'Doublon.',
    counts: { done: 2, stopped: 3 },
    stoppedBy: 'Delphine Exemple',
    finishedAt: expect.any(String),
  });
  expect((await itemsOf(id)).map(({ requestState }) => requestState)).toEqual([
    ...['rejected', 'rejected'],
    ...['submitted', 'submitted', 'submitted'],
  ]);
});

test('a run of more than 500 is refused, and one of 500 fits a body', async () => {
  const many = Array.from({ length: 501 }, () => ({ requestId: randomUUID(), version: 12 }));
  const order = { kind: 'approve' };
  expect((await who.post('/api/bulk', { id: randomUUID(), order, items: many })).status).toBe(422);
  expect((await who.post('/api/bulk', { id: randomUUID(), order, items: many.slice(1) })).status).toBe(404);
});
