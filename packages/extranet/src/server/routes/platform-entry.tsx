import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { giveConsent } from '@guichet/shared/commands/platforms/give-consent';
import type { platform as platformTable } from '@guichet/shared/db/tables/platform';
import { isGuichetError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { allowFormTarget } from '@guichet/shared/http/security-headers';
import type { Express, Request, Response } from 'express';
import type Provider from 'oidc-provider';
import type { ReactElement } from 'react';
import { changeUrl, type Extranet } from '../extranet.ts';
import { formText } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { readMemberClaims } from '../openid/member-claims.ts';
import type { Openid } from '../openid/openid.ts';
import { findPlatform, mayEnter } from '../openid/platform-client.ts';
import type { OpenSignedIn } from '../openid/signed-in.ts';
import { ConsentPage, OnTheWayPage, RefusedPage, SignInAgainPage } from '../pages/platforms/consent-page.tsx';
import { EXPIRED, OpenidErrorPage } from '../pages/platforms/openid-error-page.tsx';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A sign-in that a platform began: whose, on which terms, for whom. */
type Entry = {
  provider: Provider;
  interaction: Interaction;
  platform: typeof platformTable.$inferSelect;
  /** Null: nobody is signed in. */
  member: OpenSignedIn | null;
};

/** The steps between a platform's request and its answer: sign in, be refused, agree. */
export function platformEntryRoutes(app: Express, extranet: Extranet, openid: Openid): void {
  app.get('/plateforme/:uid', async (req, res) => {
    const entry = await openEntry(extranet, openid, req, res);
    if (!entry) return;
    const member = memberOrSignIn(entry, res);
    if (!member) return;
    if (entry.interaction.prompt.name === 'login') return enter(extranet, entry, member, req, res);
    if (entry.interaction.session?.accountId !== member.actor.id) return startAgain(entry, res);
    await ask(extranet, entry, member, res);
  });

  // Where signing in leads back to: see `OnTheWayPage`.
  app.get('/plateforme/:uid/suite', async (req, res) => {
    const entry = await openEntry(extranet, openid, req, res);
    if (!entry) return;
    if (!memberOrSignIn(entry, res)) return;
    const href = `/plateforme/${entry.interaction.uid}`;
    res.setHeader('Refresh', `0; url=${href}`);
    await send(extranet, res, 200, 'Connexion', <OnTheWayPage href={href} name={entry.platform.name} />);
  });

  app.post('/plateforme/:uid', async (req, res) => {
    const entry = await openEntry(extranet, openid, req, res);
    if (!entry) return;
    const choice = formText(req, 'choix');
    if (choice === 'identifier') {
      sendCookies(res, await extranet.auth.signOut(req));
      return res.redirect(303, signInPath(entry));
    }
    if (choice === 'refuser') {
      const refusal = { error: 'access_denied', error_description: 'The member did not continue.' };
      return entry.provider.interactionFinished(req, res, refusal, { mergeWithLastSubmission: false });
    }
    const { member } = entry;
    const asked = entry.interaction.prompt.name === 'consent' && entry.interaction.session?.accountId;
    if (choice !== 'accepter' || !member || member.actor.id !== asked) {
      return res.redirect(303, `/plateforme/${entry.interaction.uid}`);
    }
    await accept(extranet, entry, member, req, res);
  });
}

/** The sign-in that this browser is in the middle of; otherwise the page that says so is sent. */
async function openEntry(extranet: Extranet, openid: Openid, req: Request, res: Response): Promise<Entry | null> {
  const provider = await openid.provider();
  const interaction = await readInteraction(provider, req, res);
  if (interaction === null || interaction.uid !== req.params.uid) {
    await send(extranet, res, 400, 'Connexion expirée', <OpenidErrorPage error={EXPIRED} />);
    return null;
  }
  const platform = await findPlatform(extranet.db, String(interaction.params.client_id));
  if (!platform) {
    await send(extranet, res, 403, 'Plateforme fermée', <OpenidErrorPage error="invalid_client" />);
    return null;
  }
  return { provider, interaction, platform, member: await openid.signedIn(req) };
}

async function readInteraction(provider: Provider, req: Request, res: Response): Promise<Interaction | null> {
  try {
    return await provider.interactionDetails(req, res);
  } catch (error) {
    if ((error as Error).name === 'SessionNotFound') return null;
    throw error;
  }
}

function signInPath({ interaction }: Entry): string {
  return `/connexion?retour=${encodeURIComponent(`/plateforme/${interaction.uid}/suite`)}`;
}

/** Sends who is not signed in to sign in, and back. */
function memberOrSignIn(entry: Entry, res: Response): OpenSignedIn | null {
  if (entry.member === null) res.redirect(303, signInPath(entry));
  return entry.member;
}

/** Tells the provider who is signed in; asks for a new proof where the platform wants one. */
async function enter(
  extranet: Extranet,
  entry: Entry,
  member: OpenSignedIn,
  req: Request,
  res: Response,
): Promise<void> {
  const { provider, interaction, platform } = entry;
  const signedInAt = Math.floor((member.authenticatedAt?.getTime() ?? 0) / 1_000);
  const wantsProof = interaction.prompt.reasons.some((reason) => reason === 'login_prompt' || reason === 'max_age');
  if (wantsProof && signedInAt < (interaction.iat ?? 0)) {
    const page = <SignInAgainPage token={csrfToken(res)} uid={interaction.uid} name={platform.name} />;
    return send(extranet, res, 200, 'Identifiez-vous à nouveau', page);
  }
  // The browser was somebody else's until now: the provider forgets them before it hears of the next.
  if (interaction.session && interaction.session.accountId !== member.actor.id) return startAgain(entry, res);
  const login = { accountId: member.actor.id, ts: signedInAt, remember: false };
  await provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
}

/** The same request anew, without what the provider remembers of this browser. */
async function startAgain({ provider, interaction }: Entry, res: Response): Promise<void> {
  const uid = interaction.session?.uid;
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid);
  await session?.destroy();
  const { prompt: _answered, ...params } = interaction.params as Record<string, string>;
  const url = new URL(provider.urlFor('authorization'));
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  res.redirect(303, `${url.pathname}${url.search}`);
}

async function ask(extranet: Extranet, entry: Entry, member: OpenSignedIn, res: Response): Promise<void> {
  const { interaction, platform } = entry;
  const token = csrfToken(res);
  // The answer leads back to the platform, at the address that the provider has checked.
  allowFormTarget(res, String(interaction.params.redirect_uri));
  if (!mayEnter(platform, member)) {
    const page = { token, uid: interaction.uid, name: platform.name, roles: platform.roles ?? [] };
    return send(extranet, res, 403, 'Accès réservé', <RefusedPage {...page} askUrl={changeUrl(extranet)} />);
  }
  const who = { accountId: member.actor.id, pos: member.pos };
  const claims = await readMemberClaims(extranet.db, who, platform.roles);
  const title = `Ouvrir ${platform.name}`;
  const page = <ConsentPage token={token} uid={interaction.uid} platform={platform} claims={claims} />;
  await send(extranet, res, 200, title, page);
}

async function accept(
  extranet: Extranet,
  entry: Entry,
  member: OpenSignedIn,
  req: Request,
  res: Response,
): Promise<void> {
  const { platform, provider, interaction } = entry;
  const consentVersion = Number(formText(req, 'version'));
  if (!mayEnter(platform, member)) return res.redirect(303, `/plateforme/${interaction.uid}`);
  try {
    const ctx = { ...extranet.linkContext, actor: member.actor };
    await giveConsent(ctx, { platformId: platform.id, consentVersion });
  } catch (error) {
    // The text changed while it was read: it is shown as it is now.
    if (isGuichetError(error) && error.code === 'conflict') return res.redirect(303, `/plateforme/${interaction.uid}`);
    throw error;
  }
  await provider.interactionFinished(req, res, { consent: {} }, { mergeWithLastSubmission: true });
}

async function send(
  extranet: Extranet,
  res: Response,
  status: number,
  title: string,
  children: ReactElement,
): Promise<void> {
  sendPage(res, status, { title, secretariat: await extranet.readSecretariat(), children });
}
