import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { afterEach, expect, test } from '@jest/globals';
import nodemailer from 'nodemailer';

let mailbox: TestMailbox;
afterEach(() => mailbox.close());

const send = () =>
  nodemailer
    .createTransport(mailbox.url)
    .sendMail({ from: 'secretariat@po.example', to: 'claire.dupont@po.example', subject: 'Bonjour', text: 'Un mot.' });

test('a mail that was accepted is kept, parsed', async () => {
  mailbox = await startTestMailbox();
  await send();
  const [mail] = await mailbox.waitFor(1);
  expect(mail?.subject).toBe('Bonjour');
});

test('refusals come in the order of the script, then mails are taken again', async () => {
  mailbox = await startTestMailbox();
  mailbox.script({ kind: 'refuse', code: 451 }, 2);
  mailbox.script({ kind: 'refuse', code: 550 });
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  await expect(send()).rejects.toMatchObject({ responseCode: 550 });
  await send();
  expect(mailbox.attempts).toBe(4);
  expect(mailbox.messages).toHaveLength(1);
});

test('a link dropped after DATA leaves the sender in doubt and the mail delivered', async () => {
  mailbox = await startTestMailbox();
  mailbox.script({ kind: 'drop-after-data' });
  await expect(send()).rejects.not.toHaveProperty('responseCode', 250);
  expect(mailbox.messages).toHaveLength(1);
});

test('a shut mailbox refuses connections and opens again on its port', async () => {
  mailbox = await startTestMailbox();
  await mailbox.shut();
  await expect(send()).rejects.toMatchObject({ code: 'ESOCKET' });
  await mailbox.open();
  await send();
  expect(mailbox.messages).toHaveLength(1);
});
