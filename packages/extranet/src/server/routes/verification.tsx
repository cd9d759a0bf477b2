import { memberOf } from '@guichet/shared/auth/require-session';
import { confirmByLink, confirmByMember, followAsk } from '@guichet/shared/commands/verification/confirm-verification';
import { VERIFIER_ROLES } from '@guichet/shared/domain/verification';
import { parseFase } from '@guichet/shared/domain/identifiers';
import { ForbiddenError, NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express, Request, RequestHandler, Response } from 'express';
import { readLastConfirmation } from '../../reads/read-last-confirmation.ts';
import { readVerificationFile, type VerificationFile } from '../../reads/read-verification-file.ts';
import { type Extranet, today } from '../extranet.ts';
import { formText, secretOf } from '../form-text.ts';
import { type FrameProps, sendPage } from '../frame.tsx';
import { VerificationDone, VerificationGone } from '../pages/verification/verification-done.tsx';
import { VerificationPage } from '../pages/verification/verification-page.tsx';

/** President and secretary say that the file of their PO is right: by a link without an account, or signed in. */
export function verificationRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  linkRoutes(app, extranet);
  memberRoutes(app, extranet, member);
}

/** Looking changes nothing, whoever looks and how often: mail scanners open links. */
function linkRoutes(app: Express, extranet: Extranet): void {
  app.use('/verification', withoutReferrer);
  app.get('/verification/:secret', async (req, res) => {
    const ask = await followAsk(extranet.db, secretOf(req), extranet.now());
    const file = ask && (await readVerificationFile(extranet.db, ask.poId, today(extranet)));
    if (!ask || !file) return sendGone(extranet, res);
    await sendFile(extranet, res, { poId: ask.poId, file, action: `/verification/${secretOf(req)}` });
  });
  app.post('/verification/:secret', async (req, res) => {
    const ask = await followAsk(extranet.db, secretOf(req), extranet.now());
    const file = ask && (await readVerificationFile(extranet.db, ask.poId, today(extranet)));
    if (!ask || !file) return sendGone(extranet, res);
    const shown = { poId: ask.poId, file, action: `/verification/${secretOf(req)}` };
    if (formText(req, 'lu') !== file.hash) return sendFile(extranet, res, { ...shown, changed: true });
    await confirmByLink(extranet.linkContext, ask);
    await sendDone(extranet, res, shown);
  });
}

function memberRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  const open = async (req: Request, res: Response) => {
    const { actor, pos } = memberOf(res);
    const fase = parseFase(String(req.params.fase));
    const held = pos.find((candidate) => candidate.fase === fase);
    const file = held && (await readVerificationFile(extranet.db, held.poId, today(extranet)));
    if (!held || !file) throw new NotFoundError('no PO of this member with this number');
    if (!VERIFIER_ROLES.some((role) => held.roles.includes(role))) {
      throw new ForbiddenError('neither president nor secretary', {
        userMessage: 'La présidence ou le secrétariat du PO peut confirmer le dossier.',
      });
    }
    const action = `/dossier/${held.fase}/verification`;
    const reportAction = `/dossier/${held.fase}/signaler`;
    return { actor, shown: { poId: held.poId, file, action, reportAction, signedIn: { current: 'file' as const } } };
  };
  app.get('/dossier/:fase/verification', member, async (req, res) => {
    const { shown } = await open(req, res);
    await sendFile(extranet, res, shown);
  });
  app.post('/dossier/:fase/verification', member, async (req, res) => {
    const { actor, shown } = await open(req, res);
    if (formText(req, 'lu') !== shown.file.hash) return sendFile(extranet, res, { ...shown, changed: true });
    await confirmByMember({ ...extranet.linkContext, actor }, shown.poId);
    await sendDone(extranet, res, shown);
  });
}

type Shown = {
  poId: string;
  file: VerificationFile;
  action: string;
  changed?: boolean;
  reportAction?: string;
  signedIn?: FrameProps['signedIn'];
};

async function sendFile(extranet: Extranet, res: Response, { poId, signedIn, ...shown }: Shown): Promise<void> {
  const { file, changed = false } = shown;
  sendPage(res, changed ? 409 : 200, {
    title: `Vérification annuelle, ${file.name}`,
    secretariat: file.region,
    signedIn,
    children: (
      <VerificationPage
        {...shown}
        token={csrfToken(res)}
        changeUrl={formAbout(extranet, file)}
        lastConfirmation={await readLastConfirmation(extranet.db, poId)}
      />
    ),
  });
}

async function sendDone(extranet: Extranet, res: Response, { poId, file, signedIn }: Shown): Promise<void> {
  const confirmed = (await readLastConfirmation(extranet.db, poId)) ?? '';
  sendPage(res, 200, {
    title: 'Le dossier est confirmé',
    secretariat: file.region,
    signedIn,
    children: <VerificationDone name={file.name} confirmed={confirmed} changeUrl={formAbout(extranet, file)} />,
  });
}

/** The public form, with the PO chosen: who came by a link has no account that would fill in more. */
function formAbout({ intakeUrl }: Extranet, { fase }: VerificationFile): string {
  return `${intakeUrl}/?po=${fase}`;
}

async function sendGone(extranet: Extranet, res: Response): Promise<void> {
  sendPage(res, 410, {
    title: 'Ce lien ne fonctionne plus',
    secretariat: await extranet.readSecretariat(),
    children: <VerificationGone />,
  });
}
