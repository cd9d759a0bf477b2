import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assertEveryKindHasHandler } from '../../src/queue/engine.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { enqueue } from '../../src/queue/outbox.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { runEntry } from '../../src/queue/run-entry.ts';
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
    const handlers = createHandlers({ intakeUrl: 'http://a', extranetUrl: 'http://b' });
    expect(() => assertEveryKindHasHandler(handlers)).not.toThrow();
    const { mail: _, ...others } = handlers;
    expect(() => assertEveryKindHasHandler(others)).toThrow(/"mail"/);
  });
});
