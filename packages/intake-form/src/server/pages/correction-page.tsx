import type { Issue } from '@guichet/shared/errors/errors';
import type { Field, FieldGroup, FormValues } from '@guichet/shared/request-types/fields';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextArea } from '@guichet/shared/ui/text-area';
import MessageCircleQuestion from 'lucide-react/icons/message-circle-question-mark';
import type { SchoolOption } from '@guichet/shared/ui/field-control';
import { summaryOf } from '@guichet/shared/ui/field-issues';
import { FormFields } from '@guichet/shared/ui/form-fields';
import { offerBelow, type Offers } from '../../form/offer.tsx';
import { SuccessionFields } from '@guichet/shared/ui/succession-fields';

export type CorrectionPageProps = {
  title: string;
  action: string;
  backHref: string;
  csrf: string;
  questions: readonly { field: string | null; message: string }[];
  /** The fields to correct, with the groups they come from when all of them are shown. */
  fields: readonly Field[];
  groups: readonly FieldGroup[];
  values: FormValues;
  note: string;
  also: readonly string[];
  issues: readonly Issue[];
  schools: readonly SchoolOption[] | null;
  offers: Offers;
};

const CONTROLS = { succession: SuccessionFields };

/** Each question beside its field, and nothing else to fill in. */
export function CorrectionPage(props: CorrectionPageProps) {
  const { questions, fields, issues } = props;
  const general = questions.filter(({ field }) => field === null);
  const whole = general.length === questions.length && props.also.length === 0;
  const shown: FieldGroup[] = whole ? [...props.groups] : [{ id: 'asked', title: '', fields: [...fields] }];
  const noteIssue = issues.find(({ path }) => path === 'note')?.message;
  const errors = [
    ...summaryOf(
      shown,
      issues.filter(({ path }) => path !== 'note'),
    ),
    ...(noteIssue ? [{ id: 'f-note', message: noteIssue }] : []),
  ];
  const asks = general.map(({ message }) => <Question key={message} message={message} />);
  const note = (
    <TextArea
      id="f-note"
      name="note"
      label={general.length > 0 ? 'Votre réponse au secrétariat' : 'Un mot au secrétariat'}
      required={whole}
      rows={whole ? 5 : 3}
      defaultValue={props.note}
      error={noteIssue}
    />
  );
  return (
    <form method="post" action={props.action} noValidate className="step">
      <CsrfField token={props.csrf} />
      {props.also.map((name) => (
        <input key={name} type="hidden" name="also" value={name} />
      ))}
      <BackLink href={props.backHref} />
      <ErrorSummary errors={errors} />
      <PageTitle caption={props.title}>
        {questions.length > 1 ? 'Le secrétariat a quelques questions' : 'Le secrétariat a une question'}
      </PageTitle>
      {whole ? (
        <>
          {asks}
          {note}
          <p>Vous pouvez aussi corriger vos réponses&nbsp;:</p>
          <FormFields
            groups={shown}
            values={props.values}
            issues={issues}
            schools={props.schools}
            after={offerBelow(props.offers)}
            controls={CONTROLS}
          />
        </>
      ) : (
        <>
          {fields.map((field) => (
            <section key={field.name} className="group" aria-label={field.label}>
              {questions
                .filter((question) => question.field === field.name)
                .map(({ message }) => (
                  <Question key={message} message={message} />
                ))}
              <FormFields
                groups={[{ id: `q-${field.name}`, title: '', fields: [field] }]}
                values={props.values}
                issues={issues}
                schools={props.schools}
                after={offerBelow(props.offers)}
                controls={CONTROLS}
              />
            </section>
          ))}
          {asks}
          {note}
        </>
      )}
      <div className="buttons">
        <Button>Continuer</Button>
      </div>
    </form>
  );
}

function Question({ message }: { message: string }) {
  return (
    <Notice icon={MessageCircleQuestion} title="Le secrétariat demande">
      <p className="lines">{message}</p>
    </Notice>
  );
}
