import type { Database } from '@guichet/shared/db/client';
import { oidcRecord } from '@guichet/shared/db/tables/oidc-record';
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import { createGrantAdapter } from './grant-adapter.ts';
import { findClient } from './platform-client.ts';
import { digest, endGrant, type StoreOptions, unused } from './stored.ts';

/**
 * Keeps what the provider must know between two requests in PostgreSQL, so that several servers share it: found again
 * by digests, and sealed with a key that the database does not have.
 */
export function createStore(options: StoreOptions): AdapterFactory {
  return (model) => {
    if (model === 'Client') return clientAdapter(options.db);
    return model === 'Grant' ? createGrantAdapter(options) : recordAdapter(options, model);
  };
}

function clientAdapter(db: Database): Adapter {
  const refuse = async () => {
    throw new Error('platforms are kept by administrators, not by the provider');
  };
  return { ...unused, find: (id) => findClient(db, id), upsert: refuse, destroy: refuse, revokeByGrantId: refuse };
}

function recordAdapter({ db, sealer }: StoreOptions, model: string): Adapter {
  const at = (id: string) => and(eq(oidcRecord.model, model), eq(oidcRecord.key, digest(id)));
  const read = async (condition: SQL | undefined): Promise<AdapterPayload | undefined> => {
    const [row] = await db
      .select()
      .from(oidcRecord)
      .where(and(condition, sql`${oidcRecord.expiresAt} > now()`))
      .orderBy(desc(oidcRecord.expiresAt))
      .limit(1);
    const text = row && sealer.unseal(row.sealed, contextOf(model, row.key));
    if (!row || text === null || text === undefined) return undefined;
    const consumed = row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / 1_000) } : {};
    return { ...(JSON.parse(text) as AdapterPayload), ...consumed };
  };
  return {
    findByUserCode: unused.findByUserCode,
    find: (id) => read(at(id)),
    findByUid: (uid) => read(and(eq(oidcRecord.model, model), eq(oidcRecord.uidKey, digest(uid)))),
    upsert: async (id, payload, expiresIn = 0) => {
      const key = digest(id);
      const values = {
        sealed: sealer.seal(JSON.stringify(payload), contextOf(model, key)),
        uidKey: payload.uid === undefined ? null : digest(payload.uid),
        // A sign-in under way names a grant before there is one.
        grantKey: model === 'Interaction' || payload.grantId === undefined ? null : digest(payload.grantId),
        expiresAt: sql`now() + make_interval(secs => ${expiresIn})`,
      };
      await db
        .insert(oidcRecord)
        .values({ model, key, ...values })
        .onConflictDoUpdate({ target: [oidcRecord.model, oidcRecord.key], set: values })
        .catch((error: unknown) => {
          // The session ended, or a copy of the code was presented, between the code and its token.
          if (isGrantGone(error)) throw new errors.InvalidGrant('the grant has ended');
          throw error;
        });
    },
    consume: async (id) => {
      const won = await db
        .update(oidcRecord)
        .set({ consumedAt: sql`now()` })
        .where(and(at(id), isNull(oidcRecord.consumedAt)))
        .returning({ model: oidcRecord.model });
      // Of those who present one code at one moment, one gets in.
      if (won.length === 0) throw new errors.InvalidGrant('authorization code already consumed');
    },
    destroy: async (id) => {
      await db.delete(oidcRecord).where(at(id));
    },
    revokeByGrantId: (grantId) => endGrant(db, grantId),
  };
}

function isGrantGone(error: unknown): boolean {
  const { code, constraint_name: constraint } = ((error as Error).cause ?? error) as Record<string, unknown>;
  return code === '23503' && constraint === 'oidc_record_grant_key_fkey';
}

/** A sealed text cannot be carried to another row. */
function contextOf(model: string, key: Uint8Array): string {
  return `${model}:${Buffer.from(key).toString('hex')}`;
}
