import {
  archiveReasonTemplate,
  changeReasonTemplate,
  createReasonTemplate,
  type ReasonTemplateView,
} from '@guichet/shared/contracts/reason-templates';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import { fillTemplate, TEMPLATE_VARIABLES, type TemplateVariable } from '@guichet/shared/domain/reason-templates';
import { Button } from '@guichet/shared/ui/button';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { reasonTemplatesQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';

type Props = {
  /** Null: a new one. */
  template: ReasonTemplateView | null;
  types: readonly { name: string; label: string }[];
  onClose: () => void;
};

const EXAMPLE: Record<TemplateVariable, string> = {
  auteur: 'Wivine Hautekiet',
  objet: 'Jeanne Lambert',
  po: 'Collège de la Maquette',
  reference: 'K7M4-P2XA',
  secretariat: 'Secrétariat',
  telephone: '081 00 00 00',
};

/** One template: what it is called, what it is for, what it says, and how that reads. */
export function TemplateDialog({ template, types, onClose }: Props) {
  const [title, setTitle] = useState(template?.title ?? '');
  const [type, setType] = useState(template?.type ?? '');
  const [body, setBody] = useState(template?.body ?? '');
  const bodyRef = useRef<HTMLTextAreaElement>(null);
  const { act, busy, errors, problem } = useTemplateActs(onClose);
  const save = () => {
    const written = { title, body, type: type === '' ? null : type };
    return act(`Modèle enregistré : ${title}.`, () =>
      template
        ? call(changeReasonTemplate, { params: { id: template.id }, body: { version: template.version, ...written } })
        : call(createReasonTemplate, { body: written }),
    );
  };
  const archive = (known: ReasonTemplateView) =>
    act(`Modèle retiré : ${known.title}.`, () =>
      call(archiveReasonTemplate, { params: { id: known.id }, body: { version: known.version } }),
    );
  const insert = (variable: string) => {
    const at = bodyRef.current?.selectionStart ?? body.length;
    setBody(`${body.slice(0, at)}{${variable}}${body.slice(at)}`);
    bodyRef.current?.focus();
  };
  return (
    <Dialog title={template ? 'Modifier le modèle' : 'Nouveau modèle'} onClose={onClose} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          id="titre"
          name="titre"
          label="Titre"
          hint="Pour vous : l’auteur ne le voit pas."
          value={title}
          error={errors.title}
          inputProps={{ onChange: (event) => setTitle(event.target.value) }}
        />
        <SelectField
          id="type"
          name="type"
          label="Proposé pour"
          placeholder="Tous les types de demandes"
          value={type}
          options={types.map(({ name, label }) => ({ value: name, label }))}
          error={errors.type}
          inputProps={{ onChange: (event) => setType(event.target.value) }}
        />
        <TextArea
          id="texte"
          name="texte"
          label="Texte"
          rows={6}
          maxLength={4000}
          value={body}
          error={errors.body}
          inputProps={{ ref: bodyRef, onChange: (event) => setBody(event.target.value) }}
        />
        <div className="note-mentions" role="group" aria-label="Insérer une variable">
          <span className="muted small">Insérer :</span>
          {Object.entries(TEMPLATE_VARIABLES).map(([variable, meaning]) => (
            <Button
              key={variable}
              type="button"
              kind="plain"
              small
              title={meaning}
              onClick={() => insert(variable)}
            >{`{${variable}}`}</Button>
          ))}
        </div>
        {body.trim() !== '' && (
          <section aria-label="Exemple">
            <p className="small muted">Comme l’auteur le lira, avec un exemple :</p>
            <p className="mail-preview">{fillTemplate(body, EXAMPLE)}</p>
          </section>
        )}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Enregistrer</Button>
          {template && (
            <Button type="button" kind="danger" disabled={busy} onClick={() => void archive(template)}>
              Retirer ce modèle
            </Button>
          )}
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Sends one act; what is wrong stands at its field. */
function useTemplateActs(onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string | undefined>>({});
  const [problem, setProblem] = useState('');
  const act = async (sentence: string, send: () => Promise<unknown>) => {
    setBusy(true);
    setErrors({});
    setProblem('');
    try {
      await send();
      announce(sentence);
      await queryClient.invalidateQueries({ queryKey: reasonTemplatesQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['reasons'] });
      onDone();
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      setErrors(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
      if (issues.length === 0) setProblem(sentenceOf(error));
      if (error instanceof ApiProblem && error.status === 409)
        await queryClient.invalidateQueries(reasonTemplatesQuery);
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, errors, problem };
}
