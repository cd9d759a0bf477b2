import type { Issue } from '@guichet/shared/errors/errors';
import type { Request, Response } from 'express';
import { DraftTooLongError } from '../drafts/cookie-drafts.ts';
import type { Draft } from '../drafts/draft.ts';
import { nextStep, pathOf, type Step, stepBefore } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { bodyOf, keyOf } from './envoi.ts';

export type PostedStep = {
  step: Step;
  /** With what was typed on this page. */
  draft: Draft;
  issues: readonly Issue[];
  showAgain: (issues: readonly Issue[]) => Promise<void> | void;
};

/**
 * What every page does with what was typed: on with it when it is right, shown again with its mistakes when it is not.
 * "Retour" keeps it either way, right or wrong.
 */
export async function saveStep(intake: Intake, req: Request, res: Response, posted: PostedStep): Promise<void> {
  const { step, draft, issues, showAgain } = posted;
  const back = bodyOf(req)._op === 'back';
  if (!back && issues.length > 0) return showAgain(issues);
  const key = keyOf(req);
  try {
    await intake.drafts.save(req, res, key, draft);
  } catch (error) {
    if (error instanceof DraftTooLongError) return showAgain([{ path: '', message: error.userMessage }]);
    throw error;
  }
  res.redirect(303, pathOf(key, back ? stepBefore(draft, step) : nextStep(draft)));
}
