import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listRequests, QUEUE_GROUPS, type QueueGroup, type RequestList } from '@guichet/shared/contracts/request-list';
import { addDays, todayInBrussels } from '@guichet/shared/domain/dates';
import { DEFAULT_AGE_ALERTS } from '@guichet/shared/domain/request-age';
import { listRequests as readQueue } from '@guichet/shared/reads/list-requests';
import { addStaff, signedIn, startTestOffice, type TestOffice, type TestStaff, type Visitor } from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let colleague: TestStaff;
let who: Visitor;
const ids: Record<string, string> = {};

/** One request in each situation that a group is about. */
beforeAll(async () => {
  office = await startTestOffice();
  colleague = await addStaff(office.database, 'Magali Collègue', 'secretariat');
  who = await signedIn(office.app, office.secretariat);
  const poId = (await office.build.po()).id;
  const sql = office.database.sql('migrator');
  const names = ['plain', 'corrected', 'failed', 'waiting', 'mine', 'aside', 'back', 'approved', 'closed', 'byStaff'];
  for (const lastName of names) {
    ids[lastName] = await office.rig.submit(
      'new-member',
      { ...newcomer, lastName: `Nom${names.indexOf(lastName)}` },
      poId,
    );
  }
  const set = (name: string, change: string) =>
    sql.unsafe(`update change_request set ${change} where id = '${ids[name]}'`);
  const asked = (name: string, state: string, more = '') =>
    sql.unsafe(`insert into correction (request_id, questions, payload_version, asked_by, asked_at, state ${more ? ', closed_at, answered_version' : ''})
      values ('${ids[name]}', '[{"field":null,"message":"?"}]', 1, '${colleague.actor.id}', now() - interval '30 days', '${state}' ${more})`);
  await set('plain', `findings = '[]'`);
  await asked('corrected', 'open');
  await sql`update correction set state = 'answered', closed_at = now(), answered_version = 2 where request_id = ${ids.corrected ?? ''}`;
  await set('corrected', `created_at = now() - interval '30 days'`);
  await set('failed', `state = 'failed', failure = '{"code":"error","message":"Essai","at":"2026-06-01T10:00:00Z"}'`);
  await asked('waiting', 'open');
  await set(
    'waiting',
    `state = 'correction_requested', created_at = now() - interval '30 days', findings = '[{"code":"minor","severity":"blocking"}]'`,
  );
  const today = todayInBrussels(new Date());
  const take = (name: string, to: TestStaff) =>
    who.post(`/api/requests/${ids[name]}/assign`, { from: null, to: to.actor.id }).expect(200);
  await take('mine', office.secretariat);
  await take('failed', colleague);
  await who.post(`/api/requests/${ids.aside}/set-aside`, { version: 1, until: addDays(today, 3) }).expect(200);
  await take('aside', office.secretariat);
  await set(
    'back',
    `set_aside_until = '${today}', findings = '[{"code":"minor","severity":"blocking"},{"code":"date-far","severity":"warning"}]'`,
  );
  await set('approved', `state = 'approved', findings = '[{"code":"date-far","severity":"warning"}]'`);
  await set('closed', `state = 'applied', settled_at = now()`);
  await sql`update submission set channel = 'staff' where id = (select submission_id from change_request where id = ${ids.byStaff ?? ''})`;
  await sql`update submission set email_confirmed_at = now() where id = (select submission_id from change_request where id = ${ids.plain ?? ''})`;
});
afterAll(() => office.database.close());

async function list(query: Record<string, string> = {}, visitor = who): Promise<RequestList> {
  const answer = await visitor.post('/api/requests/search', query);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
  return listRequests.response.parse(answer.body);
}

/** Names of what is listed, in its order. */
async function named(query: Record<string, string>, visitor = who): Promise<string[]> {
  const { rows } = await list(query, visitor);
  return rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
}

const rowOf = async (name: string, query: Record<string, string> = { group: 'all' }) =>
  (await list(query)).rows.find(({ id }) => id === ids[name]);

const HELD: Record<QueueGroup, string[]> = {
  todo: ['failed', 'corrected', 'plain', 'mine', 'back', 'byStaff'],
  corrected: ['corrected'],
  failed: ['failed'],
  waiting: ['waiting'],
  mine: ['mine'],
  'set-aside': ['aside'],
  approved: ['approved'],
  closed: ['closed'],
  all: ['byStaff', 'closed', 'approved', 'back', 'aside', 'mine', 'failed', 'plain', 'waiting', 'corrected'],
};

describe('the groups of the queue', () => {
  test.each(QUEUE_GROUPS)('%s holds what is due there, what failed first, then the oldest', async (group) => {
    const found = await named({ group });
    // The two oldest arrived at one moment: their order is that of their envois.
    expect(group === 'all' ? [...found].sort() : found).toEqual(group === 'all' ? [...HELD.all].sort() : HELD[group]);
  });

  test('are counted for who looks', async () => {
    const counts = Object.fromEntries(QUEUE_GROUPS.map((group) => [group, HELD[group].length]));
    expect((await list()).counts).toEqual(counts);
    const other = await signedIn(office.app, colleague);
    expect((await list({}, other)).counts).toEqual({ ...counts, mine: 1 });
    expect(await named({ group: 'mine' }, other)).toEqual(['failed']);
  });

  test('what is set aside comes back by itself on that morning in Brussels', async () => {
    const until = addDays(todayInBrussels(new Date()), 3);
    const at = async (moment: string) => {
      const { actor } = colleague;
      const { rows } = await readQueue(
        office.database.db('backoffice'),
        { staffId: actor.id, regionId: actor.regionId, now: new Date(moment), ageAlerts: DEFAULT_AGE_ALERTS },
        { group: 'set-aside' },
      );
      return rows.map(({ id }) => id);
    };
    // Belgium is an hour or two before UTC: at 21:30 it is still the day before, at 23:30 it is that day.
    expect(await at(`${addDays(until, -1)}T21:30:00Z`)).toEqual([ids.aside]);
    expect(await at(`${addDays(until, -1)}T23:30:00Z`)).toEqual([]);
  });
});

describe('a row of the queue', () => {
  test('says who has it, until when it waits, and that it is back', async () => {
    expect(await rowOf('mine')).toMatchObject({
      assignee: { name: 'Delphine Exemple', initials: 'DE' },
      isSetAside: false,
    });
    expect(await rowOf('aside')).toMatchObject({
      isSetAside: true,
      setAsideUntil: addDays(todayInBrussels(new Date()), 3),
    });
    expect(await rowOf('back')).toMatchObject({ isSetAside: false, setAsideUntil: todayInBrussels(new Date()) });
  });

  test('tells its age in working days, without those on which its author had to answer', async () => {
    const corrected = await rowOf('corrected');
    expect(corrected?.age).toMatchObject({ days: 0, paused: false, level: 'fresh' });
    expect(corrected?.age.waitedDays).toBeGreaterThan(15);
    expect((await rowOf('waiting'))?.age).toMatchObject({ days: 0, paused: true });
  });

  test('bears that it was corrected, and that nobody has confirmed the address', async () => {
    const labels = async (name: string) => (await rowOf(name))?.badges.map(({ label }) => label);
    expect(await labels('corrected')).toEqual(['corrigée', 'mail non confirmé']);
    expect(await labels('plain')).toEqual([]);
    expect(await labels('waiting')).toEqual(['mail non confirmé']);
    // Who entered it here knows whom it came from.
    expect(await labels('byStaff')).toEqual([]);
    expect(await rowOf('byStaff')).toMatchObject({ channel: 'staff' });
  });
});

describe('the list is narrowed', () => {
  test.each([
    ['to what is mine', { group: 'all', assignee: 'me' }, ['aside', 'mine']],
    ['to what nobody has taken', { assignee: 'nobody' }, ['corrected', 'plain', 'back', 'byStaff']],
    ['to what needs settling', { check: 'blocking' }, ['back']],
    ['to what was examined and needs nothing', { check: 'none' }, ['plain']],
    ['to addresses that nobody has confirmed', { group: 'waiting', check: 'unconfirmed' }, ['waiting']],
    ['to what must have been seen', { group: 'approved', check: 'warning' }, ['approved']],
    ['to what was entered here', { channel: 'staff' }, ['byStaff']],
    ['to the words of what was entered here', { group: 'all', channel: 'staff', q: 'nom9' }, ['byStaff']],
    ['to nothing when words and channel meet nowhere', { group: 'all', channel: 'staff', q: 'nom1' }, []],
    // Where nothing is to be decided any more, findings narrow nothing.
    ['by no finding among what is over', { group: 'closed', check: 'blocking' }, ['closed']],
  ])('%s', async (_, query, expected) => {
    for (const id of Object.values(ids)) await office.arrive(id);
    await restoreFindings();
    expect(await named(query)).toEqual(expected);
  });

  test('to what one colleague has', async () => {
    expect(await named({ assignee: colleague.actor.id })).toEqual(['failed']);
  });

  test('by nothing that is not a filter', async () => {
    for (const query of [{ assignee: 'x' }, { check: 'grave' }, { channel: 'pigeon' }, { group: 'rien' }])
      expect((await who.post('/api/requests/search', query)).status).toBe(422);
  });
});

/** Arrival examines what is to be decided: the words to search come with it, and the findings of this test go. */
async function restoreFindings(): Promise<void> {
  const sql = office.database.sql('migrator');
  await sql`update change_request set findings = '[]' where id = ${ids.plain ?? ''}`;
  await sql`update change_request set findings = '[{"code":"minor","severity":"blocking"}]' where id = ${ids.back ?? ''}`;
  await sql`update change_request set findings = null where id = any(${[ids.corrected ?? '', ids.mine ?? '', ids.byStaff ?? '']})`;
}
