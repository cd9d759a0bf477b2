import { freePort } from '@guichet/shared/db/cluster/cluster';
import { emptyAssets } from '@guichet/shared/http/static-assets';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MailCatcher, startMailCatcher } from '../../src/mail-catcher/start-mail-catcher.ts';

const folder = mkdtempSync(join(tmpdir(), 'guichet-mails-'));
let catcher: MailCatcher;
let web: string;
let smtpPort: number;
beforeAll(async () => {
  smtpPort = await freePort();
  const webPort = await freePort();
  web = `http://localhost:${webPort}`;
  catcher = await startMailCatcher({ smtpPort, webPort, folder, assets: emptyAssets });
});
afterAll(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await fetch(`${web}/api/messages`, { method: 'DELETE' });
});

const send = (mail: object) =>
  createTransport(`smtp://127.0.0.1:${smtpPort}`).sendMail({
    from: 'Guichet PO <guichet@po.example>',
    to: 'claire.dupont@po.example',
    subject: 'Demande reçue',
    text: 'Suivez-la : http://localhost:3000/suivi/ABCD2345.',
    html: '<p onclick="x()">Suivez-la : <a href="http://localhost:3000/suivi/ABCD2345?a=1&amp;b=2">ici</a></p>',
    ...mail,
  });
const list = async () => (await fetch(`${web}/api/messages`)).json() as Promise<Record<string, unknown>[]>;

test('a mail is listed as JSON with everything one may want to follow', async () => {
  await send({ messageId: '<m-1@po.example>', headers: { 'X-Guichet': 'oui' } });
  const [mail] = await list();
  expect(mail).toMatchObject({
    to: ['claire.dupont@po.example'],
    subject: 'Demande reçue',
    messageId: '<m-1@po.example>',
    links: ['http://localhost:3000/suivi/ABCD2345', 'http://localhost:3000/suivi/ABCD2345?a=1&b=2'],
  });
  expect(mail?.headers).toMatchObject({ 'x-guichet': 'oui' });
  expect(await (await fetch(`${web}/api/messages/${mail?.id}`)).json()).toEqual(mail);
});

test('the newest comes first, on the page too, and a subject is never markup', async () => {
  await send({ subject: 'Premier' });
  await send({ subject: '<b>Second</b>' });
  expect((await list()).map(({ subject }) => subject)).toEqual(['<b>Second</b>', 'Premier']);
  const page = await (await fetch(web)).text();
  expect(page).toContain('&lt;b&gt;Second&lt;/b&gt;');
  expect(page.indexOf('Second')).toBeLessThan(page.indexOf('Premier'));
});

test('what a mail brings is drawn in a sandbox without scripts', async () => {
  await send({});
  const [mail] = await list();
  const answer = await fetch(`${web}/messages/${mail?.id}/html`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain('sandbox');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('allow-scripts');
});

test('a page of another name that points at this machine reads nothing', async () => {
  const { port } = new URL(web);
  const answer = await new Promise<string>((resolve) => {
    let said = '';
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        'GET /api/messages HTTP/1.1\r\nHost: evil.example\r\nAccept: application/json\r\nConnection: close\r\n\r\n',
      );
    });
    socket.on('data', (data) => (said += data.toString()));
    socket.on('close', () => resolve(said));
  });
  expect(answer).toMatch(/^HTTP\/1.1 403/);
});

test('an unknown mail is told as such', async () => {
  const answer = await fetch(`${web}/api/messages/nothing`, { headers: { accept: 'application/json' } });
  expect(answer.status).toBe(404);
});
