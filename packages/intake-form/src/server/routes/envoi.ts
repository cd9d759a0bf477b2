import { randomBytes } from 'node:crypto';
import { NotFoundError } from '@guichet/shared/errors/errors';
import type { Request, Response } from 'express';
import type { DraftKey } from '../drafts/cookie-drafts.ts';
import type { Draft } from '../drafts/draft.ts';
import { missingBefore, nextStep, pathOf, type Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';

/** The body of a form, as the parser of shared/http leaves it. */
export type Body = Record<string, unknown>;

export function bodyOf(req: Request): Body {
  return (req.body ?? {}) as Body;
}

/** 128 random bits: names an envoi from its first page to its receipt, and makes sending it twice one sending. */
export function newDraftKey(): DraftKey {
  return randomBytes(16).toString('base64url');
}

/** @throws NotFoundError for what is no key of ours */
export function keyOf(req: Request): DraftKey {
  const { key } = req.params;
  if (typeof key === 'string' && /^[\w-]{22}$/.test(key)) return key;
  throw new NotFoundError('no envoi has such a key');
}

/**
 * The draft behind the page, or null after the answer has been sent: to its receipt when it has left, to the first page
 * when this browser does not hold it.
 */
export async function loadDraft(intake: Intake, req: Request, res: Response): Promise<Draft | null> {
  const key = keyOf(req);
  const draft = await intake.drafts.load(req, key);
  if (draft === null) res.redirect(303, `/merci/${key}`);
  return draft;
}

/** The same for a page that needs what comes before it: leads to the first answer that is missing. */
export async function loadDraftFor(intake: Intake, req: Request, res: Response, step: Step): Promise<Draft | null> {
  const draft = await loadDraft(intake, req, res);
  const missing = draft && missingBefore(draft, step);
  if (!missing) return draft;
  // Whoever thought to be done is told what is missing.
  const told = step.name === 'review' ? '?completer' : '';
  res.redirect(303, pathOf(keyOf(req), missing) + told);
  return null;
}

/** Keeps the draft and goes on to what is still to be answered. */
export async function saveAndContinue(intake: Intake, req: Request, res: Response, draft: Draft): Promise<void> {
  const key = keyOf(req);
  await intake.drafts.save(req, res, key, draft);
  res.redirect(303, pathOf(key, nextStep(draft)));
}
