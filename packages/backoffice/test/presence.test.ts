import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endPresence } from '@guichet/shared/commands/end-presence';
import { keepPresence } from '@guichet/shared/commands/keep-presence';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { ForbiddenError, NotFoundError } from '@guichet/shared/errors/errors';
import { listPresence } from '@guichet/shared/reads/list-presence';
import { testContext } from '@guichet/shared/testing/register-builder';
import { callAs, cookieOf, type LiveProcess, openStream, startLiveProcess } from './live-rig.ts';
import { addStaff, startTestOffice, type TestOffice, type TestStaff } from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let colleague: TestStaff;
let requestId: string;
let one: LiveProcess;
let other: LiveProcess;

beforeAll(async () => {
  office = await startTestOffice();
  colleague = await addStaff(office.database, 'Claude Collègue', 'reader');
  requestId = await office.rig.submit('new-member', newcomer, (await office.build.po()).id);
  [one, other] = await Promise.all([startLiveProcess(office.database), startLiveProcess(office.database)]);
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await office.database.close();
});

const present = () => listPresence(office.database.db('backoffice'), office.secretariat.actor.regionId);
const keep = (tabId: string, doing: 'reading' | 'rejecting', actor = office.secretariat.actor) =>
  keepPresence(office.rig.office(actor), { tabId, requestId, doing });

test('who reads at one process is seen at another, and is gone when their tab says so', async () => {
  const [delphine, claude] = [await cookieOf(one, office.secretariat), await cookieOf(other, colleague)];
  const stream = await openStream(other, claude);
  await stream.next('hello');
  const tab = `/api/presence/${randomUUID()}`;
  const say = (doing: string) => callAs(one, delphine, 'POST', tab, { requestId, doing });
  expect((await say('reading')).status).toBe(200);
  await stream.next('change', { kind: 'presence' });
  const seen = await (await callAs(other, claude, 'GET', '/api/presence')).json();
  const { id: staffId, label: name } = office.secretariat.actor;
  expect(seen).toEqual({ present: [{ requestId, staffId, name, doing: 'reading' }] });

  expect((await say('rejecting')).status).toBe(200);
  await stream.next('change', { kind: 'presence' });
  expect(await present()).toMatchObject([{ doing: 'rejecting' }]);
  // Held longer, it is no news: the next word is about the end.
  expect((await say('rejecting')).status).toBe(200);
  expect((await callAs(one, delphine, 'DELETE', tab)).status).toBe(200);
  await stream.next('change', { kind: 'presence' });
  expect(await present()).toEqual([]);
  expect(stream.heard.filter(({ data }) => data.kind === 'presence')).toEqual([]);
  stream.close();
});

test('whoever says nothing any more is gone by themselves, and everybody is told', async () => {
  const stream = await openStream(other, await cookieOf(other, colleague));
  await stream.next('hello');
  await keep(randomUUID(), 'reading');
  await stream.next('change', { kind: 'presence' });
  // As if the seconds of the lease were over: a laptop that sleeps, a process that was killed.
  await office.database.sql('migrator')`update presence set held_until = now() - interval '1 second'`;
  expect(await present()).toEqual([]);
  await stream.next('change', { kind: 'presence' });
  expect(await office.database.sql('migrator')`select from presence`).toEqual([]);
  stream.close();
});

test('two tabs are one person, who writes rather than reads', async () => {
  const tabs = [randomUUID(), randomUUID()] as const;
  await keep(tabs[0], 'reading');
  await keep(tabs[1], 'rejecting');
  await keep(tabs[0], 'reading');
  expect(await present()).toMatchObject([{ staffId: office.secretariat.actor.id, doing: 'rejecting' }]);
  for (const tabId of tabs) await endPresence(office.rig.office(), { tabId });
  await endPresence(office.rig.office(), { tabId: tabs[0] });
  expect(await present()).toEqual([]);
});

test('nobody moves or ends the place of somebody else', async () => {
  const tabId = randomUUID();
  await keep(tabId, 'rejecting');
  await keep(tabId, 'reading', colleague.actor);
  await endPresence(office.rig.office(colleague.actor), { tabId });
  expect(await present()).toMatchObject([{ staffId: office.secretariat.actor.id, doing: 'rejecting' }]);
  await endPresence(office.rig.office(), { tabId });
});

test('is for staff, about requests of their own secretariat', async () => {
  const machine = testContext(office.database.db('backoffice'), SYSTEM_ACTOR);
  const input = { tabId: randomUUID(), requestId, doing: 'reading' as const };
  await expect(keepPresence(machine, input)).rejects.toThrow(ForbiddenError);
  await expect(endPresence(machine, input)).rejects.toThrow(ForbiddenError);
  await expect(keepPresence(office.rig.office(), { ...input, requestId: randomUUID() })).rejects.toThrow(NotFoundError);
});

test('a browser gone wild holds twenty places, and no more', async () => {
  for (let n = 0; n < 25; n += 1) await keep(randomUUID(), 'reading');
  const [row] = await office.database.sql('migrator')`select count(*)::int as n from presence`;
  expect(row?.n).toBe(20);
});
