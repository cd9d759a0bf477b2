import type { RequestList } from '@guichet/shared/contracts/request-list';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import Landmark from 'lucide-react/icons/landmark';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { type RefObject, useEffect, useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import { sessionQuery } from '../queries.ts';
import { KeyCaps } from '../shell/action-button.tsx';
import { ariaKeys } from '../shell/action-catalogue.ts';
import { MoreFilters } from './more-filters.tsx';
import type { QueueFilters } from './queue-filters.ts';

type Props = { filters: QueueFilters; po: RequestList['po']; searchRef: RefObject<HTMLInputElement | null> };

/** Words, type and PO: each narrows the list, and stands in the address. */
export function QueueFilterBar({ filters, po, searchRef }: Props) {
  const { data: session } = useQuery(sessionQuery);
  const [choosingPo, setChoosingPo] = useState(false);
  const narrow = useNarrow(filters);
  return (
    <search className="queue-filters">
      <SearchBox key={filters.etat ?? ''} filters={filters} narrow={narrow} searchRef={searchRef} />
      <div className="queue-filters-row">
        <label className="visually-hidden" htmlFor="queue-type">
          Type de demande
        </label>
        <select
          id="queue-type"
          className="input input-compact"
          value={filters.type ?? ''}
          onChange={(event) => narrow({ type: event.target.value || undefined })}
        >
          <option value="">Tous les types</option>
          {session?.requestTypes.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        {po ? (
          <Button type="button" small kind="quiet" className="queue-po" onClick={() => narrow({ po: undefined })}>
            <Icon of={X} />
            <span className="cut">{po.name}</span>
            <span className="visually-hidden">, retirer ce filtre</span>
          </Button>
        ) : (
          <Button type="button" small kind="quiet" icon={Landmark} onClick={() => setChoosingPo(true)}>
            Tous les PO
          </Button>
        )}
      </div>
      <MoreFilters filters={filters} narrow={narrow} />
      {choosingPo && (
        <PoPicker
          title="Demandes d’un PO"
          onClose={() => setChoosingPo(false)}
          onChoose={({ id }) => {
            setChoosingPo(false);
            narrow({ po: id });
          }}
        />
      )}
    </search>
  );
}

function useNarrow(filters: QueueFilters) {
  const navigate = useNavigate();
  return (change: QueueFilters) => void navigate({ to: '/demandes', search: { ...filters, ...change }, replace: true });
}

const PAUSE = 250;

type SearchProps = Omit<Props, 'po'> & { narrow: (change: QueueFilters) => void };

function SearchBox({ filters, narrow, searchRef }: SearchProps) {
  const [typed, setTyped] = useState(filters.q ?? '');
  useEffect(() => {
    if (typed.trim() === (filters.q ?? '')) return;
    const timer = setTimeout(() => narrow({ q: typed.trim() || undefined }), PAUSE);
    return () => clearTimeout(timer);
  });
  return (
    <div className="search-box">
      <Icon of={Search} />
      <input
        ref={searchRef}
        type="search"
        className="input input-compact"
        aria-label="Chercher une référence, un nom, un PO, une adresse mail"
        aria-keyshortcuts={ariaKeys('search')}
        placeholder="Référence, nom, PO, mail"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (typed === '') event.currentTarget.blur();
          else setTyped('');
        }}
      />
      <KeyCaps of="search" />
    </div>
  );
}
