import type { RequestList } from '@guichet/shared/contracts/request-list';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import Landmark from 'lucide-react/icons/landmark';
import X from 'lucide-react/icons/x';
import { type RefObject, useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import { sessionQuery } from '../queries.ts';
import { countFilters, FoldedFilters } from '../shell/folded-filters.tsx';
import { ListSearch } from '../shell/list-search.tsx';
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
      <ListSearch
        label="Chercher une référence, un nom, un PO, une adresse mail"
        placeholder="Référence, nom, PO, mail"
        asked={filters.q ?? ''}
        onAsk={(q) => narrow({ q })}
        inputRef={searchRef}
      />
      <FoldedFilters count={countFilters(Object.values({ ...filters, q: undefined, etat: undefined }))}>
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
      </FoldedFilters>
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
