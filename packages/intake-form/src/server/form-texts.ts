import type { Database } from '@guichet/shared/db/client';
import { createPublicTextReader, givenTexts, type PublicTexts } from '@guichet/shared/reads/public-texts';
import type { RequestHandler, Response } from 'express';

const KEYS = ['form-welcome', 'form-notice', 'form-footer'] as const;
export type FormTexts = PublicTexts<(typeof KEYS)[number]>;

/** Has the texts that the secretariat chose at hand for whatever page answers. */
export function chosenTexts(db: Database): RequestHandler {
  const read = createPublicTextReader(db, KEYS);
  return async (_req, res, next) => {
    res.locals.formTexts = await read();
    next();
  };
}

export function formTexts(res: Response): FormTexts {
  return (res.locals.formTexts as FormTexts | undefined) ?? givenTexts(KEYS);
}
