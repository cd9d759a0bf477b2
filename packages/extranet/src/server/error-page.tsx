import type { RenderError } from '@guichet/shared/http/error-handler';
import { ErrorPage } from '@guichet/shared/ui/error-page';
import { SITE } from './frame.tsx';

/** An error may come while nothing else works: the page asks neither the database nor the session. */
export const renderErrorPage: RenderError = (content, _req, res) => (
  <ErrorPage {...content} assets={res.app.locals.assets} brand={SITE} />
);
