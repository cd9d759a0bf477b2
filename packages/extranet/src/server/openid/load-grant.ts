import type { Database } from '@guichet/shared/db/client';
import { platformConsent } from '@guichet/shared/db/tables/platform-consent';
import { and, eq, isNull } from 'drizzle-orm';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { findPlatform, mayEnter } from './platform-client.ts';
import type { StoreOptions } from './stored.ts';

/**
 * What the member granted to the client that asks: a fresh grant for whoever comes in today and agreed to the text as
 * it stands. Consent is ours and lasts; the provider's grant is only for this session.
 */
export async function loadGrant(
  ctx: KoaContextWithOIDC,
  { db, signedIn }: Pick<StoreOptions, 'db' | 'signedIn'>,
): Promise<Grant | undefined> {
  const { provider, client, account } = ctx.oidc;
  const member = await signedIn(ctx.req);
  const platform = await findPlatform(db, client?.clientId ?? '');
  if (!member || !platform || member.actor.id !== account?.accountId || !mayEnter(platform, member)) return undefined;
  if (!(await hasConsent(db, member.actor.id, platform))) return undefined;
  const grant = new provider.Grant({ accountId: member.actor.id, clientId: platform.clientId });
  grant.addOIDCScope(['openid', ...platform.shares].join(' '));
  await grant.save();
  return grant;
}

async function hasConsent(
  db: Database,
  accountId: string,
  { id, consentVersion }: { id: string; consentVersion: number },
): Promise<boolean> {
  const given = await db.$count(
    platformConsent,
    and(
      eq(platformConsent.accountId, accountId),
      eq(platformConsent.platformId, id),
      eq(platformConsent.consentVersion, consentVersion),
      isNull(platformConsent.withdrawnAt),
    ),
  );
  return given > 0;
}
