import { groupsOn } from '@guichet/shared/request-types/fields';
import { NewerAnswersNotice } from '../../form/newer-answers.tsx';
import { stepForm } from '../../form/step-forms.ts';
import { StepView, type StepViewProps } from '../../form/step-view.tsx';
import { SuccessionFields } from '@guichet/shared/ui/succession-fields';

/**
 * Whether a script may take the page over. What few people see is drawn by the server alone: scripts that everybody
 * fetches stay light.
 */
export function isEnhanced({ page, newer }: StepViewProps): boolean {
  return page === undefined && newer === undefined;
}

/**
 * A page to fill in, and what its script needs to take it over. A block of data is not run by browsers, so the policy
 * for scripts lets it be; "<" is escaped so that nothing in it ends the block.
 */
export function StepPage(props: StepViewProps) {
  return (
    <>
      <div id="step" data-hydrated>
        <StepView
          {...props}
          groups={groupsOn(stepForm(props.form).groups, props.page)}
          notice={props.newer && <NewerAnswersNotice {...props.newer} />}
          controls={{ succession: (field) => <SuccessionFields {...field} people={props.people} /> }}
        />
      </div>
      {isEnhanced(props) && (
        <script
          id="step-data"
          type="application/json"
          // oxlint-disable-next-line react/no-danger -- JSON with "<" escaped
          dangerouslySetInnerHTML={{ __html: JSON.stringify(props).replaceAll('<', '\\u003c') }}
        />
      )}
    </>
  );
}
