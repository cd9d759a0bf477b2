import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from '@guichet/shared/db/client';
import { platform } from '@guichet/shared/db/tables/platform';
import { opensPlatform } from '@guichet/shared/domain/platforms';
import type { Role } from '@guichet/shared/domain/roles';
import { and, eq, isNull } from 'drizzle-orm';
import type { AdapterPayload } from 'oidc-provider';
import type Provider from 'oidc-provider';

type Platform = typeof platform.$inferSelect;

/** What the provider calls a client, as kept by administrators. Read at each request: what is disabled is gone at once. */
export async function findClient(db: Database, clientId: string): Promise<AdapterPayload | undefined> {
  const row = await findPlatform(db, clientId);
  if (!row) return undefined;
  const secret = row.secretSha256 ? { client_secret: Buffer.from(row.secretSha256).toString('hex') } : {};
  return {
    client_id: row.clientId,
    client_name: row.name,
    redirect_uris: row.redirectUris,
    post_logout_redirect_uris: row.postLogoutUris,
    application_type: 'web',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: ['openid', ...row.shares].join(' '),
    token_endpoint_auth_method: row.public ? 'none' : 'client_secret_basic',
    ...secret,
  };
}

/** A platform that is not disabled. */
export async function findPlatform(db: Database, clientId: string): Promise<Platform | null> {
  const [row] = await db
    .select()
    .from(platform)
    .where(and(eq(platform.clientId, clientId), isNull(platform.disabledAt)));
  return row ?? null;
}

/** The database keeps a digest of the secret, so the provider compares digests. */
export function compareDigests(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function compareClientSecret(given: string): boolean {
    const wanted = Buffer.from(this.clientSecret ?? '', 'hex');
    const digest = createHash('sha256').update(given).digest();
    return wanted.length === digest.length && timingSafeEqual(wanted, digest);
  };
}

/** Whether a member comes in today. */
export function mayEnter({ roles }: Pick<Platform, 'roles'>, member: { pos: readonly { roles: Role[] }[] }): boolean {
  return opensPlatform(
    roles,
    member.pos.flatMap((held) => held.roles),
  );
}
