import type { PairDetailView, PersonFileView } from '@guichet/shared/contracts/duplicates';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { breakable } from '../request/breakable.tsx';
import type { MergeChoice, PairSide } from './use-merge-choice.ts';

const SIDES = ['one', 'other'] as const;

/** What hangs on both records: mandates, accounts, mails, requests. */
export function PairFiles({ pair, choice }: { pair: PairDetailView; choice: MergeChoice | null }) {
  const part = (title: string, show: (file: PersonFileView, side: PairSide) => ReactNode) => (
    <section className="request-part">
      <h2>{title}</h2>
      <div className="pair-columns">
        {SIDES.map((side) => (
          <div key={side}>
            <h3>Fiche {side === 'one' ? 'A' : 'B'}</h3>
            {show(pair[side], side)}
          </div>
        ))}
      </div>
    </section>
  );
  return (
    <>
      {part('Mandats et rôles', ({ mandates }) => (
        <About rows={mandates} none="Aucun mandat." />
      ))}
      {part('Compte', (file, side) => (
        <Account file={file} side={side} choice={pair.one.account && pair.other.account ? choice : null} />
      ))}
      {part('Demandes', ({ requests }) => (
        <Requests requests={requests} />
      ))}
      {part('Mails', ({ mails }) => (
        <About rows={mails} none="Aucun mail." />
      ))}
    </>
  );
}

function About({ rows, none }: { rows: readonly { text: string; detail: string }[]; none: string }) {
  if (rows.length === 0) return <p className="muted small">{none}</p>;
  return (
    <ul className="pair-list">
      {rows.map(({ text, detail }, index) => (
        // Two mails of one kind on one day are told in the same words.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as it came, and never reordered
        <li key={`${index} ${text}`}>
          {breakable(text)}
          {detail && <span className="muted small pair-detail">{breakable(detail)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Account({ file, side, choice }: { file: PersonFileView; side: PairSide; choice: MergeChoice | null }) {
  const { account } = file;
  if (!account) return <p className="muted small">Aucun compte.</p>;
  const told = (
    <span>
      {breakable(account.text)}
      <span className="muted small pair-detail">{account.detail}</span>
    </span>
  );
  if (!choice) return <p>{told}</p>;
  return (
    <label className="pair-pick">
      <input
        type="radio"
        name="account"
        aria-label={`Garder le compte de la fiche ${side === 'one' ? 'A' : 'B'} : ${account.text}, ${account.detail}`}
        checked={choice.account === side}
        onChange={() => choice.keepAccount(side)}
      />
      {told}
    </label>
  );
}

function Requests({ requests }: Pick<PersonFileView, 'requests'>) {
  if (requests.length === 0) return <p className="muted small">Aucune demande.</p>;
  return (
    <ul className="pair-list">
      {requests.map(({ id, text, detail }) => (
        <li key={id}>
          <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }}>
            {text}
          </Link>
          <span className="muted small pair-detail">{detail}</span>
        </li>
      ))}
    </ul>
  );
}
