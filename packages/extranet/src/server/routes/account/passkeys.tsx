import { addPasskey, beginPasskey, removePasskey, renamePasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { memberOf } from '@guichet/shared/auth/require-session';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { requireJson } from '@guichet/shared/http/body-parsers';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Request, RequestHandler, Response } from 'express';
import { readOwnSignIn } from '../../../reads/read-own-sign-in.ts';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { PasskeyName } from '../../pages/account/passkey-name.tsx';
import { PasskeyPage } from '../../pages/account/passkey-page.tsx';
import { passkeyAnswer } from '../../passkey-answer.ts';
import { whyRefused } from '../../why-refused.ts';
import { ownContext, sendOwnPage } from './own-page.tsx';

const NO_ANSWER = 'La clé d’accès n’a pas été donnée. Réessayez quand vous voulez.';

/** One's own passkeys: a new one, another name, one less. */
export function passkeyRoutes(app: Express, extranet: Extranet, guards: RequestHandler[]): void {
  const send = (res: Response, status: number, error?: string) =>
    sendOwnPage(extranet, res, status, {
      title: 'Ajouter une clé d’accès',
      hasErrors: error !== undefined,
      passkeys: true,
      children: <PasskeyPage token={csrfToken(res)} error={error} />,
    });
  const sendName = async (req: Request, res: Response, status: number, error?: string) => {
    const { account } = await readOwnSignIn(extranet.db, memberOf(res), extranet.now());
    const passkey = account.passkeys.find(({ id }) => id === req.params.id);
    if (!passkey) throw new NotFoundError('no such passkey of one’s own');
    await sendOwnPage(extranet, res, status, {
      title: 'Renommer la clé d’accès',
      hasErrors: error !== undefined,
      children: <PasskeyName passkey={passkey} token={csrfToken(res)} error={error} />,
    });
  };

  app.get('/compte/cles', ...guards, (_req: unknown, res: Response) => send(res, 200));

  app.post('/compte/cles/demande', ...guards, requireJson(), async (_req: unknown, res: Response) => {
    res.json({ options: await beginPasskey(ownContext(extranet, res), extranet.security) });
  });

  app.post('/compte/cles', ...guards, async (req, res) => {
    const response = passkeyAnswer(req);
    if (!response) return send(res, 422, NO_ANSWER);
    try {
      const wanted = { name: formText(req, 'name').slice(0, 200), response };
      await addPasskey(ownContext(extranet, res), wanted, extranet.security);
    } catch (error) {
      return send(res, 422, whyRefused(error));
    }
    res.redirect(303, '/compte?fait=cle-ajoutee');
  });

  app.get('/compte/cles/:id', ...guards, (req: Request, res: Response) => sendName(req, res, 200));

  app.post('/compte/cles/:id/nom', ...guards, async (req, res) => {
    try {
      const wanted = { id: idOf(req), name: formText(req, 'name').slice(0, 200) };
      await renamePasskey(ownContext(extranet, res), wanted);
    } catch (error) {
      return sendName(req, res, 422, whyRefused(error));
    }
    res.redirect(303, '/compte?fait=cle-renommee');
  });

  app.post('/compte/cles/:id/retirer', ...guards, async (req, res) => {
    await removePasskey(ownContext(extranet, res), { id: idOf(req) }, extranet.security);
    res.redirect(303, '/compte?fait=cle-retiree');
  });
}

function idOf(req: Request): string {
  const id = String(req.params.id);
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFoundError('no passkey has such an id');
  return id;
}
