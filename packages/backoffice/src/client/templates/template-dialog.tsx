import {
  archiveReasonTemplate,
  changeReasonTemplate,
  createReasonTemplate,
  type ReasonTemplateView,
} from '@guichet/shared/contracts/reason-templates';
import { fillTemplate, TEMPLATE_VARIABLES, type TemplateVariable } from '@guichet/shared/domain/reason-templates';
import { Button } from '@guichet/shared/ui/button';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { reasonTemplatesQuery } from '../queries.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { useAct } from '../shell/use-act.ts';

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
  const { act, busy, errors, problem } = useAct(...reasonTemplatesQuery.queryKey, 'reasons');
  const save = () => {
    const written = { title, body, type: type === '' ? null : type };
    return act(
      `Modèle enregistré : ${title}.`,
      () =>
        template
          ? call(changeReasonTemplate, { params: { id: template.id }, body: { version: template.version, ...written } })
          : call(createReasonTemplate, { body: written }),
      onClose,
    );
  };
  const archive = (known: ReasonTemplateView) =>
    act(
      `Modèle retiré : ${known.title}.`,
      () => call(archiveReasonTemplate, { params: { id: known.id }, body: { version: known.version } }),
      onClose,
    );
  const insert = (variable: string) => {
    const at = bodyRef.current?.selectionStart ?? body.length;
    setBody(`${body.slice(0, at)}{${variable}}${body.slice(at)}`);
    bodyRef.current?.focus();
  };
  return (
    <FormDialog
      title={template ? 'Modifier le modèle' : 'Nouveau modèle'}
      onClose={onClose}
      onSubmit={() => void save()}
      {...{ busy, problem }}
      acts={
        template && (
          <Button type="button" kind="danger" disabled={busy} onClick={() => void archive(template)}>
            Retirer ce modèle
          </Button>
        )
      }
      wide
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
    </FormDialog>
  );
}
