import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { enqueue, type OutboxEntry } from '../../src/queue/outbox.ts';
import { DONE } from '../../src/queue/work-context.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../src/testing/redis.ts';
import { effectsOf, handlersWith, leaveEffect, prepareEffects, type Rig, startRig } from './queue-rig.ts';

const backends = [
  { name: 'on PostgreSQL', redis: false, describe },
  { name: 'on Redis', redis: true, describe: describeWithRedis() },
];

for (const backend of backends) {
  backend.describe(`the engine ${backend.name}`, () => {
    let database: TestDatabase;
    let redis: TestRedis | undefined;
    let rig: Rig | undefined;

    beforeAll(async () => {
      if (backend.redis) redis = await startTestRedis();
    });
    afterAll(async () => {
      await redis?.close();
    });
    beforeEach(async () => {
      database = await createTestDatabase();
      await prepareEffects(database);
    });
    afterEach(async () => {
      await rig?.close();
      rig = undefined;
      await database.close();
    });

    const start = async (handlers = handlersWith({}), pollMs?: number): Promise<Rig> => {
      rig = await startRig(database, handlers, { redis: redis?.url, pollMs });
      return rig;
    };
    const write = (...entries: OutboxEntry[]): Promise<void> => enqueue(database.db('worker'), entries);
    const stateOf = async (ref: string) => {
      const [row] = await database.sql('worker')`
        select state, attempts, generation, error_code, next_at > now() as later from outbox where ref = ${ref}`;
      return row;
    };

    test('does what is due, once, and leaves what is not due yet', async () => {
      const { engine } = await start();
      await write(
        { kind: 'apply', ref: 'now' },
        { kind: 'apply', ref: 'tomorrow', nextAt: new Date(Date.now() + 8.64e7) },
      );
      await engine.drain();
      expect(await effectsOf(database, 'now')).toBe(1);
      expect(await effectsOf(database, 'tomorrow')).toBe(0);
      expect(await stateOf('now')).toMatchObject({ state: 'done', error_code: null });
      expect(await stateOf('tomorrow')).toMatchObject({ state: 'pending', generation: 0 });
    });

    test('is woken by the doorbell alone: its poll would come an hour later', async () => {
      const { engine } = await start(handlersWith({}), 3_600_000);
      await engine.drain();
      await write({ kind: 'apply', ref: 'rung' });
      await database.sql('backoffice')`select pg_notify('guichet_outbox', '')`;
      while ((await effectsOf(database, 'rung')) === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      expect(await effectsOf(database, 'rung')).toBe(1);
    });

    test('finds by itself what nobody rang for', async () => {
      await start();
      await write({ kind: 'apply', ref: 'silent' });
      while ((await effectsOf(database, 'silent')) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await effectsOf(database, 'silent')).toBe(1);
    });

    test('gets through hundreds of rows, each done once', async () => {
      const { engine } = await start();
      await write(...Array.from({ length: 500 }, (_, n) => ({ kind: 'apply' as const, ref: `bulk-${n}` })));
      await engine.drain();
      const [row] = await database.sql('worker')`
        select count(*)::int as all, count(distinct ref)::int as refs from test_effect`;
      expect(row).toEqual({ all: 500, refs: 500 });
    });

    test('rings again for every row when all jobs are lost', async () => {
      const waiting = await start();
      await waiting.close();
      rig = undefined;
      await write(...Array.from({ length: 20 }, (_, n) => ({ kind: 'apply' as const, ref: `lost-${n}` })));
      // Rung, and every job gone before a worker saw it.
      await database.sql('worker')`update outbox set generation = 1, next_at = now() - interval '1 ms'`;
      const { engine } = await start();
      await engine.drain();
      const [row] = await database.sql('worker')`select count(*)::int as n from outbox where state = 'done'`;
      expect(row?.n).toBe(20);
    });

    test('runs a row rung twice once', async () => {
      const { engine } = await start();
      await write({ kind: 'apply', ref: 'twice' });
      await engine.drain();
      const queue = rig?.backend.openQueue('work');
      const [row] = await database.sql('worker')`select id from outbox where ref = 'twice'`;
      await queue?.addBulk(
        [7, 8, 9].map((n) => ({
          name: 'wake',
          data: { outboxIds: [String(row?.id)] },
          opts: { jobId: `o-again-${n}` },
        })),
      );
      await engine.drain();
      await queue?.close();
      expect(await effectsOf(database, 'twice')).toBe(1);
    });

    test('leaves a cancelled row alone', async () => {
      const { engine } = await start();
      await write({ kind: 'apply', ref: 'undone' });
      await database.sql('worker')`update outbox set state = 'cancelled' where ref = 'undone'`;
      await engine.drain();
      expect(await effectsOf(database, 'undone')).toBe(0);
    });

    test('counts an error of ours and tries again later, keeping only a code', async () => {
      const secret = 'Madame Dupont';
      const { engine, backend: store } = await start(
        handlersWith({
          apply: {
            run: async () => {
              throw new Error(secret);
            },
          },
        }),
      );
      await write({ kind: 'apply', ref: 'broken' });
      await engine.drain();
      expect(await stateOf('broken')).toMatchObject({
        state: 'pending',
        attempts: 1,
        error_code: 'Error',
        later: true,
      });
      const queue = store.openQueue('work');
      const [failed] = await queue.getFailed();
      expect(JSON.stringify(failed)).not.toContain(secret);
      expect(failed?.failedReason).toBe('Error');
      expect(failed?.stacktrace).toEqual([]);
      await queue.close();
    });

    test('does not count a server that is away, nor a collision', async () => {
      let turns = 0;
      const { engine } = await start(
        handlersWith({
          apply: {
            run: async (ctx, entry) => {
              turns += 1;
              if (turns < 3) await ctx.db.execute(sql`do $$ begin raise exception 'x' using errcode = '40P01'; end $$`);
              if (turns === 3)
                await ctx.db.execute(sql`do $$ begin raise exception 'x' using errcode = '57P01'; end $$`);
              return leaveEffect.run(ctx, entry);
            },
          },
        }),
      );
      await write({ kind: 'apply', ref: 'away' });
      await engine.drain();
      expect(await stateOf('away')).toMatchObject({ state: 'pending', attempts: 0, error_code: '57P01', later: true });
      await database.sql('worker')`update outbox set next_at = now()`;
      await engine.drain();
      expect(await stateOf('away')).toMatchObject({ state: 'done', attempts: 0 });
      expect(await effectsOf(database, 'away')).toBe(1);
    });

    test('gives up after twelve errors, tells staff, and lets the handler leave a visible state', async () => {
      const { engine } = await start(
        handlersWith({
          apply: {
            run: async () => {
              throw new Error('never');
            },
            giveUp: async (ctx, entry) => {
              await ctx.db.execute(sql`insert into test_effect (ref) values (${`given up ${entry.ref}`})`);
            },
          },
        }),
      );
      await write({ kind: 'apply', ref: 'hopeless' });
      for (let turn = 0; turn < 12; turn += 1) {
        await database.sql('worker')`update outbox set next_at = now() where state = 'pending'`;
        await engine.drain();
      }
      expect(await stateOf('hopeless')).toMatchObject({ state: 'dead', attempts: 12 });
      expect(await effectsOf(database, 'given up hopeless')).toBe(1);
      const [task] = await database.sql('worker')`select kind, detail from staff_task`;
      expect(task).toMatchObject({ kind: 'work-dead', detail: { kind: 'apply', ref: 'hopeless', code: 'Error' } });
    });

    test('puts off what has to wait, without counting', async () => {
      let ready = false;
      const { engine } = await start(
        handlersWith({
          apply: {
            run: (ctx, entry) =>
              ready ? leaveEffect.run(ctx, entry) : Promise.resolve({ outcome: 'later', seconds: 30, code: 'waiting' }),
          },
        }),
      );
      await write({ kind: 'apply', ref: 'second' });
      await engine.drain();
      expect(await stateOf('second')).toMatchObject({
        state: 'pending',
        attempts: 0,
        error_code: 'waiting',
        later: true,
      });
      ready = true;
      await database.sql('worker')`update outbox set next_at = now()`;
      await engine.drain();
      expect(await stateOf('second')).toMatchObject({ state: 'done', error_code: null });
    });

    test('does what a row reserves after the commit, and rings again when it was not settled', async () => {
      const settled: string[] = [];
      const { engine } = await start(
        handlersWith({
          mail: {
            run: async (_ctx, entry) => ({
              outcome: 'leased',
              seconds: 20,
              afterCommit: async (ctx) => {
                await ctx.db.execute(sql`update outbox set state = 'done' where id = ${entry.id}`);
                settled.push(entry.ref);
              },
            }),
          },
        }),
      );
      await write({ kind: 'mail', ref: 'letter' });
      await engine.drain();
      expect(settled).toEqual(['letter']);
      expect(await stateOf('letter')).toMatchObject({ state: 'done' });
    });

    test('lets what is under way end when it closes', async () => {
      let entered: (() => void) | undefined;
      const inside = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const { close } = await start(
        handlersWith({
          apply: {
            run: async (ctx, entry) => {
              entered?.();
              await new Promise((resolve) => setTimeout(resolve, 300));
              await leaveEffect.run(ctx, entry);
              return DONE;
            },
          },
        }),
      );
      await write({ kind: 'apply', ref: 'slow' });
      await inside;
      await close();
      rig = undefined;
      expect(await stateOf('slow')).toMatchObject({ state: 'done' });
    });
  });
}
