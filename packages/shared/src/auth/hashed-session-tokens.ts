import { createHash } from 'node:crypto';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth';

/**
 * Keeps session tokens hashed at rest: better-auth stores them as they are. Around its adapter, every token that goes
 * to the database is replaced by its SHA-256, and every token that comes back by the one that was asked for.
 * Addresses are compared without case on the way, as the unique index does.
 */
export function withHashedSessionTokens<A extends DBAdapter | DBTransactionAdapter>(adapter: A): A {
  const wrapped: DBTransactionAdapter = {
    ...adapter,
    create: async <T extends Record<string, unknown>, R = T>(
      input: Parameters<typeof adapter.create<T, R>>[0],
    ): Promise<R> => {
      const token: unknown = (input.data as Record<string, unknown>).token;
      if (!isSession(input.model) || typeof token !== 'string') return adapter.create<T, R>(input);
      const row = await adapter.create<T, R>({ ...input, data: { ...input.data, token: hashed(token) } });
      return { ...row, token };
    },
    findOne: async <T>(input: Parameters<DBTransactionAdapter['findOne']>[0]) => {
      const row = await adapter.findOne<T>({ ...input, where: translate(input.model, input.where) });
      return row && restore(input.model, input.where, row);
    },
    findMany: async <T>(input: Parameters<DBTransactionAdapter['findMany']>[0]) => {
      if (!input.where) return adapter.findMany<T>(input);
      const rows = await adapter.findMany<T>({ ...input, where: translate(input.model, input.where) });
      return rows.map((row) => restore(input.model, input.where ?? [], row));
    },
    update: async <T>(input: Parameters<DBTransactionAdapter['update']>[0]) => {
      const row = await adapter.update<T>({ ...input, where: translate(input.model, input.where) });
      return row && restore(input.model, input.where, row);
    },
    updateMany: (input) => adapter.updateMany({ ...input, where: translate(input.model, input.where) }),
    delete: (input) => adapter.delete({ ...input, where: translate(input.model, input.where) }),
    deleteMany: (input) => adapter.deleteMany({ ...input, where: translate(input.model, input.where) }),
    consumeOne: async <T>(input: Parameters<DBTransactionAdapter['consumeOne']>[0]) => {
      const row = await adapter.consumeOne<T>({ ...input, where: translate(input.model, input.where) });
      return row && restore(input.model, input.where, row);
    },
    incrementOne: async <T>(input: Parameters<DBTransactionAdapter['incrementOne']>[0]) => {
      const row = await adapter.incrementOne<T>({ ...input, where: translate(input.model, input.where) });
      return row && restore(input.model, input.where, row);
    },
    count: (input) => adapter.count(input.where ? { ...input, where: translate(input.model, input.where) } : input),
  };
  if (!('transaction' in adapter)) return wrapped as A;
  return {
    ...wrapped,
    transaction: (work: (inner: DBTransactionAdapter) => Promise<unknown>) =>
      adapter.transaction((inner) => work(withHashedSessionTokens(inner))),
  } as A;
}

/** What the database holds of a session's token. */
export function hashed(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function isSession(model: string): boolean {
  return model === 'session';
}

function translate(model: string, where: Where[]): Where[] {
  return where.map((clause) => {
    if (model === 'user' && clause.field === 'email') return { ...clause, mode: 'insensitive' as const };
    if (!isSession(model) || clause.field !== 'token') return clause;
    const { value } = clause;
    if (typeof value === 'string') return { ...clause, value: hashed(value) };
    if (Array.isArray(value)) return { ...clause, value: value.map((each) => hashed(String(each))) };
    return clause;
  });
}

function restore<T>(model: string, where: Where[], row: T): T {
  if (!isSession(model)) return row;
  const asked = where.find((clause) => clause.field === 'token')?.value;
  return typeof asked === 'string' ? { ...row, token: asked } : row;
}
