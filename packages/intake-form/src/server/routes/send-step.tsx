import { groupsOn } from '@guichet/shared/request-types/fields';
import type { Response } from 'express';
import { stepForm } from '../../form/step-forms.ts';
import type { StepViewProps } from '../../form/step-view.tsx';
import type { DraftKey } from '../drafts/draft-store.ts';
import { sendPage } from '../pages/frame.tsx';
import { isEnhanced, StepPage } from '../pages/step-page.tsx';
import { propose } from '../reads/propose.ts';

/** The script that takes a page over: the entry of the browser build. */
export const STEP_SCRIPT = 'src/client/main.tsx';
/** What pages say while somebody types, where no script takes them over. */
export const PLAIN_SCRIPT = 'src/client/plain-step.ts';

/** Sends a page to fill in; with what is wrong, when something is. */
export function sendStep(res: Response, step: StepViewProps, draft?: DraftKey): void {
  const props = { ...step, offers: propose(groupsOn(stepForm(step.form).groups, step.page), step.values) };
  const wrong = props.issues.length > 0;
  sendPage(res, wrong ? 422 : props.newer ? 409 : 200, {
    title: props.title,
    hasErrors: wrong,
    script: isEnhanced(props) ? STEP_SCRIPT : PLAIN_SCRIPT,
    draft,
    children: <StepPage {...props} />,
  });
}
