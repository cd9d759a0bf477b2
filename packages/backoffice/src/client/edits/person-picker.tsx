import type { Found } from '@guichet/shared/contracts/search';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';

type Props = {
  title: string;
  onChoose: (person: Found) => void;
  /** Nobody of the list: a person who is not recorded yet. Left out where only somebody known can be chosen. */
  onNew?: (() => void) | undefined;
  /** Whom one comes from: not offered. */
  except?: string | undefined;
  /** Said before anything is typed. */
  hint?: string | undefined;
  onClose: () => void;
};

const KNOWN_ELSEWHERE = 'Cherchez d’abord : la personne est peut-être connue par un autre PO.';

/** Finds one person by name, e-mail or telephone, before anybody is recorded twice. */
export function PersonPicker({ title, onChoose, onNew, except, hint = KNOWN_ELSEWHERE, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  const { data, isPending, isError, error } = useQuery({ ...searchQuery(words, 'many'), enabled: words !== '' });
  const found = words === '' ? [] : (data?.people.found ?? []).filter(({ id }) => id !== except);
  const said = words === '' ? hint : sayCount(found.length);
  return (
    <Dialog title={title} onClose={onClose} wide>
      <label className="label" htmlFor="person-words">
        Nom, adresse mail ou téléphone
      </label>
      <input
        id="person-words"
        className="input"
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="muted small po-count" role="status">
        {isError ? sentenceOf(error) : isPending && words !== '' ? 'Recherche…' : said}
      </p>
      <ul className="choices-list">
        {found.map((person) => (
          <li key={person.id}>
            <button type="button" className="choice-button" onClick={() => onChoose(person)}>
              <span className="choice-label">{person.title}</span>
              <span className="muted small">{[person.why, person.detail].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {onNew && (
        <div className="dialog-acts">
          <Button type="button" kind="quiet" onClick={onNew}>
            C’est une nouvelle personne
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function sayCount(count: number): string {
  if (count === 0) return 'Personne de ce nom n’est connu.';
  return count === 1 ? '1 personne' : `${count} personnes`;
}
