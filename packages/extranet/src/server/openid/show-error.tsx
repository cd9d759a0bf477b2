import { renderDocument } from '@guichet/shared/http/render-page';
import type { Response } from 'express';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Secretariat } from '../../reads/read-secretariat.ts';
import { framed } from '../frame.tsx';
import { OpenidErrorPage } from '../pages/platforms/openid-error-page.tsx';

/** What a member sees when a platform cannot be sent an answer: in French, with what its operator must know. */
export async function showOpenidError(
  ctx: KoaContextWithOIDC,
  out: ErrorOut,
  { readSecretariat }: { readSecretariat: () => Promise<Secretariat | null> },
): Promise<void> {
  const page = framed(ctx.res as Response, {
    title: 'Cette connexion ne peut pas se faire',
    // The database may be what is away.
    secretariat: await readSecretariat().catch(() => null),
    children: <OpenidErrorPage error={out.error} description={out.error_description} />,
  });
  ctx.type = 'html';
  ctx.body = renderDocument(page);
}
