import { JOURNAL_KINDS } from '@guichet/shared/contracts/journal';
import { Icon } from '@guichet/shared/ui/icon';
import { useNavigate } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { type RefObject, useEffect, useState } from 'react';
import { DayRange } from '../../queue/day-range.tsx';
import { KeyCaps } from '../../shell/action-button.tsx';
import { ariaKeys } from '../../shell/action-catalogue.ts';
import { FilterSelect } from '../../shell/filter-select.tsx';
import { ACTORS, type JournalFilters } from './journal-filters.ts';

type Props = {
  filters: JournalFilters;
  staff: readonly { id: string; name: string }[];
  actions: readonly { action: string; label: string }[];
  searchRef: RefObject<HTMLInputElement | null>;
};

const PAUSE = 300;

/** What it is about, who acted, which act, when: each narrows the journal, and stands in the address. */
export function JournalFilterBar({ filters, staff, actions, searchRef }: Props) {
  const navigate = useNavigate();
  const narrow = (change: JournalFilters) =>
    void navigate({ to: '/administration/journal', search: { ...filters, ...change }, replace: true });
  return (
    <search className="po-filters journal-filters">
      <SearchBox filters={filters} narrow={narrow} searchRef={searchRef} />
      <FilterSelect
        id="journal-par"
        label="Qui a agi"
        all="Par n’importe qui"
        value={filters.par}
        options={[
          ...JOURNAL_KINDS.map((kind) => [ACTORS[kind].slug, ACTORS[kind].label] as const),
          ...staff.map(({ id, name }) => [id, name] as const),
        ]}
        onChange={(par) => narrow({ par })}
      />
      <FilterSelect
        id="journal-acte"
        label="Acte"
        all="Tous les actes"
        value={filters.acte}
        options={actions.map(({ action, label }) => [action, label] as const)}
        onChange={(acte) => narrow({ acte })}
      />
      <DayRange id="journal-jours" label="Actes" value={filters.jours} onChange={(jours) => narrow({ jours })} />
    </search>
  );
}

function SearchBox(props: Pick<Props, 'filters' | 'searchRef'> & { narrow: (change: JournalFilters) => void }) {
  const { filters, narrow, searchRef } = props;
  const asked = filters.q ?? '';
  const [typed, setTyped] = useState(asked);
  // Taken away, or put there, by a link.
  useEffect(() => setTyped((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => {
    const words = typed.trim();
    if (words === asked) return;
    const timer = setTimeout(() => narrow({ q: words === '' ? undefined : words }), PAUSE);
    return () => clearTimeout(timer);
  });
  return (
    <div className="search-box">
      <Icon of={Search} />
      <input
        ref={searchRef}
        type="search"
        className="input input-compact"
        aria-label="Ce dont il s’agit"
        aria-keyshortcuts={ariaKeys('search')}
        placeholder="Nom, référence ou numéro FASE"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <KeyCaps of="search" />
    </div>
  );
}
