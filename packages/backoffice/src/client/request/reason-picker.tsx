import { SelectField } from '@guichet/shared/ui/select-field';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reasonsQuery } from '../queries.ts';

type Props = { requestId: string; text: string; onWrite: (text: string) => void };

/** Puts a reason that is kept ready into the text: after what is written, never over it. */
export function ReasonPicker({ requestId, text, onWrite }: Props) {
  const { data } = useQuery(reasonsQuery(requestId));
  const reasons = data?.reasons ?? [];
  return (
    <div className="reason-picker">
      {reasons.length > 0 && (
        <SelectField
          id="modele"
          name="modele"
          label="Partir d’un modèle"
          placeholder="Choisir un modèle…"
          value=""
          options={reasons.map(({ id, title }) => ({ value: id, label: title }))}
          inputProps={{
            onChange: (event) => {
              const chosen = reasons.find(({ id }) => id === event.target.value);
              if (chosen) onWrite(text.trim() === '' ? chosen.text : `${text.trimEnd()}\n\n${chosen.text}`);
            },
          }}
        />
      )}
      <p className="small">
        <Link to="/modeles">Modèles de refus</Link>
      </p>
    </div>
  );
}
