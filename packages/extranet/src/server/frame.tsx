import { csrfToken } from '@guichet/shared/http/csrf';
import { renderPage } from '@guichet/shared/http/render-page';
import type { ClientAssets } from '@guichet/shared/http/static-assets';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { type PageAssets, PageDocument } from '@guichet/shared/ui/page-document';
import { ChosenText } from '@guichet/shared/ui/chosen-text';
import { SiteFooter } from '@guichet/shared/ui/site-footer';
import { SiteHeader } from '@guichet/shared/ui/site-header';
import type { Response } from 'express';
import type { ReactElement, ReactNode } from 'react';
import { extranetTexts } from './extranet-texts.ts';
import type { Secretariat } from '../reads/read-secretariat.ts';

export const SITE = 'Extranet PO';

export type FrameProps = {
  title: string;
  hasErrors?: boolean | undefined;
  /** Who answers questions; in the footer. */
  secretariat: Secretariat | null;
  /** Signed in: the menu and the way out. */
  signedIn?: { current?: 'home' | 'file' | 'resources' | 'mailings' | 'own' | 'account' | undefined } | undefined;
  /** The page makes or shows passkeys, which need a script of their own. */
  passkeys?: boolean | undefined;
  children: ReactNode;
};

/** Sends a page in the extranet's frame. */
export function sendPage(res: Response, status: number, props: FrameProps): void {
  renderPage(res, framed(res, props), { status });
}

/** A page in the extranet's frame, for who sends it otherwise. */
export function framed(
  res: Response,
  { children, secretariat, signedIn, passkeys = false, ...page }: FrameProps,
): ReactElement {
  const links = signedIn
    ? [
        { href: '/', label: 'Accueil', current: signedIn.current === 'home' },
        { href: '/dossier', label: 'Dossier', current: signedIn.current === 'file' },
        { href: '/ressources', label: 'Ressources', current: signedIn.current === 'resources' },
        { href: '/courriers', label: 'Courriers', current: signedIn.current === 'mailings' },
        { href: '/mes-donnees', label: 'Mes données', current: signedIn.current === 'own' },
        { href: '/compte', label: 'Mon compte', current: signedIn.current === 'account' },
      ]
    : [];
  return (
    <PageDocument
      {...page}
      site={SITE}
      assets={passkeys ? withPasskeys(res.app.locals.assets as ClientAssets) : res.app.locals.assets}
      header={
        <SiteHeader brand={SITE} links={links}>
          {signedIn && <SignOut token={csrfToken(res)} />}
        </SiteHeader>
      }
      footer={<Footer secretariat={secretariat} words={extranetTexts(res)['extranet-footer']} />}
    >
      {children}
    </PageDocument>
  );
}

/** Only where it is used: nobody else waits for it. */
function withPasskeys(assets: ClientAssets): PageAssets {
  return { ...assets, scripts: [...assets.scripts, ...assets.entry('src/client/passkeys.ts').scripts] };
}

function SignOut({ token }: { token: string }) {
  return (
    <form method="post" action="/deconnexion" className="sign-out">
      <CsrfField token={token} />
      <Button kind="plain">Se déconnecter</Button>
    </form>
  );
}

function Footer({ secretariat, words }: { secretariat: Secretariat | null; words: string }) {
  if (!secretariat) return <SiteFooter />;
  const lines = words.split('\n');
  return (
    <SiteFooter>
      <ChosenText text={lines.slice(0, -1).join('\n')} />
      <p>
        {lines.at(-1)} <SecretariatContact {...secretariat} />
      </p>
    </SiteFooter>
  );
}

/** The secretariat with the ways to reach it, within a sentence. */
export function SecretariatContact({ name, email, phone }: Secretariat) {
  return (
    <>
      {name}
      {email && (
        <>
          {' : '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
      {phone && (
        <>
          {email ? ', ' : ' : '}
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </>
      )}
    </>
  );
}
