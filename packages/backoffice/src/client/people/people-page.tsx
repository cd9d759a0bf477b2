import type { PersonRow } from '@guichet/shared/contracts/people-list';
import {
  ACCOUNT_STEP_NAMES,
  ACCOUNT_STEPS,
  STANDING_LABELS,
  STANDING_SLUGS,
  STANDING_STATES,
} from '@guichet/shared/domain/account-standing';
import { ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { DataTable } from '@guichet/shared/ui/data-table';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect } from 'react';
import { ExportButton } from '../exports/export-button.tsx';
import { useRowKeys } from '../pos/use-row-keys.ts';
import { peopleListQuery } from '../queries.ts';
import { breakable } from '../request/breakable.tsx';
import { countFilters, FoldedFilters } from '../shell/folded-filters.tsx';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { type PeopleFilters, peopleQueryOf } from './people-filters.ts';

/** The members of all POs, by name: by where they stand on the way to the extranet, by role. */
export function PeoplePage() {
  const filters = useSearch({ from: '/bureau/personnes' });
  const navigate = useNavigate();
  const query = useInfiniteQuery(peopleListQuery(filters));
  const { data } = query;
  useRowKeys('personnes');
  useEffect(() => {
    document.title = 'Personnes · Guichet PO';
  }, []);
  const narrow = (change: PeopleFilters) =>
    void navigate({ to: '/personnes', search: { ...filters, ...change }, replace: true });
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <div className="list-title">
        <h1>Personnes</h1>
        <ExportButton selections={[{ list: 'people', filters: peopleQueryOf(filters) }]} labelSearch={filters} />
      </div>
      <p className="muted">
        Qui a un mandat aujourd’hui ou bientôt. Quelqu’un en particulier ?{' '}
        <Link to="/recherche">Cherchez un nom, un mail ou un téléphone</Link>.
      </p>
      <search className="people-filters" aria-label="Filtres">
        <FoldedFilters count={countFilters(Object.values(filters))}>
          <FilterSelect
            id="personnes-compte"
            label="Compte"
            all="Tous les comptes"
            value={filters.compte}
            options={STANDING_STATES.map((state) => [STANDING_SLUGS[state], STANDING_LABELS[state]])}
            onChange={(compte) => narrow({ compte })}
          />
          <FilterSelect
            id="personnes-etape"
            label="Étape atteinte"
            all="Toutes les étapes"
            value={filters.etape}
            options={ACCOUNT_STEP_NAMES.map((step) => [
              ACCOUNT_STEPS[step].slug,
              `Au moins : ${ACCOUNT_STEPS[step].label}`,
            ])}
            onChange={(etape) => narrow({ etape })}
          />
          <FilterSelect
            id="personnes-role"
            label="Rôle tenu aujourd’hui"
            all="Tous les rôles"
            value={filters.role}
            options={ROLES.map((role) => [role, ROLE_LABELS[role]])}
            onChange={(role) => narrow({ role })}
          />
        </FoldedFilters>
      </search>
      {data && <People rows={data.pages.flatMap(({ rows }) => rows)} total={data.pages[0]?.total ?? 0} />}
      <ListEnd query={query} />
    </main>
  );
}

function People({ rows, total }: { rows: readonly PersonRow[]; total: number }) {
  if (rows.length === 0) return <EmptyState icon={SearchX} title="Personne ne correspond à ces filtres" />;
  return (
    <>
      <p role="status">{total > 1 ? `${total} personnes` : '1 personne'}</p>
      <div id="personnes" className="people-table">
        <DataTable
          caption="Personnes"
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: 'Nom', heading: true, cell: (row) => <Name row={row} /> },
            { key: 'mandates', label: 'PO et rôles', cell: (row) => <Mandates row={row} /> },
            { key: 'email', label: 'Adresse mail', cell: ({ email }) => breakable(email ?? '—') },
            { key: 'phone', label: 'Téléphone', cell: ({ phone }) => phone ?? '—' },
            { key: 'account', label: 'Compte', cell: ({ standing }) => STANDING_LABELS[standing] },
          ]}
        />
      </div>
    </>
  );
}

function Name({ row: { id, name } }: { row: PersonRow }) {
  return (
    <Link to="/personnes/$personId" params={{ personId: id }} data-row>
      {name}
    </Link>
  );
}

function Mandates({ row: { mandates } }: { row: PersonRow }) {
  return mandates.map(({ poId, poName, roles }) => (
    <span key={poId} className="person-mandate">
      <Link to="/po/$poId" params={{ poId }}>
        {poName}
      </Link>
      {roles.length > 0 && <span className="muted small">{roles.join(', ')}</span>}
    </span>
  ));
}
