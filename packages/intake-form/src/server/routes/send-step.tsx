import type { Response } from 'express';
import type { StepViewProps } from '../../form/step-view.tsx';
import type { DraftKey } from '../drafts/draft-store.ts';
import { sendPage } from '../pages/frame.tsx';
import { isEnhanced, StepPage } from '../pages/step-page.tsx';

/** The script that takes a page over: the entry of the browser build. */
export const STEP_SCRIPT = 'src/client/main.tsx';

/** Sends a page to fill in; with what is wrong, when something is. */
export function sendStep(res: Response, props: StepViewProps, draft?: DraftKey): void {
  const wrong = props.issues.length > 0;
  sendPage(res, wrong ? 422 : props.newer ? 409 : 200, {
    title: props.title,
    hasErrors: wrong,
    script: isEnhanced(props) ? STEP_SCRIPT : undefined,
    draft,
    children: <StepPage {...props} />,
  });
}
