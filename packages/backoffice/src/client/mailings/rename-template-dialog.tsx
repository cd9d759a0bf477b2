import type { MailingTemplateView } from '@guichet/shared/contracts/mailing-view';
import { changeMailingTemplate } from '@guichet/shared/contracts/mailings';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { call } from '../api.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useAct } from '../shell/use-act.ts';

type Props = { template: MailingTemplateView; onClose: () => void };

/** Gives a template another name. */
export function RenameTemplateDialog({ template: { id, version, name: before }, onClose }: Props) {
  const { act, busy, errors, problem } = useAct('mailing-templates');
  const [name, setName] = useState(before);
  return (
    <Dialog title="Renommer le modèle" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const body = { version, name };
          void act('Modèle renommé.', () => call(changeMailingTemplate, { params: { id }, body }), onClose);
        }}
      >
        <TextField
          id="modele-nom"
          name="modele-nom"
          label="Nom du modèle"
          error={errors.name}
          value={name}
          autoComplete="off"
          inputProps={{ onChange: (event) => setName(event.target.value) }}
        />
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Renommer</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
