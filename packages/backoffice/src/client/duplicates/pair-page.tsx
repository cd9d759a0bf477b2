import type { PairDetailView } from '@guichet/shared/contracts/duplicates';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { BackToPairs } from './back-to-pairs.tsx';
import { sessionQuery } from '../queries.ts';
import { Unread } from '../shell/page-states.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { pairQuery } from './duplicate-queries.ts';
import { MergePanel } from './merge-panel.tsx';
import { PairFiles } from './pair-files.tsx';
import { Likeness } from './pair-row.tsx';
import { SettledPanel } from './settled-panel.tsx';
import { type MergeChoice, useMergeChoice } from './use-merge-choice.ts';
import { ValueTable } from './value-table.tsx';

/** Two records side by side: what each says, what stays, and what a merger would do. */
export function PairPage() {
  const { one, other } = useParams({ from: '/bureau/doublons/$one/$other' });
  const { data, isPending, error, refetch } = useQuery(pairQuery(one, other));
  const navigate = useNavigate();
  useActions({ back: () => void navigate({ to: '/doublons', search: {} }) });
  useEffect(() => {
    document.title = data ? `${data.one.name} · Doublons · Guichet PO` : 'Doublons · Guichet PO';
  }, [data]);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <BackToPairs />
      {data ? (
        <Pair key={`${one} ${other}`} pair={data} />
      ) : (
        <Unread title="Doublon" isPending={isPending} error={error} refetch={refetch} />
      )}
    </main>
  );
}

function Pair({ pair }: { pair: PairDetailView }) {
  const { data: session } = useQuery(sessionQuery);
  const choice = useMergeChoice(pair);
  const mayDecide = session !== undefined && session.staff.role !== 'reader';
  const isOpen = pair.merger === null && pair.state !== 'different' && !pair.one.merged && !pair.other.merged;
  return (
    <>
      <h1>{pair.one.name === pair.other.name ? pair.one.name : `${pair.one.name} et ${pair.other.name}`}</h1>
      <p className="pair-reasons">
        {pair.score !== null && <Likeness pair={{ score: pair.score }} />}
        <span>{pair.reasons.join(' ; ') || 'Deux fiches choisies par vous.'}</span>
      </p>
      <p className="small">
        Ouvrir <FileLink letter="A" file={pair.one} /> ou <FileLink letter="B" file={pair.other} />
      </p>
      <SettledPanel pair={pair} mayDecide={mayDecide} />
      <div className="pair-layout">
        <div className="pair-records">
          {isOpen && mayDecide && <SurvivorChoice pair={pair} choice={choice} />}
          <section className="request-part">
            <h2>Identité et coordonnées</h2>
            <ValueTable pair={pair} choice={isOpen && mayDecide ? choice : null} />
          </section>
          <PairFiles pair={pair} choice={isOpen && mayDecide ? choice : null} />
        </div>
        {isOpen && mayDecide && <MergePanel pair={pair} choice={choice} />}
      </div>
    </>
  );
}

function FileLink({ letter, file: { id, name } }: { letter: string; file: PairDetailView['one'] }) {
  return (
    <Link to="/personnes/$personId" params={{ personId: id }}>
      la fiche {letter}, {name}
    </Link>
  );
}

function SurvivorChoice({ pair, choice }: { pair: PairDetailView; choice: MergeChoice }) {
  return (
    <fieldset className="pair-survivor">
      <legend>Quelle fiche reste ?</legend>
      {(['one', 'other'] as const).map((side) => (
        <label key={side} className="pair-pick">
          <input type="radio" name="survivor" checked={choice.survivor === side} onChange={() => choice.keep(side)} />
          <span>
            La fiche {side === 'one' ? 'A' : 'B'}, {pair[side].name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
