import { networkOf } from '@guichet/shared/auth/network-of';
import { askForPasskey, provePasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { requireJson } from '@guichet/shared/http/body-parsers';
import type { Express } from 'express';
import { enterWith } from '../enter.ts';
import type { Extranet } from '../extranet.ts';
import { formText } from '../form-text.ts';
import { passkeyAnswer } from '../passkey-answer.ts';
import { returnPath } from '../return-path.ts';
import { sendSignIn } from './sign-in.tsx';

/** Signing in by a passkey: the device asks who is there, so that no code is asked any more. */
export function signInPasskeyRoutes(app: Express, extranet: Extranet): void {
  const door = { publicUrl: extranet.publicUrl, population: 'member' as const };

  app.post('/connexion/cle/demande', requireJson(), async (req, res) => {
    await extranet.passkeyAsks.consume(networkOf(req.ip));
    res.json({ options: await askForPasskey(extranet, door) });
  });

  app.post('/connexion/cle', async (req, res) => {
    await extranet.passkeyAsks.consume(networkOf(req.ip));
    const returnTo = returnPath(formText(req, 'retour'), extranet.publicUrl);
    const response = passkeyAnswer(req);
    const proved = response && (await provePasskey(extranet, { response }, door));
    if (proved) {
      const result = await extranet.auth.enter(req, proved.ownerId, { way: 'passkey', secondFactor: true });
      if (await enterWith(extranet, req, res, { result, returnTo })) return;
    }
    await sendSignIn(extranet, res, 401, { email: '', returnTo, errors: [], refused: 'passkey' });
  });
}
