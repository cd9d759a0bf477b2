// The control: what a worker looks like whose queue holds the truth. The processor updates and sends, and BullMQ's own
// retries are all there is. BullMQ's delays are shortened so that a short run shows what a long one would.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../packages/shared/package.json', import.meta.url));
const { Worker, createPostgresBackend } = require('bullmq');
const { Redis } = require('ioredis');
const nodemailer = require('nodemailer');
const postgres = require('postgres');

const { DATABASE_URL, REDIS_URL, SMTP_URL } = process.env;
const sql = postgres(DATABASE_URL, { max: 4, onnotice: () => {} });
const mails = nodemailer.createTransport({ url: SMTP_URL, pool: true });

async function apply(job) {
  const { n } = job.data;
  await sql`update naive_request set state = 'applied', applied = applied + 1 where n = ${n}`;
  await new Promise((resolve) => setTimeout(resolve, 150));
  await mails.sendMail({ from: 'po@po.example', to: 'membre@mail.example', subject: `${n}`, text: 'Bienvenue' });
}

const connection = REDIS_URL
  ? new Redis(REDIS_URL, { maxRetriesPerRequest: null })
  : { connectionString: DATABASE_URL, schema: 'bullmq' };
connection.on?.('error', () => {});
const worker = new Worker(
  'naive',
  apply,
  { connection, concurrency: 4, lockDuration: 2_000, stalledInterval: 1_000, runRetryDelay: 1_000 },
  ...(REDIS_URL ? [] : [createPostgresBackend]),
);
worker.on('error', () => {});
process.on('uncaughtException', () => process.exit(1));
process.on('unhandledRejection', () => process.exit(1));
