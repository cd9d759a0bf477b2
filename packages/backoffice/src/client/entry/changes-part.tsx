import type { Issue } from '@guichet/shared/errors/errors';
import { emptyValues } from '@guichet/shared/request-types/fields';
import { REQUEST_TYPE_NAMES, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { Button } from '@guichet/shared/ui/button';
import { issueAt } from '@guichet/shared/ui/field-issues';
import Plus from 'lucide-react/icons/plus';
import { useAnnounce } from '../shell/announcer.tsx';
import type { EntryChange, EntryDraftActs } from './entry-draft.ts';

type Props = { acts: EntryDraftActs; issues: readonly Issue[]; onOpen: (key: string) => void };

/** What is asked: one change or several, each in its sentence. */
export function ChangesPart({ acts: { draft, edit }, issues, onOpen }: Props) {
  const announce = useAnnounce();
  const issue = issueAt(issues, 'changes');
  const add = (type: RequestTypeName) => {
    const key = crypto.randomUUID();
    const change = { key, type, values: emptyValues(requestForm(type).groups), sentence: null };
    edit((before) => ({ ...before, changes: [...before.changes, change] }));
    onOpen(key);
  };
  const remove = ({ key }: EntryChange) => {
    edit((before) => ({ ...before, changes: before.changes.filter((one) => one.key !== key) }));
    announce('Changement retiré.');
    document.getElementById('saisie-changements')?.focus();
  };
  return (
    <section aria-labelledby="saisie-changements" className="entry-part">
      <h2 id="saisie-changements" tabIndex={-1}>
        Ce qui change
      </h2>
      {draft.changes.length > 0 && (
        <ol className="entry-changes">
          {draft.changes.map((change, index) => (
            <ChangeLine
              key={change.key}
              change={change}
              isWrong={issues.some(({ path }) => path.startsWith(`changes.${index}.`))}
              onOpen={() => onOpen(change.key)}
              onRemove={() => remove(change)}
            />
          ))}
        </ol>
      )}
      {issue && <p className="field-error">{issue}</p>}
      <div
        id="ajouter-un-changement"
        className="entry-acts"
        role="group"
        aria-label="Ajouter un changement"
        tabIndex={-1}
      >
        {REQUEST_TYPE_NAMES.map((type) => (
          <Button key={type} type="button" kind="quiet" icon={Plus} onClick={() => add(type)}>
            {requestForm(type).label}
          </Button>
        ))}
      </div>
    </section>
  );
}

type LineProps = { change: EntryChange; isWrong: boolean; onOpen: () => void; onRemove: () => void };

function ChangeLine({ change: { key, type, sentence }, isWrong, onOpen, onRemove }: LineProps) {
  const { label } = requestForm(type as RequestTypeName);
  const about = sentence ?? `${label}, à compléter`;
  return (
    <li id={`changement-${key}`} className="entry-change" tabIndex={-1}>
      <div>
        <p className="muted small">{label}</p>
        <p>{sentence ?? 'Pas encore fini.'}</p>
        {isWrong && <p className="field-error">Quelque chose y est à corriger.</p>}
      </div>
      <div className="entry-acts">
        <Button type="button" kind="quiet" small onClick={onOpen}>
          {sentence === null ? 'Compléter' : 'Modifier'}
          <span className="visually-hidden"> : {about}</span>
        </Button>
        <Button type="button" kind="plain" small onClick={onRemove}>
          Retirer<span className="visually-hidden"> : {about}</span>
        </Button>
      </div>
    </li>
  );
}
