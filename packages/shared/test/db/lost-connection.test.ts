import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connectDatabase } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

// Without patches/postgres@3.4.9.patch the first of these ends the process.
describe('a connection that PostgreSQL cuts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  const cut = (pid: unknown) => database.sql('admin')`select pg_terminate_backend(${Number(pid)})`;

  test('in the middle of a transaction rejects it, and the pool goes on', async () => {
    const { db, close } = connectDatabase(database.url('worker'), { max: 2 });
    for (let turn = 0; turn < 5; turn += 1) {
      const transaction = db.transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await cut(row?.pid);
        await tx.execute(sql`select 1`);
      });
      await expect(transaction).rejects.toThrow();
      await answersAgain(() => Promise.all(Array.from({ length: 6 }, () => db.execute(sql`select 1`))));
    }
    await close();
  });

  test('under a statement rejects that statement, and is replaced', async () => {
    const { sql: client, close } = connectDatabase(database.url('worker'), { max: 1 });
    for (let turn = 0; turn < 5; turn += 1) {
      const [row] = await client`select pg_backend_pid() as pid`;
      const [answer] = await Promise.allSettled([client`select pg_sleep(0.2)`, cut(row?.pid)]);
      expect(answer.status).toBe('rejected');
      await answersAgain(() => client`select 1`);
    }
    await close();
  });
});

/** A statement or two may still meet the dead connection; none may wait for ever. */
async function answersAgain(ask: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + 5_000;
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<'hung'>((resolve) => {
      timer = setTimeout(resolve, 3_000, 'hung');
    });
    const answer = await Promise.race([
      ask().then(
        () => 'answered',
        () => 'rejected',
      ),
      hung,
    ]);
    clearTimeout(timer);
    if (answer === 'answered') return;
    expect(answer).toBe('rejected');
    expect(performance.now()).toBeLessThan(until);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
