import type { RoleWord } from '@guichet/shared/contracts/member-imports';
import type { ImportMapping } from '@guichet/shared/domain/member-import';
import { isRole, ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { roleWordsQuery } from './import-queries.ts';

type Told = ImportMapping['roleWords'];
type Props = { importId: string; columns: readonly number[]; told: Told; onTell: (told: Told) => void };

/** Wordings of roles that nobody knows: each is told once for the whole file, from the nearest guess. */
export function RoleWords({ importId, columns, told, onTell }: Props) {
  const { data } = useQuery(roleWordsQuery(importId, columns));
  const words = columns.length > 0 ? (data?.words ?? []) : [];
  if (words.length === 0) return null;
  const open = words.filter(({ key, guess }) => told[key] === undefined && guess !== null);
  const guesses: Told = Object.fromEntries(open.map(({ key, guess }) => [key, guess ?? 'none'] as const));
  return (
    <fieldset className="import-words">
      <legend className="label">Ces mots ne sont pas des rôles connus. Que veulent-ils dire ?</legend>
      {open.length > 0 && (
        <Button type="button" kind="quiet" small onClick={() => onTell({ ...told, ...guesses })}>
          Prendre {open.length === 1 ? 'la proposition' : `les ${open.length} propositions`}
        </Button>
      )}
      <ul className="import-columns">
        {words.map((word, index) => (
          <WordChoice
            key={word.key}
            id={`word-${index}`}
            word={word}
            told={told[word.key]}
            onTell={(role) => onTell(withWord(told, word.key, role))}
          />
        ))}
      </ul>
    </fieldset>
  );
}

function WordChoice({
  id,
  word,
  told,
  onTell,
}: {
  id: string;
  word: RoleWord;
  told: Told[string] | undefined;
  onTell: (value: string) => void;
}) {
  const { wording, count, guess } = word;
  return (
    <li>
      <label htmlFor={id}>
        <span className="import-column-title">{wording}</span>
        <span className="muted small">
          {count === 1 ? '1 ligne' : `${count} lignes`}
          {guess && `, proche de « ${ROLE_LABELS[guess]} »`}
        </span>
      </label>
      <select id={id} className="input" value={told ?? ''} onChange={(event) => onTell(event.target.value)}>
        <option value="">Refuser ces lignes</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_LABELS[role]}
            {role === guess ? ' (proposé)' : ''}
          </option>
        ))}
        <option value="none">Aucun rôle</option>
      </select>
    </li>
  );
}

function withWord(told: Told, key: string, value: string): Told {
  const { [key]: _, ...others } = told;
  if (value === 'none') return { ...others, [key]: 'none' };
  return isRole(value) ? { ...others, [key]: value } : others;
}
