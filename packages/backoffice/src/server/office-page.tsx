import { renderPage } from '@guichet/shared/http/render-page';
import type { PageAssets } from '@guichet/shared/ui/page-document';
import type { RequestHandler } from 'express';

/** The one page of the back office: an empty frame that the browser's script fills. */
function OfficePage({ assets }: { assets: PageAssets }) {
  return (
    <html lang="fr-BE" className="office">
      <head>
        <meta charSet="utf-8" />
        <title>Guichet PO · secrétariat</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <meta name="robots" content="noindex" />
        {assets.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href={FAVICON} />
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body>
        <div id="office" />
        <noscript>
          <p>Le guichet du secrétariat a besoin de JavaScript. Activez-le dans votre navigateur, puis rechargez.</p>
        </noscript>
      </body>
    </html>
  );
}

const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect x='7' y='7' width='12' height='12' rx='2.5' fill='%23f7b32b'/%3E%3Crect x='1' y='1' width='13' height='13' rx='2.5' fill='%230b5c5d'/%3E%3C/svg%3E";

/** Any address of the screens: which of them exists is for the browser to say. Holds nothing personal. */
export const sendOfficePage: RequestHandler = (req, res, next) => {
  // A route or a file that is missing is missing: no page is sent in its place.
  if (/^\/(api|assets)\//.test(req.path)) return next();
  renderPage(res, <OfficePage assets={res.app.locals.assets as PageAssets} />);
};
