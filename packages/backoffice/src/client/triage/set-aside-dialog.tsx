import { setAside } from '@guichet/shared/contracts/triage';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { type CivilDate, type DatePart, parseDateParts, todayInBrussels } from '@guichet/shared/domain/dates';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { DateField } from '@guichet/shared/ui/date-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useState } from 'react';
import type { Decide } from '../request/use-decide.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useDraft } from '../shell/use-draft.ts';
import { sayDay } from '../text/moments.ts';
import { asideDays } from './aside-days.ts';

type Props = { view: RequestView; decide: Decide; onClose: () => void; onDone: (until: CivilDate) => Promise<void> };

const OTHER = 'autre';

/** Until when a request leaves the list: a day that one means by a word, or any other; and why, for the colleagues. */
export function SetAsideDialog({ view, decide, onClose, onDone }: Props) {
  const [days] = useState(() => asideDays(todayInBrussels(new Date())));
  const [chosen, setChosen] = useState(days[0]?.day ?? OTHER);
  const [parts, setParts] = useState({ day: '', month: '', year: '' });
  const [mistake, setMistake] = useState<{ message: string; part: DatePart | 'all' } | null>(null);
  const [reason, write, forget] = useDraft(`guichet:mise-de-cote:${view.id}`);
  const send = async () => {
    const read = chosen === OTHER ? parseDateParts(parts) : { ok: true as const, date: chosen };
    setMistake(read.ok ? null : read);
    if (!read.ok) return;
    const body = { version: view.standing.version, until: read.date, reason };
    if (!(await decide.act(setAside, { params: { id: view.id }, body }))) return;
    forget();
    await onDone(read.date);
  };
  return (
    <Dialog title="Mettre de côté" onClose={onClose} keepsText>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="hint">
          La demande revient d’elle-même dans la liste, le matin de ce jour-là. Son âge continue de compter : l’auteur
          attend.
        </p>
        <div className="ticks" role="radiogroup" aria-label="Jusqu’à quand">
          {days.map(({ label, day }) => (
            <DayChoice key={day} value={day} label={`${label}, ${sayDay(day)}`} chosen={chosen} onChoose={setChosen} />
          ))}
          <DayChoice value={OTHER} label="Un autre jour" chosen={chosen} onChoose={setChosen}>
            {chosen === OTHER && (
              <DateField
                id="jour-de-cote"
                name="jour-de-cote"
                label="Elle revient le"
                required
                value={parts}
                error={mistake?.message}
                wrongParts={mistake && mistake.part !== 'all' ? [mistake.part] : undefined}
                inputProps={Object.fromEntries(
                  (['day', 'month', 'year'] as const).map((part) => [
                    part,
                    {
                      onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
                        setParts({ ...parts, [part]: event.target.value }),
                    },
                  ]),
                )}
              />
            )}
          </DayChoice>
        </div>
        <TextArea
          id="raison-de-cote"
          name="raison-de-cote"
          label="Pourquoi"
          hint="Vos collègues le lisent dans l’historique, l’auteur non."
          rows={2}
          maxLength={4000}
          value={reason}
          inputProps={{ onChange: (event) => write(event.target.value) }}
        />
        {decide.problem && (
          <p className="field-error" role="alert">
            {decide.problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={decide.busy}>Mettre de côté</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DayChoice(props: {
  value: string;
  label: string;
  chosen: string;
  onChoose: (value: string) => void;
  children?: React.ReactNode;
}) {
  const { value, chosen, onChoose } = props;
  return (
    <Choice
      id={`de-cote-${value}`}
      name="de-cote"
      type="radio"
      value={value}
      label={props.label}
      checked={chosen === value}
      inputProps={{ onChange: () => onChoose(value) }}
    >
      {props.children}
    </Choice>
  );
}
