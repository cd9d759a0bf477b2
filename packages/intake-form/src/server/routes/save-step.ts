import type { Issue } from '@guichet/shared/errors/errors';
import type { Request, Response } from 'express';
import type { Draft } from '../drafts/draft.ts';
import { DraftChangedError, DraftTooLongError } from '../drafts/draft-store.ts';
import { sameAnswers } from '../drafts/pack-draft.ts';
import { nextStep, pathOf, type Step, stepBefore } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { bodyOf, isTaken, keyOf, loadDraft, versionOf } from './envoi.ts';

export type PostedStep = {
  step: Step;
  /** As it was loaded. */
  draft: Draft;
  /** Puts what was typed on this page into a draft. */
  change: (draft: Draft) => Draft;
  issues: readonly Issue[];
  /** Shows the page with what was typed; `newer` when another page has changed the draft since. */
  showAgain: (again: { issues: readonly Issue[]; draft: Draft; newer: boolean }) => Promise<void> | void;
  /** Where to go on; to the first answer that is missing, unless told. */
  next?: (draft: Draft) => Step;
};

/**
 * What every page does with what was typed: on with it when it is right, shown again with its mistakes when it is not.
 * "Retour" and "Continuer plus tard" keep it either way, right or wrong. A page that shows an older version of the draft
 * changes nothing, unless it says what is already there: the same page sent twice.
 */
export async function saveStep(intake: Intake, req: Request, res: Response, posted: PostedStep): Promise<void> {
  const { step, change, issues, showAgain } = posted;
  const op = bodyOf(req)._op;
  const leaves = op === 'back' || op === 'later';
  const key = keyOf(req);
  const goOn = (draft: Draft) => {
    if (op === 'later') return res.redirect(303, `/envoi/${key}/plus-tard`);
    res.redirect(303, pathOf(key, op === 'back' ? stepBefore(draft, step) : (posted.next ?? nextStep)(draft)));
  };

  let { draft } = posted;
  for (;;) {
    const wanted = change(draft);
    const same = sameAnswers(wanted, draft);
    if (!same && versionOf(req) !== draft.version) return showAgain({ issues: [], draft, newer: true });
    // A proposal was pressed: it stands in its field now, and its page is looked at again before it goes on.
    if (isTaken(req)) return showAgain({ issues: [], draft, newer: false });
    if (!leaves && issues.length > 0) return showAgain({ issues, draft, newer: false });
    if (same) return goOn(draft);
    try {
      await intake.drafts.save(req, res, key, wanted);
      return goOn(wanted);
    } catch (error) {
      if (error instanceof DraftTooLongError)
        return showAgain({ issues: [{ path: '', message: error.userMessage }], draft, newer: false });
      if (!(error instanceof DraftChangedError)) throw error;
    }
    const latest = await loadDraft(intake, req, res);
    if (latest === null) return;
    draft = latest;
  }
}
