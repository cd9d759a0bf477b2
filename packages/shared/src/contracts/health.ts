import * as z from 'zod/mini';
import { contract, instant } from './contract.ts';

const work = z.strictObject({
  kind: z.string(),
  label: z.string(),
  /** Due by now. */
  due: z.number(),
  /** Due for more than a minute. */
  late: z.number(),
  /** For a later moment. */
  planned: z.number(),
  /** Failed at least once, to be tried again. */
  retried: z.number(),
  oldestDue: z.nullable(instant),
});

const dead = z.strictObject({ label: z.string(), code: z.string(), count: z.number(), last: instant });

const mails = z.strictObject({ state: z.string(), label: z.string(), count: z.number(), oldest: z.nullable(instant) });

const worker = z.strictObject({
  /** The machine and process: "serveur:4121". */
  instance: z.string(),
  at: instant,
  /** When it last reached the queue. */
  queueAt: z.nullable(instant),
  since: z.nullable(instant),
  /** It has stopped writing to the mail server for so many seconds, because that takes nothing; 0: it writes. */
  mailPausedSeconds: z.number(),
});

const queue = z.strictObject({ name: z.string(), label: z.string(), waiting: z.number(), active: z.number() });

const health = z.strictObject({
  at: instant,
  /** What somebody should look at; empty when all is well. */
  notes: z.array(z.strictObject({ kind: z.enum(['bad', 'warn']), title: z.string(), advice: z.string() })),
  workers: z.array(worker),
  /** As the last worker that reached it saw it; null when none did lately. */
  queues: z.nullable(z.strictObject({ store: z.string(), at: instant, counts: z.array(queue) })),
  work: z.array(work),
  dead: z.array(dead),
  mails: z.array(mails),
  /** What other mail servers said in the last seven days that fits no mail of ours. */
  strayReports: z.number(),
  audit: z.strictObject({ unsealed: z.number(), oldestUnsealed: z.nullable(instant) }),
  /** What runs by itself or was ordered, when it last ended. */
  runs: z.array(z.strictObject({ label: z.string(), at: z.nullable(instant) })),
  databaseBytes: z.number(),
});
export type Health = z.output<typeof health>;

export const readHealth = contract({
  method: 'GET',
  path: '/api/administration/health',
  access: 'administrator',
  summary:
    'How the programme fares: workers, queue, ledger of work, mails, seals of the audit, last runs. Counts only.',
  response: health,
});
