import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../src/db/client.ts';
import { startFlight } from '../../src/db/flight.ts';
import { cause } from '../../src/db/tables/cause.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const row = (id: string, actorLabel: string) => ({ id, kind: 'demo', actorKind: 'system', actorLabel }) as const;
const labelOf = async (tx: Transaction, id: string): Promise<string | undefined> => {
  const [found] = await tx.select({ label: cause.actorLabel }).from(cause).where(eq(cause.id, id));
  return found?.label;
};
const append = async (tx: Transaction, id: string, text: string): Promise<void> => {
  await tx
    .update(cause)
    .set({ actorLabel: sql`${cause.actorLabel} || ${text}` })
    .where(eq(cause.id, id));
};

test('statements of a flight run in the order in which they were sent, whatever their kind', async () => {
  // Twice: the first time statements are also prepared, which takes another way through the driver.
  for (let turn = 0; turn < 2; turn += 1) {
    const id = randomUUID();
    const seen = await database.db('migrator').transaction(async (tx) => {
      const flight = startFlight();
      flight.send(tx.insert(cause).values(row(id, 'a')));
      const first = flight.ask(labelOf(tx, id));
      flight.send(append(tx, id, 'b'));
      flight.send(tx.execute(sql`update cause set actor_label = actor_label || 'c' where id = ${id}`));
      const second = flight.ask(labelOf(tx, id));
      flight.send(
        tx
          .update(cause)
          .set({ actorLabel: sql`${cause.actorLabel} || 'd'` })
          .where(eq(cause.id, id)),
      );
      const third = flight.ask(
        tx.execute<{ label: string }>(sql`select actor_label as label from cause where id = ${id}`),
      );
      flight.send(tx.delete(cause).where(eq(cause.id, id)));
      const last = flight.ask(labelOf(tx, id));
      await flight.land();
      return [await first, await second, (await third)[0]?.label, await last];
    });
    expect(seen).toEqual(['a', 'abc', 'abcd', undefined]);
  }
});

test('of a flight in which a statement fails nothing stays, and its failure is the one that is told', async () => {
  const [early, late] = [randomUUID(), randomUUID()];
  const failing = database.db('migrator').transaction(async (tx) => {
    const flight = startFlight();
    flight.send(tx.insert(cause).values(row(early, 'a')));
    flight.send(tx.insert(cause).values(row(early, 'again')));
    flight.send(tx.insert(cause).values(row(late, 'b')));
    await flight.land();
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: '23505' } });
  const rows = await database.db('migrator').select().from(cause);
  expect(rows.filter(({ id }) => id === early || id === late)).toEqual([]);
});

test('a flight that is not waited for ends nothing but its transaction', async () => {
  const failing = database.db('migrator').transaction(async (tx) => {
    const flight = startFlight();
    flight.send(tx.execute(sql`select 1 / 0`));
    flight.send(tx.execute(sql`select 1`));
    throw new Error('something else');
  });
  await expect(failing).rejects.toThrow('something else');
  expect(await database.sql('migrator')`select 1 as one`).toEqual([{ one: 1 }]);
});
