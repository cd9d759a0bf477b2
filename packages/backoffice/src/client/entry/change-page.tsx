import { checkChange, type EntryOptions } from '@guichet/shared/contracts/entries';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import type { Issue } from '@guichet/shared/errors/errors';
import type { FieldGroup, FormValues, SuccessionInput } from '@guichet/shared/request-types/fields';
import { type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { askReplacements, rolesAsked } from '@guichet/shared/request-types/succession';
import { Button } from '@guichet/shared/ui/button';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { summaryOf } from '@guichet/shared/ui/field-issues';
import { FormFields } from '@guichet/shared/ui/form-fields';
import { readForm } from '@guichet/shared/ui/read-form';
import { SuccessionFields, type SuccessionFieldsProps } from '@guichet/shared/ui/succession-fields';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import type { EntryChange, EntryDraftActs } from './entry-draft.ts';
import { MemberChoice } from './member-choice.tsx';

type Props = {
  change: EntryChange;
  options: EntryOptions | undefined;
  /** What the server said of it when the whole was sent. */
  issues: readonly Issue[];
  acts: EntryDraftActs;
  onLeave: () => void;
};

/** One change, with the fields of the public form. What is typed is kept at once, finished or not. */
export function ChangePage({ change, options, issues: sent, acts, onLeave }: Props) {
  const form = requestForm(change.type as RequestTypeName);
  const formRef = useRef<HTMLFormElement>(null);
  const [issues, setIssues] = useState(sent);
  const [turn, setTurn] = useState(0);
  const { busy, problem, check } = useCheck();
  const announce = useAnnounce();
  const members = options?.members ?? [];
  const Succession = useSuccession(members);
  const set = (after: Partial<EntryChange>) =>
    acts.edit((draft) => ({
      ...draft,
      changes: draft.changes.map((one) => (one.key === change.key ? { ...one, ...after } : one)),
    }));
  const typed = (): FormValues => {
    if (!formRef.current) return change.values;
    return askReplacements(form.groups, readForm(formRef.current, form.groups), options?.singleHolderRoles ?? []);
  };
  const keep = async () => {
    const values = typed();
    const answer = await check(change.type, values);
    if (!answer) return;
    setIssues(answer.issues);
    if (answer.sentence === null) return;
    set({ values, sentence: answer.sentence });
    announce(`Changement noté : ${answer.sentence}.`);
    onLeave();
  };
  return (
    <>
      <h1 tabIndex={-1}>{form.question}</h1>
      <p className="muted">{form.explanation}</p>
      <FocusedSummary groups={form.groups} issues={issues} />
      {form.aboutMember && members.length > 0 && (
        <MemberChoice
          id="membre-concerne"
          label="Membre concerné"
          members={members}
          onChoose={({ firstName, lastName }) => {
            set({ values: { ...typed(), firstName, lastName }, sentence: null });
            setTurn(turn + 1);
          }}
        />
      )}
      <form
        ref={formRef}
        noValidate
        onChange={() => set({ values: typed(), sentence: null })}
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <FormFields
          key={turn}
          groups={form.groups.filter((group) => isAsked(group, change.values))}
          values={change.values}
          issues={issues}
          schools={options?.schools ?? null}
          controls={{ succession: Succession }}
        />
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Garder ce changement</Button>
          <Button type="button" kind="plain" onClick={onLeave}>
            Revenir à la saisie
          </Button>
        </div>
      </form>
    </>
  );
}

/** Whom somebody replaces is asked once a role is chosen that has one holder. */
function isAsked({ fields }: FieldGroup, values: FormValues): boolean {
  return fields.some(
    ({ kind, name }) => kind !== 'succession' || rolesAsked(values[name] as SuccessionInput).length > 0,
  );
}

/** The questions about who is replaced, with the names of the members to choose from. */
function useSuccession(members: EntryOptions['members']) {
  const names = members.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join('\n');
  return useMemo(() => {
    const people = names === '' ? [] : names.split('\n');
    return (props: Omit<SuccessionFieldsProps, 'people'>) => <SuccessionFields {...props} people={people} />;
  }, [names]);
}

function FocusedSummary({ groups, issues }: { groups: readonly FieldGroup[]; issues: readonly Issue[] }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (issues.length > 0) ref.current?.focus();
  }, [issues]);
  return <ErrorSummary ref={ref} errors={summaryOf(groups, issues)} />;
}

type Checked = { sentence: string | null; issues: readonly Issue[] };

function useCheck() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  /** Null when nobody could say. */
  const check = async (type: string, values: FormValues): Promise<Checked | null> => {
    if (busy) return null;
    setBusy(true);
    setProblem('');
    try {
      const { sentence } = await call(checkChange, { body: { type, values } });
      return { sentence, issues: [] };
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      if (issues.length > 0) return { sentence: null, issues };
      setProblem(sentenceOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, check };
}
