// The control of a mailing: a list made beforehand, a loop that sends, and a note every fifty mails.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../packages/shared/package.json', import.meta.url));
const nodemailer = require('nodemailer');
const postgres = require('postgres');

const { DATABASE_URL, SMTP_URL } = process.env;
const sql = postgres(DATABASE_URL, { max: 2, onnotice: () => {} });
const mails = nodemailer.createTransport({ url: SMTP_URL, pool: true, maxConnections: 4 });

for (;;) {
  const piece = await sql`select n, address from naive_recipient where not sent order by n limit 50`;
  if (piece.length === 0) break;
  await Promise.all(
    piece.map(({ n, address }) =>
      mails
        .sendMail({
          from: 'po@po.example',
          to: address,
          subject: 'Comptes',
          text: 'Bonjour',
          messageId: `<${n}@naive.example>`,
        })
        .catch(() => {}),
    ),
  );
  await sql`update naive_recipient set sent = true where n = any(${piece.map(({ n }) => n)})`;
}
