import { ApiProblem } from '@guichet/shared/contracts/problem';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { correctAnswers } from '@guichet/shared/contracts/second-look';
import type { Field, FormValues } from '@guichet/shared/request-types/fields';
import { Button } from '@guichet/shared/ui/button';
import { FieldControl } from '@guichet/shared/ui/field-control';
import { issueOf } from '@guichet/shared/ui/field-issues';
import { readForm } from '@guichet/shared/ui/read-form';
import { SelectField } from '@guichet/shared/ui/select-field';
import { SuccessionFields } from '@guichet/shared/ui/succession-fields';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { requestFormQuery, requestQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { useMeanwhileActs } from './use-meanwhile.ts';

type Issues = readonly { path: string; message: string }[];

/** Corrects one answer with the field of the form; `field` is empty to choose which. */
export function CorrectDialog({ view, field, onClose }: { view: RequestView; field: string; onClose: () => void }) {
  const { data: held, error } = useQuery(requestFormQuery(view.id));
  const [shown, setShown] = useState<readonly string[]>(field === '' ? [] : [field]);
  return (
    <Dialog title="Corriger une réponse" onClose={onClose} wide>
      <p className="hint">
        {view.submitter.name} lira à la fin quelles réponses le secrétariat a corrigées. Ce qui a été envoyé reste
        visible.
      </p>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {shown.length === 0 && (
        <SelectField
          id="a-corriger"
          name="a-corriger"
          label="Réponse à corriger"
          required
          options={view.askable.map(({ field: value, label }) => ({ value, label }))}
          placeholder="Choisissez"
          inputProps={{ onChange: (event: { target: { value: string } }) => setShown([event.target.value]) }}
        />
      )}
      {held && shown.length > 0 && (
        <CorrectForm
          key={shown[0]}
          view={view}
          fields={held.fields}
          values={held.values}
          schools={held.schools}
          {...{ shown, setShown, onClose }}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  view: RequestView;
  fields: readonly Field[];
  values: FormValues;
  schools: { value: string; label: string }[] | null;
  shown: readonly string[];
  setShown: (fields: readonly string[]) => void;
  onClose: () => void;
};

function CorrectForm({ view, fields, values, schools, shown, setShown, onClose }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  const [issues, setIssues] = useState<Issues>([]);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const { expectChange } = useMeanwhileActs();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const asked = fields.filter(({ name }) => shown.includes(name));
  const send = async () => {
    if (!ref.current || busy) return;
    const typed = readForm(ref.current, [{ id: 'corriger', title: '', fields: asked }]);
    setBusy(true);
    expectChange(true);
    try {
      const body = { version: view.standing.version, values: typed };
      await call(correctAnswers, { params: { id: view.id }, body });
      await queryClient.invalidateQueries(requestQuery(view.id));
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
      queryClient.removeQueries(requestFormQuery(view.id));
      announce('Réponse corrigée. Le plan est à jour.');
      onClose();
    } catch (failure) {
      expectChange(false);
      setBusy(false);
      const found = failure instanceof ApiProblem ? failure.issues : [];
      // A rule over several answers may speak of another one: it comes here too.
      const others = fields.filter((one) => issueOf(found, one) && !shown.includes(one.name)).map(({ name }) => name);
      setIssues(found);
      setShown([...shown, ...others]);
      setProblem(sentenceOf(failure));
      if (failure instanceof ApiProblem && failure.status === 409)
        await queryClient.invalidateQueries(requestQuery(view.id));
    }
  };
  return (
    <form
      ref={ref}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {asked.map((one) => (
        <FieldControl
          key={one.name}
          field={one}
          values={values}
          issues={issues}
          schools={schools}
          controls={{ succession: SuccessionFields }}
        />
      ))}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <div className="dialog-acts">
        <Button disabled={busy}>Corriger</Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Laisser comme c’est
        </Button>
      </div>
    </form>
  );
}
