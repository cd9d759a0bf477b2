import type { AudienceRow, RecipientList } from '@guichet/shared/contracts/audience-preview';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { sayReasons } from '@guichet/shared/domain/mailings/say-reason';
import { DataTable } from '@guichet/shared/ui/data-table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { breakable } from '../request/breakable.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { ListSearch } from '../shell/list-search.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { audiencePreviewQuery } from './audience-queries.ts';

type Props = { criteria: AudienceCriteria; kind: MailingKind; list: RecipientList };

const ABOUT: Record<RecipientList, string> = {
  written: '',
  unreachable:
    'Ces personnes exercent un rôle choisi, mais aucun mail ne peut leur arriver. Leur dossier permet de changer l’adresse ; une adresse refusée est aussi dans les tâches.',
  left: 'Ces personnes se sont désinscrites de ce genre de courrier.',
};

/** People of an audience, fifty at a time, each with why. */
export function RecipientTable({ criteria, kind, list }: Props) {
  const [q, setQ] = useState<string | undefined>();
  const searchRef = useRef<HTMLInputElement>(null);
  useActions({ search: () => searchRef.current?.focus() });
  const query = useInfiniteQuery(audiencePreviewQuery({ criteria, kind, list, ...(q ? { q } : {}) }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <>
      {ABOUT[list] !== '' && <p className="muted small">{ABOUT[list]}</p>}
      <ListSearch
        label="Chercher dans la liste"
        placeholder="Nom d’une personne ou d’un PO"
        asked={q ?? ''}
        onAsk={setQ}
        inputRef={searchRef}
      />
      {q && (
        <p className="muted small" role="status">
          {total} sur cette recherche
        </p>
      )}
      {query.data && rows.length === 0 && <p className="muted">Personne.</p>}
      {rows.length > 0 && (
        <div className="recipient-table">
          <DataTable
            caption="Personnes"
            captionHidden
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', label: 'Nom', heading: true, cell: (row) => <Name row={row} /> },
              { key: 'why', label: 'Pourquoi', cell: ({ reasons }) => sayReasons(reasons) },
              { key: 'address', label: 'Adresse mail', cell: (row) => <Address row={row} /> },
            ]}
          />
        </div>
      )}
      <ListEnd query={query} />
    </>
  );
}

function Name({ row: { id, name } }: { row: AudienceRow }) {
  return (
    <Link to="/personnes/$personId" params={{ personId: id }}>
      {name}
    </Link>
  );
}

function Address({ row: { address, obstacle } }: { row: AudienceRow }) {
  if (obstacle === 'no-address') return 'Aucune adresse';
  return (
    <>
      {breakable(address ?? '—')}
      {obstacle === 'suppressed' && <span className="muted small"> · refusée par son serveur</span>}
    </>
  );
}
