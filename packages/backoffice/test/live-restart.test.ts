import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { registerBuilder } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { callAs, cookieOf, type LiveProcess, openStream, startLiveProcess } from './live-rig.ts';
import { addStaff, type TestStaff } from './office-rig.ts';
import { newcomer } from './samples.ts';

jest.setTimeout(60_000);

let cluster: DurableCluster;
let staff: TestStaff;
let office: LiveProcess;

beforeAll(async () => {
  cluster = await startDurableCluster();
  staff = await addStaff(cluster.database, 'Delphine Exemple', 'secretariat');
  office = await startLiveProcess(cluster.database);
}, 60_000);
afterAll(async () => {
  await office?.close();
  await cluster?.close();
});

test('a stream outlives a restart of the database, and says that all must be asked for again', async () => {
  const cookie = await cookieOf(office, staff);
  const stream = await openStream(office, cookie);
  await stream.next('hello');
  await cluster.stopNow();
  await stream.next('deaf');
  // Nobody is sent away by a database that cannot be asked.
  expect((await callAs(office, cookie, 'GET', '/api/tasks')).status).toBe(503);
  await cluster.start();
  expect((await stream.next('hello')).data).toEqual({ resync: true });
  const rig = requestRig(cluster.database, staff.actor, () => new Date());
  const poId = (await registerBuilder(cluster.database.db('migrator')).po()).id;
  const id = await rig.submit('new-member', newcomer, poId);
  expect((await stream.next('change', { id })).data).toEqual({ kind: 'request', id, po: poId });
  stream.close();
  await stream.ended();
});
