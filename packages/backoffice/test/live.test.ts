import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { finishStaffTask } from '@guichet/shared/commands/finish-staff-task';
import { rejectRequest } from '@guichet/shared/commands/reject-request';
import { sendMessage } from '@guichet/shared/commands/send-message';
import { region } from '@guichet/shared/db/tables/region';
import { staffTask } from '@guichet/shared/db/tables/staff-task';
import { callAs, cookieOf, type LiveProcess, openStream, startLiveProcess } from './live-rig.ts';
import { addStaff, startTestOffice, type TestOffice, type TestStaff } from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let stranger: TestStaff;
let poId: string;
let one: LiveProcess;
let other: LiveProcess;
let cookie: string;
const open: { close(): void; ended(): Promise<unknown> }[] = [];

beforeAll(async () => {
  office = await startTestOffice();
  const [elsewhere] = await office.database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  stranger = await addStaff(office.database, 'Anne Ailleurs', 'secretariat', { regionId: elsewhere?.id ?? '' });
  poId = (await office.build.po()).id;
  [one, other] = await Promise.all([startLiveProcess(office.database), startLiveProcess(office.database)]);
  cookie = await cookieOf(one, office.secretariat);
});
afterEach(async () => {
  for (const stream of open.splice(0)) {
    stream.close();
    await stream.ended();
  }
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await office.database.close();
});

async function listen(process: LiveProcess, as = cookie, lastEventId?: string) {
  const stream = await openStream(process, as, lastEventId);
  open.push(stream);
  return stream;
}
const submit = () => office.rig.submit('new-member', newcomer, poId);

describe('the stream', () => {
  test('is one that no proxy keeps, compresses or gathers', async () => {
    const stream = await listen(one);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect((await stream.next('hello')).data).toEqual({ resync: true });
  });

  test('tells at every process what changes, as a kind and ids, and nothing else', async () => {
    const streams = [await listen(one), await listen(other)];
    for (const stream of streams) await stream.next('hello');
    const id = await submit();
    for (const stream of streams)
      expect((await stream.next('change', { id })).data).toEqual({ kind: 'request', id, po: poId });
    await rejectRequest(office.rig.office(), { requestId: id, version: 1, reason: 'Essai' }, office.rig.settings);
    for (const stream of streams) await stream.next('change', { kind: 'request', id });
    await sendMessage(office.rig.office(), { requestId: id, words: 'Merci.' });
    for (const stream of streams) await stream.next('change', { kind: 'request', id });
  });

  test('tells of tasks, and of those without a secretariat everybody', async () => {
    const [mine, theirs] = [await listen(one), await listen(other, await cookieOf(one, stranger))];
    for (const stream of [mine, theirs]) await stream.next('hello');
    const [task] = await office.database
      .db('migrator')
      .insert(staffTask)
      .values({ kind: 'work-dead', ref: randomUUID(), reason: 'Essai' })
      .returning();
    for (const stream of [mine, theirs]) expect((await stream.next('change')).data).toEqual({ kind: 'task' });
    await finishStaffTask(office.rig.office(), { taskId: task?.id ?? '' });
    for (const stream of [mine, theirs]) await stream.next('change', { kind: 'task' });
  });

  test('says nothing of another secretariat', async () => {
    const theirs = await listen(one, await cookieOf(one, stranger));
    await theirs.next('hello');
    await submit();
    // What is said to everybody comes after what was not said to them.
    await office.database
      .db('migrator')
      .insert(staffTask)
      .values({ kind: 'work-dead', ref: randomUUID(), reason: 'Essai' });
    expect((await theirs.next('change')).data).toEqual({ kind: 'task' });
  });

  test('says "many" once when a statement changes more than can be named', async () => {
    const stream = await listen(one);
    await stream.next('hello');
    for (let n = 0; n < 51; n += 1) await submit();
    const last = await submit();
    await stream.next('change', { id: last });
    await office.database.sql('migrator')`update change_request set findings = '[]' where po_id = ${poId}`;
    expect((await stream.next('change')).data).toEqual({ kind: 'requests' });
  });
});

describe('a stream that comes back', () => {
  test('is told what it missed, once, when the process still knows', async () => {
    const kept = await listen(one);
    const first = await listen(one);
    const { id: mark } = await first.next('hello');
    first.close();
    await kept.next('hello');
    const id = await submit();
    await kept.next('change', { id });
    const again = await listen(one, cookie, mark);
    expect((await again.next('hello')).data).toEqual({ resync: false });
    const { id: heard } = await again.next('change', { id });
    const uptodate = await listen(one, cookie, heard);
    expect((await uptodate.next('hello')).data).toEqual({ resync: false });
    expect(uptodate.heard).toEqual([]);
  });

  test('is told to ask for everything when it comes to another process, or with a mark from nowhere', async () => {
    const first = await listen(one);
    const { id: mark } = await first.next('hello');
    expect((await (await listen(other, cookie, mark)).next('hello')).data).toEqual({ resync: true });
    expect((await (await listen(one, cookie, 'rien.99')).next('hello')).data).toEqual({ resync: true });
  });

  test('goes on at another process when the first is killed', async () => {
    const doomed = await startLiveProcess(office.database);
    const stream = await listen(doomed);
    const { id: mark } = await stream.next('hello');
    await doomed.kill();
    await stream.ended();
    const id = await submit();
    const again = await listen(other, cookie, mark);
    expect((await again.next('hello')).data).toEqual({ resync: true });
    expect((await callAs(other, cookie, 'GET', `/api/requests/${id}`)).status).toBe(200);
  });
});

describe('a stream ends', () => {
  test('with the session, at every process', async () => {
    const own = await cookieOf(one, office.secretariat);
    const streams = [await listen(one, own), await listen(other, own)];
    const stays = await listen(one);
    for (const stream of [...streams, stays]) await stream.next('hello');
    expect((await callAs(other, own, 'DELETE', '/api/session')).status).toBe(200);
    for (const stream of streams) {
      await stream.next('over');
      await stream.ended();
    }
    const id = await submit();
    await stays.next('change', { id });
  });

  test('when the person is disabled, or moves to another secretariat', async () => {
    const sql = office.database.sql('migrator');
    for (const change of [sql`disabled_at = now()`, sql`region_id = ${stranger.actor.regionId}`]) {
      const gone = await addStaff(office.database, `Guy ${randomUUID().replaceAll(/[^a-z]/g, '')}`, 'secretariat');
      const stream = await listen(one, await cookieOf(one, gone));
      await stream.next('hello');
      await sql`update staff_user set ${change} where id = ${gone.actor.id}`;
      await stream.next('over');
      await stream.ended();
    }
  });

  test('when the process stops, without a word: the browser comes back', async () => {
    const leaving = await startLiveProcess(office.database);
    const stream = await listen(leaving);
    await stream.next('hello');
    await leaving.close();
    await stream.ended();
    expect(stream.heard).toEqual([]);
  });
});

test('one session opens eight streams, and no more until one of them ends', async () => {
  const own = await cookieOf(one, office.secretariat);
  const streams = [];
  for (let n = 0; n < 8; n += 1) streams.push(await listen(one, own));
  expect((await listen(one, own)).status).toBe(429);
  expect((await listen(one)).status).toBe(200);
  streams[0]?.close();
  await streams[0]?.ended();
  await streams[1]?.next('hello');
  // The server notices the end by itself, a moment later.
  for (let status: number | undefined = 429; status !== 200; ) status = (await listen(one, own)).status;
});

test('an open stream does not keep a session alive', async () => {
  const own = await cookieOf(one, office.secretariat);
  const stream = await listen(one, own);
  await stream.next('hello');
  const sql = office.database.sql('migrator');
  const [session] = await sql`
    update staff_session set updated_at = now() - interval '3 hours' where user_id = ${office.secretariat.actor.id}
      and id = (select id from staff_session where user_id = ${office.secretariat.actor.id} order by created_at desc limit 1)
    returning id`;
  // Any session of the person that ends has all of theirs looked at.
  await callAs(one, await cookieOf(one, office.secretariat), 'DELETE', '/api/session');
  await stream.next('over');
  expect(await sql`select from staff_session where id = ${session?.id}`).toEqual([]);
});
