import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { DONE, type Handler } from '../../src/queue/work-context.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { handlersWith, type Rig, startRig } from './queue-rig.ts';

describe('an activation behind a mailing', () => {
  let database: TestDatabase;
  let rig: Rig | undefined;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await rig?.close();
    await database.close();
  });

  test('leaves while every place of mailings is taken and two thousand of their mails wait', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let begun = 0;
    const held: Handler = {
      async run() {
        begun += 1;
        await gate;
        return DONE;
      },
      async runTogether(_ctx, entries) {
        begun += entries.length;
        await gate;
        return entries.map(() => DONE);
      },
    };
    const left: string[] = [];
    let told = (): void => {};
    const leaves = new Promise<void>((resolve) => {
      told = resolve;
    });
    const mail: Handler = {
      async run(_ctx, { ref }) {
        left.push(ref);
        told();
        return DONE;
      },
    };
    await database.db('worker').execute(sql`
      insert into outbox (kind, ref) select 'mailing-mail', n::text from generate_series(1, 2000) n`);
    rig = await startRig(database, handlersWith({ 'mailing-mail': held, mail }));
    while (begun === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await database.db('worker').execute(sql`insert into outbox (kind, ref) values ('mail', 'activation')`);
    await leaves;
    const [waiting] = await database.sql('worker')`
      select count(*)::int as n from outbox where kind = 'mailing-mail' and state = 'pending'`;
    expect({ left, waiting: waiting?.n }).toEqual({ left: ['activation'], waiting: 2_000 });
    open();
    await rig.engine.drain();
    const [rest] = await database.sql('worker')`select count(*)::int as n from outbox where state = 'pending'`;
    expect(rest?.n).toBe(0);
  });
});
