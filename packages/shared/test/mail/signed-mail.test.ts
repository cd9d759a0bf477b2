import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { bounceAddressOf, mailOfBounceAddress } from '../../src/mail/bounce-address.ts';
import type { Mailer, OutgoingMail } from '../../src/mail/mailer.ts';
import { mailingHeaders } from '../../src/mail/mailings/mailing-headers.ts';
import { replyTo } from '../../src/mail/reply-to.ts';
import { createMailTransport, dkimKey } from '../../src/mail/transport.ts';
import { silentLog } from '../queue/queue-rig.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;

const SENDER = { name: '', email: 'secretariat@po.example', phone: '', signature: '' };

type Taken = { raw: Buffer; from: string };

describe('a mail on the wire', () => {
  const taken: Taken[] = [];
  let server: SMTPServer;
  let mailer: Mailer;

  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
          taken.push({ raw: Buffer.concat(parts), from });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    mailer = createMailTransport({
      smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
      from: { name: 'Guichet PO', address: 'guichet@po.example' },
      timeoutSeconds: 5,
      bounceAddress: 'rebonds@po.example',
      dkim: dkimKey({ DKIM_DOMAIN: 'po.example', DKIM_SELECTOR: 'guichet', DKIM_KEY_FILE: privateKey }),
      log: silentLog,
    });
  });
  afterAll(async () => {
    await mailer.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const send = async (more: Partial<OutgoingMail>): Promise<{ headers: string; from: string; raw: Buffer }> => {
    const id = more.id ?? randomUUID();
    await mailer.send({
      ...{ id, to: { address: 'anne@mail.example', name: '' }, subject: 'Été', html: '<p>Été</p>', text: 'Été' },
      ...{ messageId: `<${id}@guichet-po.invalid>`, written: 'by-programme' },
      ...more,
    });
    const { raw, from } = taken.at(-1) as Taken;
    const text = raw.toString();
    return {
      raw,
      from,
      headers: text
        .slice(0, text.indexOf('\r\n\r\n'))
        .replace(/\r\n[ \t]+/g, ' ')
        .replaceAll('\r', ''),
    };
  };
  const unsubscribeUrl = `https://extranet.po.example/desinscription/${'x'.repeat(43)}`;
  const mailing = () =>
    send({ written: 'by-staff', headers: mailingHeaders('information', { domain: 'po.example', unsubscribeUrl }) });

  test('of a mailing names its list and the way out of it, and says that somebody wrote it', async () => {
    const { headers } = await mailing();
    expect(headers).toMatch(/^List-Id: "Informations et actualites" <information\.courriers\.po\.example>$/im);
    expect(headers).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(headers).toMatch(/^Precedence: bulk$/m);
    expect(headers).toMatch(/^Auto-Submitted: no$/m);
  });

  test('is answered to the secretariat, whatever address mails leave from', async () => {
    const { headers } = await send({ ...replyTo({ ...SENDER, name: 'Secrétariat' }) });
    expect(headers).toMatch(/^From: Guichet PO <guichet@po\.example>$/m);
    expect(headers).toMatch(/^Reply-To: .*<secretariat@po\.example>$/m);
    expect((await send({ ...replyTo({ ...SENDER, email: '' }) })).headers).not.toMatch(/^Reply-To:/m);
  });

  test('of a kind that may not be left offers no way out', async () => {
    const { headers } = await send({
      written: 'by-staff',
      headers: mailingHeaders('duty', { domain: 'po.example', unsubscribeUrl: null }),
    });
    expect(headers).toMatch(/^List-Id: "Obligations et echeances" <duty\.courriers\.po\.example>$/im);
    expect(headers).not.toMatch(/List-Unsubscribe/i);
  });

  test('that the programme writes says so, and belongs to no list', async () => {
    const { headers } = await send({});
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(headers).not.toMatch(/^(?:Precedence|List-Id):/im);
  });

  test('comes back to an address of its own', async () => {
    const id = randomUUID();
    const { from } = await send({ id });
    expect(from).toBe(`rebonds+${id}@po.example`);
    expect(mailOfBounceAddress(from)).toBe(id);
    expect(mailOfBounceAddress(bounceAddressOf('rebonds@po.example', id))).toBe(id);
    expect(mailOfBounceAddress('rebonds+autre@po.example')).toBeNull();
  });

  test('bears a signature that another library finds good, which holds the headers of its list', async () => {
    const { raw, headers } = await mailing();
    const resolver = async (name: string) => {
      if (name === 'guichet._domainkey.po.example') return [[record]];
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    };
    const { results } = await dkimVerify(raw, { resolver });
    expect(results).toMatchObject([
      { signingDomain: 'po.example', selector: 'guichet', status: { result: 'pass', aligned: 'po.example' } },
    ]);
    const signed = (/; h=([^;]+);/i.exec(headers.slice(headers.search(/^DKIM-Signature:/im)))?.[1] ?? '')
      .toLowerCase()
      .replace(/\s/g, '')
      .split(':');
    expect(signed).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'list-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
        'precedence',
        'auto-submitted',
      ]),
    );
    const changed = Buffer.from(raw.toString().replace('/desinscription/', '/desinscription/y'));
    const forged = await dkimVerify(changed, { resolver });
    expect(forged.results).toMatchObject([{ status: { result: 'fail' } }]);
  });
});
