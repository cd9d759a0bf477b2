import type { RenderError } from '@guichet/shared/http/error-handler';
import { ErrorContent } from '@guichet/shared/ui/error-page';
import { Frame } from './frame.tsx';

/** An error may come while nothing else works: the page asks nobody anything. */
export const renderErrorPage: RenderError = (content, _req, res) => (
  <Frame assets={res.app.locals.assets} title={content.title}>
    <ErrorContent {...content} homeHref="/" />
  </Frame>
);
