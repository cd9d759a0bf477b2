import type { PoMatch } from '@guichet/shared/contracts/pos';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { posQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';

export type PoPickerProps = {
  title: string;
  /** What to look for at first: what the author wrote. */
  start?: string | undefined;
  busy?: boolean | undefined;
  onChoose: (po: PoMatch) => void;
  onClose: () => void;
};

/** Finds one PO by name, FASE number, locality or school. Each result is a button: what acts looks like it. */
export function PoPicker({ title, start = '', busy, onChoose, onClose }: PoPickerProps) {
  const [typed, setTyped] = useState(start);
  const words = useDeferredValue(typed.trim());
  const { data, isPending, isError, error } = useQuery(posQuery(words));
  const found = data?.pos ?? [];
  return (
    <Dialog title={title} onClose={onClose} wide>
      <label className="label" htmlFor="po-words">
        Nom, numéro FASE, localité ou école
      </label>
      <input
        id="po-words"
        className="input"
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="muted small po-count" role="status">
        {isError ? sentenceOf(error) : isPending ? 'Recherche…' : sayCount(found.length)}
      </p>
      <ul className="choices-list">
        {found.map((po) => (
          <li key={po.id}>
            <button type="button" className="choice-button" disabled={busy} onClick={() => onChoose(po)}>
              <span className="choice-label">{po.name}</span>
              <span className="muted small">
                FASE {po.fase} · {po.detail}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function sayCount(count: number): string {
  if (count === 0) return 'Aucun PO ne correspond. Essayez moins de mots.';
  return count === 1 ? '1 PO' : `${count} PO`;
}
