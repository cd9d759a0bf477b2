import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assertEveryKindHasHandler } from '../../src/queue/engine.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { enqueue } from '../../src/queue/outbox.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { runEntries } from '../../src/queue/run-entries.ts';
import { runEntry } from '../../src/queue/run-entry.ts';
import { DONE } from '../../src/queue/work-context.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { effectsOf, handlersWith, leaveEffect, prepareEffects, workContext } from './queue-rig.ts';

describe('one outbox row', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareEffects(database);
  });
  afterAll(() => database.close());

  const idOf = async (ref: string): Promise<string> => {
    const [row] = await database.sql('worker')`select id from outbox where ref = ${ref}`;
    return row?.id;
  };

  test('rung fifty times at once is done once', async () => {
    await enqueue(database.db('worker'), [{ kind: 'apply', ref: 'parallel' }]);
    const id = await idOf('parallel');
    const ctx = workContext(database);
    await Promise.all(Array.from({ length: 50 }, () => runEntry(ctx, handlersWith({}), id)));
    expect(await effectsOf(database, 'parallel')).toBe(1);
  });

  test('whose handler fails after it has written leaves nothing written', async () => {
    await enqueue(database.db('worker'), [{ kind: 'apply', ref: 'half' }]);
    const handlers = handlersWith({
      apply: {
        run: async (ctx, entry) => {
          await leaveEffect.run(ctx, entry);
          throw new Error('half-way');
        },
      },
    });
    await expect(runEntry(workContext(database), handlers, await idOf('half'))).rejects.toThrow('Error');
    expect(await effectsOf(database, 'half')).toBe(0);
  });

  test('that is due by a later moment is done by a run for that moment, without a queue', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    await enqueue(database.db('worker'), [{ kind: 'close-account', ref: 'tomorrow', nextAt: tomorrow }]);
    await runDue(workContext(database), handlersWith({}));
    expect(await effectsOf(database, 'tomorrow')).toBe(0);
    await runDue(workContext(database), handlersWith({}), new Date(tomorrow.getTime() + 1_000));
    expect(await effectsOf(database, 'tomorrow')).toBe(1);
  });

  test('of any kind has a handler; a worker without one refuses to start and names it', () => {
    const handlers = createHandlers({
      intakeUrl: 'http://a',
      extranetUrl: 'http://b',
      backofficeUrl: 'http://office.example',
    });
    expect(() => assertEveryKindHasHandler(handlers)).not.toThrow();
    const { mail: _, ...others } = handlers;
    expect(() => assertEveryKindHasHandler(others)).toThrow(/"mail"/);
  });
});

describe('several outbox rows of one job', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareEffects(database);
  });
  afterAll(() => database.close());

  /** Writes rows and answers their ids in the same order. */
  const write = async (refs: readonly string[]): Promise<string[]> => {
    await enqueue(
      database.db('worker'),
      refs.map((ref) => ({ kind: 'apply' as const, ref })),
    );
    const rows = await database.sql('worker')`select id, ref from outbox where ref = any(${refs as string[]})`;
    return refs.map((ref) => rows.find((row) => row.ref === ref)?.id);
  };
  const stateOf = async (ref: string) => {
    const [row] = await database.sql('worker')`
      select state, attempts, error_code, next_at > now() as later from outbox where ref = ${ref}`;
    return row;
  };
  const transactionsOf = async (refs: readonly string[]): Promise<number> => {
    const [row] = await database.sql('worker')`
      select count(distinct xmin::text)::int as n from test_effect where ref = any(${refs as string[]})`;
    return row?.n;
  };

  test('are done in one transaction', async () => {
    const refs = ['one', 'two', 'three'];
    await runEntries(workContext(database), handlersWith({}), await write(refs));
    for (const ref of refs) expect(await stateOf(ref)).toMatchObject({ state: 'done' });
    expect(await transactionsOf(refs)).toBe(1);
  });

  test('are each done once when the job is rung fifty times at once, and single rows of it with it', async () => {
    const refs = ['four', 'five', 'six'];
    const ids = await write(refs);
    const ctx = workContext(database);
    const rings = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? ids : [ids[n % 3] ?? '']));
    await Promise.all(rings.map((rung) => runEntries(ctx, handlersWith({}), rung)));
    await runEntries(ctx, handlersWith({}), ids);
    for (const ref of refs) expect(await effectsOf(database, ref)).toBe(1);
  });

  test('are done one by one when one of them fails, which alone is counted', async () => {
    const ids = await write(['good', 'bad', 'also good']);
    const handlers = handlersWith({
      apply: {
        run: async (ctx, entry) => {
          await leaveEffect.run(ctx, entry);
          if (entry.ref === 'bad') throw new Error('half-way');
          return DONE;
        },
      },
    });
    await expect(runEntries(workContext(database), handlers, ids)).rejects.toThrow('Error');
    expect(await effectsOf(database, 'good')).toBe(1);
    expect(await effectsOf(database, 'also good')).toBe(1);
    expect(await effectsOf(database, 'bad')).toBe(0);
    expect(await stateOf('good')).toMatchObject({ state: 'done', attempts: 0 });
    expect(await stateOf('bad')).toMatchObject({ state: 'pending', attempts: 1, error_code: 'Error', later: true });
    expect(await transactionsOf(['good', 'also good'])).toBe(2);
  });

  test('each get their own outcome from a handler that does them together', async () => {
    const ids = await write(['ready', 'not yet']);
    const handlers = handlersWith({
      apply: {
        run: () => Promise.reject(new Error('not this one')),
        runTogether: async (_ctx, entries) =>
          entries.map(({ ref }) => (ref === 'ready' ? DONE : { outcome: 'later', seconds: 30, code: 'waiting' })),
      },
    });
    await runEntries(workContext(database), handlers, ids);
    expect(await stateOf('ready')).toMatchObject({ state: 'done', error_code: null });
    expect(await stateOf('not yet')).toMatchObject({ state: 'pending', error_code: 'waiting', later: true });
  });

  test('leave out what is cancelled or done already', async () => {
    const ids = await write(['gone', 'there']);
    await database.sql('worker')`update outbox set state = 'cancelled' where ref = 'gone'`;
    await runEntries(workContext(database), handlersWith({}), ids);
    expect(await effectsOf(database, 'gone')).toBe(0);
    expect(await effectsOf(database, 'there')).toBe(1);
  });
});
