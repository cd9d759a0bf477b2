import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { recordMailReport } from '@guichet/shared/commands/mailings/record-mail-report';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { createApp } from '@guichet/shared/http/create-app';
import { createLogger } from '@guichet/shared/http/logging';
import { bounceAddressOf } from '@guichet/shared/mail/bounce-address';
import { queueMail } from '@guichet/shared/mail/queue-mail';
import { pollMailbox } from '@guichet/shared/mail/reports/poll-mailbox';
import { createMailTransport } from '@guichet/shared/mail/transport';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { startTestImapServer, type TestImapServer } from '@guichet/shared/testing/imap-server';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import type { Express } from 'express';
import request from 'supertest';
import { mailReportRoutes } from '../src/mail-report-routes.ts';

const SECRET = 's'.repeat(40);
const signal = new AbortController().signal;
const log = createLogger('worker', 'silent');

let database: TestDatabase;
let smtp: TestMailbox;
let imap: TestImapServer;
let url: string;
let app: Express;
let personId: string;
const address = 'colette.rebond@membres.example';

beforeAll(async () => {
  database = await createTestDatabase();
  smtp = await startTestMailbox();
  const build = registerBuilder(database.db('migrator'));
  personId = (await build.person({ lastName: 'Rebond', email: address })).id;
  await build.mandate(personId, (await build.po()).id, { from: '2021-01-01', to: null });
  imap = await startTestImapServer();
  url = imap.url;
  const reports = mailReportRoutes(worker(), SECRET);
  app = createApp({ name: 'worker', log, trustProxy: 0, publicUrl: 'http://localhost:3003', ...reports });
});
afterAll(async () => {
  await imap.close();
  await smtp.close();
  await database.close();
});

const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR);
const sql = () => database.sql('worker');
const append = (raw: string) => imap.append(raw);
const flags = () => imap.flags();
const count = async () => (await sql()`select count(*)::int as n from mail_report`)[0]?.n as number;

async function queued(): Promise<string> {
  const id = await database
    .db('worker')
    .transaction((tx) => queueMail(tx, { kind: 'mandate-ended', causeKey: randomUUID(), personId, to: { address } }));
  await sql()`update mail set state = 'sent', sent_at = now() where id = ${id}`;
  return id ?? '';
}

const bounce = (to: string, given: string) => `Return-Path: <>
From: MAILER-DAEMON@mx.membres.example
To: ${to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <${randomUUID()}@mx.membres.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.membres.example

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: text/rfc822-headers

${given}

--b--
`;

describe('the mailbox of bounces', () => {
  const take = async (message: Uint8Array) => ({
    look: (await recordMailReport(worker(), { message, source: 'mailbox' })) === 'not-a-report',
  });

  test('leads from a mail that was taken and came back to its task', async () => {
    const id = await queued();
    const mailer = createMailTransport({
      ...{ smtpUrl: smtp.url, timeoutSeconds: 5, log, bounceAddress: 'rebonds@po.example' },
      from: { name: 'Guichet PO', address: 'guichet@po.example' },
    });
    const messageId = `<${id}@guichet-po.invalid>`;
    const sent = await mailer.send({
      ...{ id, messageId, subject: 'Essai', text: 'Bonjour', html: '<p>Bonjour</p>', to: { address, name: '' } },
      ...{ written: 'by-programme' },
    });
    await mailer.close();
    expect(sent.result).toBe('sent');
    const [message] = await smtp.waitFor(1);
    // Its server finds out later that nobody is there.
    append(bounce(bounceAddressOf('rebonds@po.example', id), `Message-ID: ${message?.messageId}`));
    expect(await pollMailbox({ url, take, signal })).toBe(1);
    expect(await pollMailbox({ url, take, signal })).toBe(0);
    expect(flags()).toEqual([['\\Seen']]);
    const [row] = await sql()`
      select (select count(*)::int from mail_suppression where address_key = ${address}) as blocked,
        (select count(*)::int from staff_task where kind = 'address-to-correct' and ref = ${personId}) as tasks,
        (select string_agg(kind || ' ' || status || ' ' || source, ',') from mail_report where mail_id = ${id}) as said`;
    expect(row).toEqual({ blocked: 1, tasks: 1, said: 'bounced 5.1.1 mailbox' });
  });

  test('is read again after a worker that died between the row and the mark, and adds nothing', async () => {
    const id = await queued();
    const before = await count();
    append(bounce(bounceAddressOf('rebonds@po.example', id), ''));
    append('Subject: Bonjour\nFrom: Colette <colette@membres.example>\n\nMerci !\n');
    let died = 0;
    const dying = async (message: Uint8Array): Promise<{ look: boolean }> => {
      const done = await take(message);
      died += 1;
      if (died > 1) return done;
      throw new Error('killed after the commit');
    };
    // What fails does not keep the next one.
    await expect(pollMailbox({ url, take: dying, signal })).rejects.toThrow('killed');
    expect(await count()).toBe(before + 1);
    expect(flags().slice(1)).toEqual([[], ['\\Flagged', '\\Seen']]);
    expect(await pollMailbox({ url, take, signal })).toBe(1);
    expect(await count()).toBe(before + 1);
    expect(flags().slice(1)).toEqual([['\\Seen'], ['\\Flagged', '\\Seen']]);
  });

  test('that is away is an error that the next turn gets over', async () => {
    const away = `imap://testuser:testpass@127.0.0.1:${await freePort()}`;
    await expect(pollMailbox({ url: away, take, signal })).rejects.toThrow();
    await expect(pollMailbox({ url: url.replace('testpass', 'faux'), take, signal })).rejects.toThrow();
    expect(await pollMailbox({ url, take, signal })).toBe(0);
  });
});

describe('the address for reports', () => {
  const post = (secret = SECRET) => request(app).post('/api/mail-reports').set('Authorization', `Bearer ${secret}`);

  test('takes a message as it came, and the same in a few words, once each', async () => {
    const id = await queued();
    const raw = bounce(`rebonds+${id}@po.example`, '').replaceAll('\n', '\r\n');
    const send = () => post().type('message/rfc822').send(raw);
    expect((await send().expect(200)).body).toEqual({ outcome: 'recorded' });
    expect((await send().expect(200)).body).toEqual({ outcome: 'known' });
    const told = { id: 'essai-1', mailId: id, kind: 'delayed', status: '4.4.1', words: 'Connection\ntimed out' };
    expect((await post().send(told).expect(200)).body).toEqual({ outcome: 'recorded' });
    expect((await post().send(told).expect(200)).body).toEqual({ outcome: 'known' });
    expect(
      (
        await post()
          .send({ ...told, id: 'essai-2', mailId: randomUUID() })
          .expect(200)
      ).body,
    ).toEqual({
      outcome: 'unmatched',
    });
    const rows = await sql()`select kind, source, server_words from mail_report where mail_id = ${id} order by kind`;
    expect([...rows]).toEqual([
      { kind: 'bounced', source: 'webhook', server_words: '550 5.1.1 User unknown' },
      { kind: 'delayed', source: 'webhook', server_words: 'Connection timed out' },
    ]);
  });

  test('is shut to who lacks the secret, and says what it cannot read', async () => {
    const before = await count();
    await request(app).post('/api/mail-reports').send({}).expect(401);
    await post('x'.repeat(40)).type('message/rfc822').send('Subject: x\r\n\r\n').expect(401);
    await post().send({ kind: 'bounced' }).expect(422);
    await post().send({ id: 'a', mailId: 'b', kind: 'bounced' }).expect(422);
    await post()
      .type('message/rfc822')
      .send('x'.repeat(3 * 1024 * 1024))
      .expect(413);
    expect((await post().type('message/rfc822').send('n’importe quoi').expect(200)).body).toEqual({
      outcome: 'not-a-report',
    });
    await request(app).get('/api/mail-reports').expect(404);
    expect(await count()).toBe(before);
  });
});
