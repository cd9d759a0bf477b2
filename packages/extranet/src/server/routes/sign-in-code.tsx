import type { SignedInMember } from '@guichet/shared/auth/member-session';
import { proveTotp } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { useRecoveryCode } from '@guichet/shared/commands/own-sign-in/use-recovery-code';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Request, Response } from 'express';
import { enterWith } from '../enter.ts';
import type { Extranet } from '../extranet.ts';
import { formText } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { CodeForm, type CodeKind } from '../pages/code-form.tsx';
import { returnPath } from '../return-path.ts';

const PATHS: Record<CodeKind, string> = { app: '/connexion/code', recovery: '/connexion/code-de-secours' };
const REFUSED: Record<CodeKind, string> = {
  app: 'Ce code n’est pas le bon. Attendez le suivant dans votre application, puis réessayez.',
  recovery: 'Ce code de secours n’est pas le bon, ou il a déjà servi.',
};

/** After the password or the link: the code of the person's app, or one of those kept on paper. */
export function signInCodeRoutes(app: Express, extranet: Extranet): void {
  for (const kind of ['app', 'recovery'] as const) {
    app.get(PATHS[kind], async (req, res) => {
      const returnTo = returnPath(req.query.retour, extranet.publicUrl);
      if (await waiting(extranet, req, res, returnTo)) await sendForm(extranet, res, 200, { kind, returnTo });
    });

    app.post(PATHS[kind], async (req, res) => {
      const returnTo = returnPath(formText(req, 'retour'), extranet.publicUrl);
      const session = await waiting(extranet, req, res, returnTo);
      if (!session) return;
      const forgive = await extranet.auth.countProof(req, session.actor.id);
      if (await prove(extranet, session, kind, formText(req, 'code').slice(0, 100))) {
        await forgive();
        const shown = { way: session.way ?? ('password' as const), secondFactor: true };
        const result = await extranet.auth.enter(req, session.actor.id, shown);
        if (await enterWith(extranet, req, res, { result, returnTo })) return;
      }
      await sendForm(extranet, res, 401, { kind, returnTo, error: REFUSED[kind] });
    });
  }
}

/** The session that waits for a code; otherwise whoever asks is sent where they belong. */
async function waiting(
  extranet: Extranet,
  req: Request,
  res: Response,
  returnTo: string,
): Promise<SignedInMember | null> {
  const session = await extranet.auth.readSession(req);
  if (session?.access === 'code') return session;
  res.redirect(303, session?.access === 'open' ? returnTo : '/connexion');
  return null;
}

function prove(extranet: Extranet, { actor }: SignedInMember, kind: CodeKind, code: string): Promise<boolean> {
  const ctx = { ...extranet.linkContext, actor };
  return kind === 'app' ? proveTotp(ctx, { code }, extranet.security) : useRecoveryCode(ctx, { code });
}

type Form = { kind: CodeKind; returnTo: string; error?: string };

async function sendForm(extranet: Extranet, res: Response, status: number, form: Form): Promise<void> {
  sendPage(res, status, {
    title: form.kind === 'app' ? 'Votre code' : 'Code de secours',
    hasErrors: form.error !== undefined,
    secretariat: await extranet.readSecretariat(),
    children: <CodeForm {...form} action={PATHS[form.kind]} otherPaths={PATHS} token={csrfToken(res)} />,
  });
}
