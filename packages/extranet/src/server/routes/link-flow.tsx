import { findToken } from '@guichet/shared/auth/find-token';
import { markOpened } from '@guichet/shared/auth/mark-opened';
import { type AccountOfLink, readAccount } from '@guichet/shared/commands/accounts/account-context';
import { renewLink } from '@guichet/shared/commands/accounts/renew-link';
import type { LinkPurpose } from '@guichet/shared/commands/accounts/send-link';
import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express, Request, Response } from 'express';
import type { Extranet } from '../extranet.ts';
import { secretOf } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { requestMail } from '../mail-request.ts';
import { DeadLink, MailAsked } from '../pages/link-pages.tsx';

export type LinkKind = {
  purpose: LinkPurpose;
  /** First part of the address: /activation/:secret */
  path: string;
  /** The states of an account for which the link still means something. */
  states: readonly AccountOfLink['state'][];
  askAgain: string;
};

/**
 * What every link in a mail has: looking at it does nothing (mail scanners open links), a dead one can be replaced by
 * a new one, sent to the recorded address, and nothing tells whether it ever lived.
 */
export function linkRoutes(app: Express, extranet: Extranet, kind: LinkKind): void {
  app.use(kind.path, withoutReferrer);
  app.post(`${kind.path}/:secret/nouveau-lien`, async (req, res) => {
    const secret = secretOf(req);
    await requestMail(extranet, req, () => renewLink(extranet.linkContext, { secret, purpose: kind.purpose }));
    sendPage(res, 200, {
      title: 'Regardez vos mails',
      secretariat: await extranet.readSecretariat(),
      children: (
        <MailAsked title="Regardez vos mails">
          <p>
            Si ce lien était le vôtre, un nouveau vient de partir à l’adresse avec laquelle vous vous connectez, ou que
            le secrétariat a enregistrée pour vous. Si votre mandat n’a pas encore commencé, il partira le premier jour.
          </p>
        </MailAsked>
      ),
    });
  });
}

/** The account behind the link of this request, or null when the link is dead. */
export async function readLink(extranet: Extranet, req: Request, kind: LinkKind) {
  const found = await findToken(extranet.db, { secret: secretOf(req), purpose: kind.purpose, now: extranet.now() });
  if (found?.state !== 'usable') return null;
  const account = await readAccount(extranet.db, found.accountId);
  if (!account || account.deceased || !kind.states.includes(account.state)) return null;
  return { link: found, account };
}

/**
 * Notes when the page of a link was first looked at: staff can say that the mail arrived. Whoever looks, and a filter of a
 * mail server does too, changes nothing else; the page is shown even when it cannot be noted.
 */
export async function noteOpening({ db, now, linkContext }: Extranet, req: Request, tokenId: string): Promise<void> {
  if (req.method !== 'GET') return;
  try {
    await markOpened(db, tokenId, now());
  } catch (error) {
    linkContext.log.error({ err: error }, 'the opening of a link could not be noted');
  }
}

/** 410: nothing is here any more, and nothing tells whether anything ever was. */
export async function sendDeadLink(extranet: Extranet, req: Request, res: Response, kind: LinkKind): Promise<void> {
  // A secret that cannot be ours is not written back into the page.
  const action = `${kind.path}/${secretOf(req) || 'lien'}/nouveau-lien`;
  sendPage(res, 410, {
    title: 'Ce lien ne fonctionne plus',
    secretariat: await extranet.readSecretariat(),
    children: <DeadLink action={action} token={csrfToken(res)} submit={kind.askAgain} />,
  });
}
