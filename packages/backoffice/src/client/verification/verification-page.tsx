import { remindVerification, type VerificationRow } from '@guichet/shared/contracts/verification';
import { VERIFICATION_LABELS, VERIFICATION_STATES } from '@guichet/shared/domain/verification';
import { Button } from '@guichet/shared/ui/button';
import { DataTable } from '@guichet/shared/ui/data-table';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect } from 'react';
import { call } from '../api.ts';
import { useMayEdit } from '../edits/use-may-edit.ts';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { sayMoment } from '../text/moments.ts';
import { LaunchPart } from './launch-part.tsx';
import { useVerificationAct } from './use-verification-act.ts';
import { verificationsQuery } from './verification-queries.ts';
import { STATE_SLUGS, stateOf } from './verification-search.ts';

/** Who was asked whether their file is right, who answered, who did not, whose mail came back. */
export function VerificationPage() {
  const search = useSearch({ from: '/bureau/verification' });
  const navigate = useNavigate();
  const query = useInfiniteQuery(verificationsQuery(stateOf(search)));
  const first = query.data?.pages[0];
  useEffect(() => {
    document.title = 'Vérification annuelle · Guichet PO';
  }, []);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <h1>Vérification annuelle</h1>
      <LaunchPart lastRound={first?.lastRound} />
      <search className="people-filters" aria-label="Filtres">
        <FilterSelect
          id="verification-etat"
          label="Réponse"
          all="Toutes les réponses"
          value={search.etat}
          options={VERIFICATION_STATES.map((state) => [
            STATE_SLUGS[state],
            `${VERIFICATION_LABELS[state]}${first ? ` (${first.counts[state]})` : ''}`,
          ])}
          onChange={(etat) => void navigate({ to: '/verification', search: { etat }, replace: true })}
        />
      </search>
      {query.data && <Rows rows={query.data.pages.flatMap(({ rows }) => rows)} />}
      <ListEnd query={query} />
    </main>
  );
}

function Rows({ rows }: { rows: readonly VerificationRow[] }) {
  const mayEdit = useMayEdit();
  const remind = useVerificationAct((id: string) => call(remindVerification, { params: { id } }), 'Le rappel part.');
  if (rows.length === 0) return <EmptyState icon={SearchX} title="Aucun PO dans ce cas" />;
  return (
    <div className="people-table">
      {remind.problem && (
        <p className="field-error" role="alert">
          {remind.problem}
        </p>
      )}
      <DataTable
        caption="PO interrogés, et leur réponse"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'po',
            label: 'PO',
            heading: true,
            cell: ({ poId, name, fase }) => (
              <>
                <Link to="/po/$poId" params={{ poId }}>
                  {name}
                </Link>
                <span className="rule-words muted small">FASE {fase}</span>
              </>
            ),
          },
          { key: 'state', label: 'Réponse', cell: (row) => <Answer row={row} /> },
          { key: 'asked', label: 'Demandé à', cell: (row) => <Asked row={row} /> },
          {
            key: 'act',
            label: 'Rappel',
            cell: ({ id, name, state }) =>
              mayEdit &&
              state !== 'confirmed' && (
                <Button type="button" kind="plain" small disabled={remind.busy} onClick={() => remind.run(id)}>
                  Relancer<span className="visually-hidden"> {name}</span>
                </Button>
              ),
          },
        ]}
      />
    </div>
  );
}

function Answer({ row: { state, confirmedAt, confirmedBy } }: { row: VerificationRow }) {
  return (
    <>
      {VERIFICATION_LABELS[state]}
      {confirmedAt && (
        <span className="rule-words muted small">
          {sayMoment(confirmedAt)}, {confirmedBy}
        </span>
      )}
    </>
  );
}

function Asked({ row: { asked, askedAt, reminders, remindedAt } }: { row: VerificationRow }) {
  return (
    <>
      {asked.map(({ personId, name, role, fate, trouble }) => (
        <span key={personId} className="person-mandate">
          <Link to="/personnes/$personId" params={{ personId }}>
            {name}
          </Link>
          <span className="muted small">
            {role}
            {trouble && ` · ${fate}`}
          </span>
        </span>
      ))}
      <span className="rule-words muted small">
        {sayMoment(askedAt)}
        {remindedAt && ` · ${reminders > 1 ? `${reminders} rappels, le dernier` : 'rappelé'} ${sayMoment(remindedAt)}`}
      </span>
    </>
  );
}
