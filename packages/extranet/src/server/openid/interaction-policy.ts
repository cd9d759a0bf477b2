import { interactionPolicy } from 'oidc-provider';
import { findPlatform, mayEnter } from './platform-client.ts';
import type { StoreOptions } from './stored.ts';

const { Check } = interactionPolicy;

/**
 * When a member must be asked something. The extranet's own session decides who is signed in, today's roles whether
 * they come in, and the consent on record (`loadGrant`) whether they were asked before.
 */
export function createInteractionPolicy({ db, signedIn }: Pick<StoreOptions, 'db' | 'signedIn'>) {
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(
    new Check('extranet_session', 'the End-User is not signed in', 'login_required', async ({ req, oidc }) => {
      const member = await signedIn(req);
      return member === null || member.actor.id !== oidc.session?.accountId;
    }),
  );
  const consent = policy.get('consent');
  consent?.checks.remove('native_client_prompt');
  consent?.checks.add(
    new Check('role_missing', 'the End-User has no role that opens this client', 'access_denied', async (ctx) => {
      const member = await signedIn(ctx.req);
      const platform = await findPlatform(db, ctx.oidc.client?.clientId ?? '');
      return !member || !platform || !mayEnter(platform, member);
    }),
    0,
  );
  return policy;
}
