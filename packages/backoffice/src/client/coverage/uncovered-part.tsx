import type { UncoveredPos } from '@guichet/shared/contracts/coverage';
import { de } from '@guichet/shared/domain/elision';
import type { Uncovered } from '@guichet/shared/domain/mailings/uncovered-pos';
import { ROLE_FUNCTIONS, type Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { DataTable } from '@guichet/shared/ui/data-table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { audienceChoicesQuery } from '../audiences/audience-queries.ts';
import { ROLE_LACK_LABELS } from '../audiences/po-lacks.tsx';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { useBeginMailing } from '../mailings/use-begin-mailing.ts';
import { poChoicesQuery } from '../queries.ts';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { ListSearch } from '../shell/list-search.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { askWho } from './ask-text.ts';
import { uncoveredPosQuery } from './coverage-queries.ts';
import type { CoverageSearch } from './coverage-search.ts';

const WHY = { personne: 'unheld', adresse: 'unreachable' } as const;

/** The POs where nobody reachable holds a role, and a mailing that asks them. */
export function UncoveredPart({ role }: { role: Role }) {
  const search = useSearch({ from: '/bureau/couverture' });
  const navigate = useNavigate();
  const searchRef = useRef<HTMLInputElement>(null);
  useActions({ search: () => searchRef.current?.focus() });
  const { data: choices } = useQuery(poChoicesQuery);
  const narrowed = { why: search.manque && WHY[search.manque], district: search.arrondissement, q: search.q };
  const query = useInfiniteQuery(uncoveredPosQuery({ role, ...narrowed }));
  const narrow = (change: CoverageSearch) =>
    void navigate({ to: '/couverture', search: { ...search, role, ...change }, replace: true, resetScroll: false });
  const [first] = query.data?.pages ?? [];
  return (
    <section aria-labelledby="couverture-sans">
      <h2 id="couverture-sans">PO sans personne de joignable comme {ROLE_FUNCTIONS[role]}</h2>
      <search className="po-filters" aria-label="Filtres">
        <ListSearch
          label="Chercher un PO"
          placeholder="Nom du PO"
          asked={search.q ?? ''}
          onAsk={(q) => narrow({ q })}
          inputRef={searchRef}
        />
        <FilterSelect
          id="couverture-manque"
          label="Ce qui manque"
          all="Personne, ou sans adresse"
          value={search.manque}
          options={[
            ['personne', ROLE_LACK_LABELS.unheld],
            ['adresse', ROLE_LACK_LABELS.unreachable],
          ]}
          onChange={(manque) => narrow({ manque: manque === 'personne' || manque === 'adresse' ? manque : undefined })}
        />
        <FilterSelect
          id="couverture-arrondissement"
          label="Arrondissement"
          all="Tous les arrondissements"
          value={search.arrondissement}
          options={(choices?.districts ?? []).map(({ value }) => [value, value])}
          onChange={(arrondissement) => narrow({ arrondissement })}
        />
      </search>
      {first && <AskThem role={role} narrowed={narrowed} total={first.total} />}
      {query.data && first && first.total > 0 && <Pos rows={query.data.pages.flatMap(({ rows }) => rows)} />}
      <ListEnd query={query} />
    </section>
  );
}

function AskThem({ role, narrowed, total }: { role: Role; narrowed: Uncovered; total: number }) {
  const mayWrite = useMayDecide();
  const { data: choices } = useQuery(audienceChoicesQuery);
  const begin = useBeginMailing();
  return (
    <>
      <p role="status">{total === 0 ? 'Aucun PO.' : total > 1 ? `${total} PO.` : '1 PO.'}</p>
      {mayWrite && total > 0 && choices && (
        <p className="audience-acts">
          <Button
            type="button"
            small
            disabled={begin.isPending}
            onClick={() => begin.mutate(askWho(role, narrowed, choices.chains.president ?? []))}
          >
            {total > 1 ? `Écrire à ces ${total} PO` : 'Écrire à ce PO'}
          </Button>
          <span className="muted small">
            Un brouillon à leur présidence qui demande qui exerce le rôle {de(ROLE_FUNCTIONS[role])} ; rien ne part
            avant que vous l’ayez relu. Ces PO sont cherchés de nouveau à l’envoi : qui a répondu d’ici là n’est plus
            interrogé.
          </span>
        </p>
      )}
      {begin.problem && (
        <p className="field-error" role="alert">
          {begin.problem}
        </p>
      )}
    </>
  );
}

function Pos({ rows }: { rows: UncoveredPos['rows'] }) {
  return (
    <div className="recipient-table">
      <DataTable
        caption="PO sans personne de joignable"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            ...{ key: 'po', label: 'PO', heading: true },
            cell: ({ id, name }) => (
              <Link to="/po/$poId" params={{ poId: id }}>
                {name}
              </Link>
            ),
          },
          { key: 'place', label: 'Où', cell: ({ fase, place }) => [`FASE ${fase}`, place].filter(Boolean).join(' · ') },
          {
            ...{ key: 'holders', label: 'Exercé sans adresse utilisable par' },
            cell: ({ holders }) =>
              holders.length === 0
                ? '—'
                : holders.map(({ personId, name }) => (
                    <span key={personId} className="po-holder">
                      <Link to="/personnes/$personId" params={{ personId }}>
                        {name}
                      </Link>
                    </span>
                  )),
          },
        ]}
      />
    </div>
  );
}
