import { type AudienceView, changeAudience, createAudience } from '@guichet/shared/contracts/audiences';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import { sayCriteria } from '@guichet/shared/domain/mailings/say-criteria';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { call } from '../api.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useAudienceAct } from './use-audience-act.ts';

type Props = {
  criteria: AudienceCriteria;
  /** The audience that is renamed; without one, another is kept. */
  audience?: AudienceView | undefined;
  onDone?: (id: string) => void;
  onClose: () => void;
};

/** Keeps an audience under a name, or gives it another one. */
export function AudienceDialog({ criteria, audience, onDone, onClose }: Props) {
  const [name, setName] = useState(audience?.name ?? '');
  const { act, busy, problem, nameProblem } = useAudienceAct();
  const save = async () => {
    const done = await act(audience ? 'Audience renommée.' : 'Audience enregistrée.', () =>
      audience
        ? call(changeAudience, { params: { id: audience.id }, body: { version: audience.version, name } })
        : call(createAudience, { body: { name, criteria } }),
    );
    if (!done) return;
    onDone?.(done.id);
    onClose();
  };
  return (
    <Dialog title={audience ? 'Renommer l’audience' : 'Enregistrer cette audience'} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="muted small">{sayCriteria(criteria)}</p>
        <TextField
          id="nom-audience"
          name="nom-audience"
          label="Nom"
          hint="Par exemple « Trésoreries de l’arrondissement de Dinant ». Vos collègues la voient aussi."
          error={nameProblem || undefined}
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
          <Button disabled={busy}>Enregistrer</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
