import {
  changeWishByLink,
  followUnsubscribeLink,
  type LinkedWish,
} from '@guichet/shared/commands/mailings/change-mailing-wishes';
import type { RateLimit } from '@guichet/shared/http/rate-limit';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import { readUnsubscribeToken } from '@guichet/shared/mail/mailings/unsubscribe-link';
import express, { type Express, type Request, type Response } from 'express';
import { chosenTexts } from '../../extranet-texts.ts';
import type { Extranet } from '../../extranet.ts';
import { sendPage } from '../../frame.tsx';
import { UnsubscribeGone, UnsubscribePage, unsubscribeTitle } from '../../pages/mailings/unsubscribe-pages.tsx';

/** What mail programs post is some words long; who sends more is none. */
const BODY_BYTES = 4_096;

/**
 * The link of a mailing that leaves its kind. GET shows a page; POST acts, by the page's button or by a mail program that
 * has neither cookie nor token (RFC 8058): the seal in the address is the proof, so it stands before the walls of forms.
 */
export function unsubscribeRoutes(app: Express, extranet: Extranet, looks: RateLimit): void {
  const path = '/desinscription/:token';
  app.use('/desinscription', withoutReferrer, chosenTexts(extranet.db));
  app.get(path, async (req, res) => {
    const wish = await follow(extranet, req, looks);
    if (!wish) return sendGone(extranet, res);
    await sendWish(extranet, req, res, { ...wish, done: null });
  });
  const anyBody = express.raw({ type: () => true, limit: BODY_BYTES, inflate: false });
  app.post(path, anyBody, async (req, res) => {
    const body = Buffer.isBuffer(req.body) ? req.body.toString('latin1') : '';
    const oneClick = body.includes('One-Click');
    const wish = await follow(extranet, req, looks);
    if (!wish)
      return oneClick ? void res.status(404).type('text/plain').send('Lien inconnu.\n') : sendGone(extranet, res);
    const wanted = new URLSearchParams(body).has('revenir');
    const changed = await changeWishByLink(extranet.linkContext, wish, wanted);
    if (oneClick) return void res.status(200).type('text/plain; charset=utf-8').send('C’est noté.\n');
    const left = changed !== null && !wanted;
    await sendWish(extranet, req, res, { ...wish, left, done: wanted ? 'back' : 'left' });
  });
}

/** A provider posts for many people from one place: it is counted by mail. Who guesses is counted by place, and dearly. */
const GUESS = 5;

async function follow({ db, linkContext }: Extranet, req: Request, looks: RateLimit): Promise<LinkedWish | null> {
  const mailId = readUnsubscribeToken(linkContext.tokenKeys, String(req.params.token));
  await (mailId === null ? looks.consume(req.ip ?? '', GUESS) : looks.consume(mailId));
  return mailId === null ? null : followUnsubscribeLink({ db }, mailId);
}

type Shown = Pick<LinkedWish, 'kind' | 'left'> & { done: 'left' | 'back' | null };

async function sendWish(extranet: Extranet, req: Request, res: Response, { kind, left, done }: Shown): Promise<void> {
  const standing = { kind, left, done };
  sendPage(res, 200, {
    title: unsubscribeTitle(standing),
    secretariat: await extranet.readSecretariat(),
    children: <UnsubscribePage {...standing} action={`/desinscription/${String(req.params.token)}`} />,
  });
}

async function sendGone(extranet: Extranet, res: Response): Promise<void> {
  sendPage(res, 404, {
    title: 'Ce lien ne fonctionne plus',
    secretariat: await extranet.readSecretariat(),
    children: <UnsubscribeGone />,
  });
}
