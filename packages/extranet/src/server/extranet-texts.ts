import type { Database } from '@guichet/shared/db/client';
import { createPublicTextReader, givenTexts, type PublicTexts } from '@guichet/shared/reads/public-texts';
import type { RequestHandler, Response } from 'express';

const KEYS = ['extranet-welcome', 'extranet-footer'] as const;

/** Has the texts that the secretariat chose at hand for whatever page answers. */
export function chosenTexts(db: Database): RequestHandler {
  const read = createPublicTextReader(db, KEYS);
  return async (_req, res, next) => {
    res.locals.extranetTexts = await read();
    next();
  };
}

export function extranetTexts(res: Response): PublicTexts<(typeof KEYS)[number]> {
  return res.locals.extranetTexts ?? givenTexts(KEYS);
}
