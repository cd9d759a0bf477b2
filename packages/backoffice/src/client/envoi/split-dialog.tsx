import { split } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { requestQuery } from '../queries.ts';
import { useDecide } from '../request/use-decide.ts';
import { useMeanwhileActs } from '../request/use-meanwhile.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';

/** Ticks for what is to be approved; the rest becomes a request of its own, and this page shows the plan of what was ticked. */
export function SplitDialog({ view, onClose }: { view: RequestView; onClose: () => void }) {
  const { act, busy, problem } = useDecide(view);
  const { expectChange } = useMeanwhileActs();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState(false);
  const { parts } = view;
  const possible = ticked.size > 0 && ticked.size < parts.length;
  const rest = parts.filter(({ key }) => !ticked.has(key));
  const toggle = (key: string, on: boolean) => {
    const after = new Set(ticked);
    if (on) after.add(key);
    else after.delete(key);
    setTicked(after);
  };
  const send = async () => {
    setRefused(!possible);
    if (!possible) return;
    expectChange(true);
    const body = { version: view.standing.version, parts: [...ticked] };
    if (!(await act(split, { params: { id: view.id }, body }))) return expectChange(false);
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    announce('La demande est séparée en deux. Voici le plan de la partie cochée.');
    onClose();
  };
  const missing = 'Cochez ce que vous approuvez : au moins une partie, et pas toutes.';
  return (
    <Dialog title="Approuver une partie" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>
          La demande sera séparée en deux, dans le même envoi. Cette page gardera ce que vous cochez, avec son plan à
          relire avant d’approuver. Le reste attendra une décision.
        </p>
        <fieldset className="parts">
          <legend>Ce que vous voulez approuver</legend>
          {parts.map(({ key, label, value }, index) => (
            <Choice
              key={key}
              id={`partie-${index}`}
              name="partie"
              type="checkbox"
              value={key}
              label={label}
              hint={value}
              checked={ticked.has(key)}
              inputProps={{ onChange: (event) => toggle(key, event.currentTarget.checked) }}
            />
          ))}
        </fieldset>
        {possible && (
          <p className="small" role="status">
            {`Restera à décider : ${rest.map(({ label }) => label.toLowerCase()).join(', ')}.`}
          </p>
        )}
        {(problem || (refused && !possible)) && (
          <p className="field-error" role="alert">
            {problem || missing}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Séparer, puis relire</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Annuler
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
