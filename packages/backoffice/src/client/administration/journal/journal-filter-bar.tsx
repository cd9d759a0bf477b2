import { JOURNAL_KINDS } from '@guichet/shared/contracts/journal';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { DayRange } from '../../queue/day-range.tsx';
import { FilterSelect } from '../../shell/filter-select.tsx';
import { ListSearch } from '../../shell/list-search.tsx';
import { ACTORS, type JournalFilters } from './journal-filters.ts';

type Props = {
  filters: JournalFilters;
  staff: readonly { id: string; name: string }[];
  actions: readonly { action: string; label: string }[];
  searchRef: RefObject<HTMLInputElement | null>;
};

/** What it is about, who acted, which act, when: each narrows the journal, and stands in the address. */
export function JournalFilterBar({ filters, staff, actions, searchRef }: Props) {
  const navigate = useNavigate();
  const narrow = (change: JournalFilters) =>
    void navigate({ to: '/administration/journal', search: { ...filters, ...change }, replace: true });
  return (
    <search className="po-filters journal-filters">
      <ListSearch
        label="Ce dont il s’agit"
        placeholder="Nom, référence ou numéro FASE"
        asked={filters.q ?? ''}
        onAsk={(q) => narrow({ q })}
        inputRef={searchRef}
      />
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
