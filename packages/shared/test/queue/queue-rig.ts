import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { type RedisAddress, readRedisAddress } from '../../src/env/redis-address.ts';
import { Mistake } from '../../src/env/variable.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import { connectQueueBackend, type QueueBackend } from '../../src/queue/backend.ts';
import { type Engine, type EngineOptions, startEngine } from '../../src/queue/engine.ts';
import { OUTBOX_KINDS } from '../../src/queue/outbox.ts';
import { DONE, type Handler, type Handlers, type WorkContext } from '../../src/queue/work-context.ts';
import type { TestDatabase } from '../../src/testing/database.ts';

export const silentLog = pino({ level: 'silent' });

export const noMailer: Mailer = {
  send: async () => ({ result: 'unreachable', code: 'none' }),
  closedForMs: () => 0,
  deadlineSeconds: 1,
  interrupt: () => {},
  close: async () => {},
};

export function workContext(database: TestDatabase, mailer: Mailer = noMailer): WorkContext {
  return {
    db: database.db('worker'),
    actor: SYSTEM_ACTOR,
    now: () => new Date(),
    log: silentLog,
    tokenKeys: ['k'.repeat(32)],
    singleHolderRoles: [],
    fourEyes: false,
    mailer,
  };
}

/** A table in which the handlers of these tests leave what they did: one row per time. */
export async function prepareEffects(database: TestDatabase): Promise<void> {
  await database.sql('migrator')`create table test_effect (ref text not null, at timestamptz not null default now())`;
  await database.sql('migrator')`grant select, insert on test_effect to guichet_worker`;
}

export async function effectsOf(database: TestDatabase, ref: string): Promise<number> {
  const [row] = await database.sql('worker')<[{ n: number }]>`
    select count(*)::int as n from test_effect where ref = ${ref}`;
  return row.n;
}

export const leaveEffect: Handler = {
  async run(ctx, entry) {
    await ctx.db.execute(sql`insert into test_effect (ref) values (${entry.ref})`);
    return DONE;
  },
};

export function handlersWith(own: Partial<Handlers>): Handlers {
  const all = Object.fromEntries(OUTBOX_KINDS.map((kind) => [kind, leaveEffect])) as Handlers;
  return { ...all, ...own };
}

export function redisAddress(url: string): RedisAddress {
  const address = readRedisAddress(url);
  if (address instanceof Mistake) throw new Error(address.sentence);
  return address;
}

export type Rig = { engine: Engine; backend: QueueBackend; close(): Promise<void> };

export async function startRig(
  database: TestDatabase,
  handlers: Handlers,
  options: { redis?: string | undefined; mailer?: Mailer } & Pick<EngineOptions, 'concurrency' | 'pollMs'> = {},
): Promise<Rig> {
  const databaseUrl = database.url('worker');
  const backend = await connectQueueBackend({
    databaseUrl,
    redis: options.redis === undefined ? undefined : redisAddress(options.redis),
    log: silentLog,
  });
  const engine = await startEngine({
    backend,
    ctx: workContext(database, options.mailer),
    handlers,
    sql: database.sql('worker'),
    databaseUrl,
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
    pollMs: options.pollMs,
  });
  return {
    engine,
    backend,
    async close() {
      await engine.close();
      await backend.close();
    },
  };
}
