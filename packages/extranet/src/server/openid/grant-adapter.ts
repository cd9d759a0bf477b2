import { oidcGrant } from '@guichet/shared/db/tables/oidc-grant';
import { memberSession } from '@guichet/shared/db/tables/member-session';
import { and, eq, sql } from 'drizzle-orm';
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider';
import { digest, endGrant, type StoreOptions, unused } from './stored.ts';
import { findPlatform } from './platform-client.ts';

/** Grants hang on the session of the extranet in which they were made: PostgreSQL ends them with it. */
export function createGrantAdapter({ db, sealer, signedIn }: StoreOptions): Adapter {
  const contextOf = (id: string) => `Grant:${digest(id).toString('hex')}`;
  return {
    ...unused,
    find: async (id) => {
      const [row] = await db
        .select({ sealed: oidcGrant.sealed })
        .from(oidcGrant)
        .innerJoin(memberSession, eq(memberSession.id, oidcGrant.sessionId))
        .where(
          and(
            eq(oidcGrant.key, digest(id)),
            sql`${oidcGrant.expiresAt} > now()`,
            sql`${memberSession.expiresAt} > now()`,
          ),
        );
      const text = row && sealer.unseal(row.sealed, contextOf(id));
      return text ? (JSON.parse(text) as AdapterPayload) : undefined;
    },
    upsert: async (id, payload, expiresIn = 0) => {
      const member = Provider.ctx ? await signedIn(Provider.ctx.req) : null;
      const platform = await findPlatform(db, String(payload.clientId));
      if (!member || member.actor.id !== payload.accountId || !platform) {
        throw new Error('a grant is made for the member who is signed in, to a platform that is open');
      }
      const values = {
        sealed: sealer.seal(JSON.stringify(payload), contextOf(id)),
        expiresAt: sql`now() + make_interval(secs => ${expiresIn})`,
      };
      await db
        .insert(oidcGrant)
        .values({
          key: digest(id),
          accountId: member.actor.id,
          platformId: platform.id,
          sessionId: member.sessionId,
          ...values,
        })
        .onConflictDoUpdate({ target: oidcGrant.key, set: values });
    },
    destroy: (id) => endGrant(db, id),
    revokeByGrantId: (grantId) => endGrant(db, grantId),
  };
}
