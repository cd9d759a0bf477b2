import { SelectField } from '@guichet/shared/ui/select-field';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ListSearch } from '../shell/list-search.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { mailingReadersQuery } from './mailing-queries.ts';

export type Reader = { id: string; name: string; why: string; proven: boolean };

type Props = { mailingId: string; reader: Reader | null; onChoose: (reader: Reader | null) => void };

/** Through whose eyes a mailing is looked at: somebody invented, or anybody of those whom it is for. */
export function ReaderChoice({ mailingId, reader, onChoose }: Props) {
  const [q, setQ] = useState<string | undefined>();
  const search = useRef<HTMLInputElement>(null);
  useActions({ search: () => search.current?.focus() });
  const { data } = useQuery(mailingReadersQuery(mailingId, q));
  const found = data?.people ?? [];
  // Whoever was chosen stays to be seen, whatever is looked for since.
  const shown = reader && !found.some(({ id }) => id === reader.id) ? [reader, ...found] : found;
  return (
    <div className="reader-choice">
      <SelectField
        required
        id="apercu-personne"
        name="personne"
        label="Vu par"
        hint={sayReader(reader)}
        placeholder="Une personne inventée, adresse non confirmée"
        value={reader?.id ?? ''}
        options={shown.map(({ id, name }) => ({ value: id, label: name }))}
        inputProps={{ onChange: ({ target }) => onChoose(shown.find(({ id }) => id === target.value) ?? null) }}
      />
      <ListSearch
        label="Chercher un destinataire"
        placeholder="Nom d’une personne ou d’un PO"
        asked={q ?? ''}
        onAsk={setQ}
        inputRef={search}
      />
      {q && data && (
        <p className="muted small" role="status">
          {found.length === 0 ? 'Aucun destinataire ne porte ces mots.' : `${found.length} dans la liste « Vu par ».`}
        </p>
      )}
    </div>
  );
}

function sayReader(reader: Reader | null): string {
  if (!reader) return 'Aucun nom n’est écrit à une adresse que personne n’a confirmée.';
  const why = reader.why === '' ? 'Choisi·e à la main.' : `Reçoit ce courrier comme ${reader.why}.`;
  return reader.proven ? why : `${why} Son adresse n’est pas confirmée : aucun nom n’est écrit.`;
}
