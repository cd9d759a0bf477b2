import { foldForSearch } from '@guichet/shared/domain/text';
import type { Found } from '@guichet/shared/contracts/search';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { searchQuery } from '../queries.ts';
import { QUEUE_TABS } from '../queue/queue-filters.ts';
import { KeyCaps } from './action-button.tsx';
import { type ActionId, actionText } from './action-catalogue.ts';
import type { ActionRegistry } from './action-registry.ts';
import { Dialog } from './dialog.tsx';
import { useActionRegistry } from './use-actions.tsx';

type Entry = {
  id: string;
  title: string;
  detail: string;
  action?: ActionId;
  /** Found for what was typed before: shown so that nothing flickers, and never done by a key. */
  stale?: boolean;
  run: () => void;
};
type Section = { title: string; entries: Entry[] };

/** One box for everything: what can be done here, and every person, PO, school and request. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const { sections, busy } = useSections(words, onClose);
  const entries = sections.flatMap((section) => section.entries);
  // Before anything is typed nothing is chosen: Enter on an empty box decides nothing.
  const [chosen, setChosen] = useState(-1);
  const current = entries[Math.min(chosen, entries.length - 1)];
  useEffect(() => {
    if (current) document.getElementById(optionId(current))?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const from = chosen < 0 ? (step > 0 ? -1 : 0) : Math.min(chosen, entries.length - 1);
      setChosen((from + step + entries.length) % entries.length);
    }
    if (event.key === 'Enter' && current) {
      event.preventDefault();
      if (!current.stale) current.run();
    }
  };
  return (
    <Dialog title="Tout trouver" onClose={onClose} wide>
      <input
        className="input"
        type="text"
        role="combobox"
        aria-label="Action, personne, PO, école, référence ou demande"
        aria-expanded="true"
        aria-controls="palette"
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current)}
        autoComplete="off"
        placeholder="Nom, PO, école, mail, téléphone, référence…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          // What was chosen is somewhere else once other things are found; signs alone choose nothing.
          setChosen(foldForSearch(event.target.value) === '' ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="muted small palette-count" role="status">
        {sayCount(entries.length, words, busy)}
      </p>
      <div id="palette" className="palette" role="listbox" aria-label="Trouvé" tabIndex={-1}>
        {sections.map(({ title, entries: found }) => (
          <div key={title} role="group" aria-label={title}>
            <div className="palette-title" aria-hidden="true">
              {title}
            </div>
            {found.map((entry) => (
              <Option key={entry.id} entry={entry} isCurrent={entry === current} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function Option({ entry, isCurrent }: { entry: Entry; isCurrent: boolean }) {
  return (
    // The keys are those of the box, which keeps the focus: WAI-ARIA's combobox pattern.
    <button
      type="button"
      id={optionId(entry)}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      className="palette-option"
      onClick={entry.run}
    >
      <span className="cut">{entry.title}</span>
      {entry.action && (
        <span aria-hidden="true">
          <KeyCaps of={entry.action} />
        </span>
      )}
      {entry.detail && <span className="muted small cut">{entry.detail}</span>}
    </button>
  );
}

function optionId({ id }: Entry): string {
  return `palette-${id}`;
}

function useSections(words: string, onClose: () => void): { sections: Section[]; busy: boolean } {
  const registry = useActionRegistry();
  const [offered] = useState(() => registry.offered());
  const navigate = useNavigate();
  const asked = useSettled(words);
  const asks = asked.length >= 2;
  const late = asked !== words;
  const { data, isPlaceholderData, isFetching } = useQuery({ ...searchQuery(asked, 'few'), enabled: asks });
  const leave = (run: () => unknown) => () => {
    onClose();
    run();
  };
  const stale = late || isPlaceholderData;
  const list = (name: string, found: readonly Found[] | undefined, go: (id: string) => unknown): Entry[] =>
    (found ?? []).map(({ id, title, detail, why }, place) => ({
      // Two schools lead to one PO: the place tells them apart.
      id: `${name}-${place}-${id}`,
      title,
      detail: [why, detail].filter(Boolean).join(' · '),
      stale,
      run: leave(() => go(id)),
    }));
  const toPo = (poId: string) => navigate({ to: '/po/$poId', params: { poId } });
  const sections: Section[] = [
    { title: 'Actions', entries: findActions(registry, offered, words, leave) },
    {
      title: 'Personnes',
      entries: list('personne', data?.people.found, (personId) =>
        navigate({ to: '/personnes/$personId', params: { personId } }),
      ),
    },
    { title: 'PO', entries: list('po', data?.pos.found, toPo) },
    { title: 'Écoles', entries: list('ecole', data?.schools.found, toPo) },
    {
      title: 'Demandes',
      entries: list('demande', data?.requests.found, (requestId) =>
        navigate({ to: '/demandes/$requestId', params: { requestId }, search: { etat: QUEUE_TABS.all.slug } }),
      ),
    },
  ];
  const more: Section = {
    title: 'Plus',
    entries: [
      {
        id: 'page',
        title: `Toute la recherche : « ${words} »`,
        detail: 'sur une page',
        run: leave(() => navigate({ to: '/recherche', search: { q: words } })),
      },
    ],
  };
  const found = sections.filter(({ title, entries }) => entries.length > 0 && (asks || title === 'Actions'));
  return { sections: asks ? [...found, more] : found, busy: late || (asks && isFetching) };
}

const PAUSE = 120;

/** The words once nobody has typed for a moment: each letter need not be asked. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

function findActions(
  registry: ActionRegistry,
  offered: readonly ActionId[],
  words: string,
  leave: (run: () => unknown) => () => void,
): Entry[] {
  const asked = foldForSearch(words).split(' ');
  return offered
    .filter((id) => id !== 'palette')
    .filter((id) => asked.every((word) => foldForSearch(actionText(id).label).includes(word)))
    .map((id) => ({
      id,
      title: actionText(id).label,
      detail: '',
      action: id,
      run: leave(() => registry.find(id)?.()),
    }));
}

function sayCount(count: number, words: string, busy: boolean): string {
  if (busy) return 'Recherche…';
  if (count === (words.length < 2 ? 0 : 1)) return 'Rien de tel. Essayez moins de mots.';
  if (words.length < 2) return 'Ce que l’on peut faire ici ; écrivez deux lettres pour chercher partout.';
  return count === 2 ? '1 résultat' : `${count - 1} résultats`;
}
