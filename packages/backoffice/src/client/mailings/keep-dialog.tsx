import type { MailingView } from '@guichet/shared/contracts/mailing-view';
import { changeMailingTemplate, createMailingTemplate } from '@guichet/shared/contracts/mailings';
import { readVariables } from '@guichet/shared/domain/mailings/mailing-variables';
import { Button } from '@guichet/shared/ui/button';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextField } from '@guichet/shared/ui/text-field';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useAct } from '../shell/use-act.ts';
import { mailingTemplatesQuery } from './mailing-queries.ts';

type Props = { mailing: Pick<MailingView, 'id' | 'subject'>; onClose: () => void };

/** Makes a template of a mailing, or gives one that exists its text. */
export function KeepDialog({ mailing, onClose }: Props) {
  const { data } = useQuery(mailingTemplatesQuery);
  const { act, busy, errors, problem } = useAct('mailing-templates');
  const [id] = useState(newId);
  const [over, setOver] = useState('');
  const [name, setName] = useState(readVariables(mailing.subject.trim()));
  const kept = (data?.templates ?? []).filter(({ archived }) => !archived);
  const old = kept.find((template) => template.id === over);
  const keep = () =>
    old
      ? call(changeMailingTemplate, {
          params: { id: old.id },
          body: { version: old.version, name: old.name, mailing: mailing.id },
        })
      : call(createMailingTemplate, { body: { id, name, mailing: mailing.id } });
  return (
    <Dialog title="Enregistrer comme modèle" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void act(old ? `Modèle remplacé : ${old.name}.` : 'Modèle enregistré.', keep, onClose);
        }}
      >
        {kept.length > 0 && (
          <SelectField
            required
            id="modele-cible"
            name="modele-cible"
            label="Enregistrer dans"
            hint="Les courriers déjà commencés avec un modèle restent comme ils sont."
            placeholder="Un nouveau modèle"
            value={over}
            options={kept.map((template) => ({ value: template.id, label: `Remplacer : ${template.name}` }))}
            inputProps={{ onChange: (event) => setOver(event.target.value) }}
          />
        )}
        {!old && (
          <TextField
            required
            id="modele-nom"
            name="modele-nom"
            label="Nom du modèle"
            hint="Vos collègues le voient aussi."
            error={errors.name}
            value={name}
            autoComplete="off"
            inputProps={{ onChange: (event) => setName(event.target.value) }}
          />
        )}
        {(problem || (old && errors.name)) && (
          <p className="field-error" role="alert">
            {problem || errors.name}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>{old ? 'Remplacer ce modèle' : 'Enregistrer'}</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien enregistrer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
