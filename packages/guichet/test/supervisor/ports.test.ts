import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { portProblems } from '../../src/supervisor/ports.ts';

const host = '127.0.0.1';

test('free ports are no problem', async () => {
  expect(await portProblems([{ port: await freePort(), host, variable: 'INTAKE_PORT' }])).toEqual([]);
});

test('a taken port is told in one sentence that names the port and its variable', async () => {
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const problems = await portProblems([{ port, host, variable: 'MAIL_WEB_PORT' }]);
  server.close();
  expect(problems).toEqual([
    `Port ${port} is taken by another program: stop that program, or choose another port with MAIL_WEB_PORT.`,
  ]);
});

test('an address of another machine points at HOST', async () => {
  const [problem] = await portProblems([{ port: await freePort(), host: '192.0.2.1', variable: 'INTAKE_PORT' }]);
  expect(problem).toContain('change HOST');
});
