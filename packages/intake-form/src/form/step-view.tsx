import type { Issue } from '@guichet/shared/errors/errors';
import type { FieldGroup, FormPage, FormValues } from '@guichet/shared/request-types/fields';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary, type FieldError } from '@guichet/shared/ui/error-summary';
import { Icon } from '@guichet/shared/ui/icon';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { ProgressSteps } from '@guichet/shared/ui/progress-steps';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import type { FormHTMLAttributes, ReactNode, Ref } from 'react';
import type { Bind, Controls, SchoolOption } from '@guichet/shared/ui/field-control';
import { summaryOf } from '@guichet/shared/ui/field-issues';
import { FormFields } from '@guichet/shared/ui/form-fields';
import { fitWords } from './fit-words.ts';
import type { NewerAnswers } from './newer-answers.tsx';
import { offerBelow, type Offers } from './offer.tsx';
import { PrivacyAside } from './privacy-aside.tsx';
import type { StepFormName } from './step-forms.ts';
import { typeset } from '@guichet/shared/ui/typeset';

/** Everything that the browser needs to take a page over: no function, nothing secret but the page's own token. */
export type StepViewProps = {
  form: StepFormName;
  /** Which page of the form, where it has more than one; no script takes the further ones over. */
  page?: FormPage | undefined;
  action: string;
  csrf: string;
  progress: { current: number; label: string };
  title: string;
  caption: string;
  intro?: string | undefined;
  values: FormValues;
  /** What the page came filled in with, as it is recorded. */
  recorded?: Partial<FormValues> | undefined;
  issues: readonly Issue[];
  schools: readonly SchoolOption[] | null;
  /** What may have been meant by what stands there. */
  offers?: Offers | undefined;
  /** Names of the members of the PO, for those who may read them. */
  people?: readonly string[] | undefined;
  /** What the page carries along unseen: the draft's version above all. */
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Another page has changed the draft since this one was opened. */
  newer?: NewerAnswers | undefined;
};

export const STEPS = 4;

/** What the browser adds. */
export type Enhancement = {
  bind: Bind;
  summary: readonly FieldError[];
  summaryRef: Ref<HTMLDivElement>;
  form: FormHTMLAttributes<HTMLFormElement>;
};

type Parts = {
  groups: readonly FieldGroup[];
  enhancement?: Enhancement | undefined;
  /** What stands above the title of a page that no script takes over. */
  notice?: ReactNode;
  controls?: Controls | undefined;
};

/** A page to fill in. The server draws it whole; the browser may draw it again with react-hook-form behind it. */
export function StepView({ groups: all, enhancement, notice, controls, ...props }: StepViewProps & Parts) {
  const groups = fitWords(all, props.recorded);
  return (
    <form method="post" action={props.action} noValidate className="step" {...enhancement?.form}>
      <CsrfField token={props.csrf} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* Enter in a field presses the first button of the form: that may not be the one that leads back. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Continuer
      </button>
      <p className="back-link">
        <button type="submit" name="_op" value="back" className="back-button">
          <Icon of={ChevronLeft} />
          Retour
        </button>
      </p>
      <ProgressSteps current={props.progress.current} total={STEPS} label={props.progress.label} />
      <ErrorSummary errors={enhancement?.summary ?? summaryOf(groups, props.issues)} ref={enhancement?.summaryRef} />
      {notice}
      <PageTitle caption={props.caption}>{typeset(props.title)}</PageTitle>
      {props.intro && <p className="intro">{props.intro}</p>}
      <FormFields
        groups={groups}
        values={props.values}
        issues={props.issues}
        schools={props.schools}
        bind={enhancement?.bind}
        after={offerBelow(props.offers)}
        controls={controls}
        asides={{ privacy: <PrivacyAside /> }}
      />
      <div className="buttons">
        <Button>Continuer</Button>
        {props.hidden?.version !== undefined && (
          <Button kind="plain" name="_op" value="later">
            Continuer plus tard
          </Button>
        )}
      </div>
    </form>
  );
}
