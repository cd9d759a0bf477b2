import type { ReactNode } from 'react';

/** Addresses of the files that a page's head names. */
export type PageAssets = { styles: readonly string[]; scripts: readonly string[]; fonts: readonly string[] };

export type PageDocumentProps = {
  title: string;
  assets: PageAssets;
  /** What stands around the page's own content: the first and the last landmark. */
  header?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
  /** After the name of the page in the tab. */
  site?: string | undefined;
  /** Tells in the tab that the page came back with errors, before anything else. */
  hasErrors?: boolean | undefined;
  /** `office` sets the small type of the back office. */
  look?: 'public' | 'office' | undefined;
  description?: string | undefined;
  /** For libraries that insert styles: the nonce of the answer. */
  nonce?: string | undefined;
  head?: ReactNode;
};

/** The two squares of the brand mark. */
const favicon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect x='7' y='7' width='12' height='12' rx='2.5' fill='%23f7b32b'/%3E%3Crect x='1' y='1' width='13' height='13' rx='2.5' fill='%230b5c5d'/%3E%3C/svg%3E";

/** The whole HTML document. Scripts are modules, so they wait for the markup; without them the page is complete. */
export function PageDocument(props: PageDocumentProps) {
  const { assets, site = 'Guichet PO', look = 'public' } = props;
  const title = props.title === site ? site : `${props.title} · ${site}`;
  return (
    <html lang="fr-BE" className={look === 'office' ? 'office' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <title>{props.hasErrors ? `Erreur : ${title}` : title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        {props.description && <meta name="description" content={props.description} />}
        {props.nonce && <meta property="csp-nonce" nonce={props.nonce} />}
        {assets.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href={favicon} />
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
        {props.head}
      </head>
      <body>
        <a className="skip-link" href="#contenu">
          Aller au contenu
        </a>
        {props.header}
        <main id="contenu" className="column" tabIndex={-1}>
          {props.children}
        </main>
        {props.footer}
      </body>
    </html>
  );
}
