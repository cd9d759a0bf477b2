import type { FindingView, RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import { Link } from '@tanstack/react-router';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import { type Settle, useSettle } from './use-settle.ts';

const ICONS: Record<FindingView['severity'], IconShape> = { blocking: CircleAlert, warning: TriangleAlert, info: Info };
const SPOKEN: Record<FindingView['severity'], string> = {
  blocking: 'Empêche d’approuver : ',
  warning: 'Avertissement : ',
  info: '',
};

/** What staff should know before deciding, each with the ways to settle it. */
export function FindingList({ view }: { view: RequestView }) {
  const settle = useSettle(view);
  const { findings, settled } = view;
  const maySettle = view.mayDecide && view.standing.state === 'submitted';
  if (findings.length === 0 && settled.length === 0) return null;
  return (
    <section className="request-part">
      <h2>Constats</h2>
      {settle.problem && (
        <p className="field-error" role="alert">
          {settle.problem}
        </p>
      )}
      <ul className="findings">
        {findings.map((finding) => (
          <FindingCard key={finding.code} finding={finding} settle={maySettle ? settle : null} />
        ))}
      </ul>
      {maySettle && view.po.id === null && <PoSearch typed={view.po.name} settle={settle} />}
      {settled.length > 0 && (
        <ul className="settled">
          {settled.map(({ key, text }) => (
            <li key={key}>
              <span>{text}</span>
              {maySettle && (
                <Button type="button" kind="plain" small disabled={settle.busy} onClick={() => void settle.clear(key)}>
                  Revenir sur ce choix
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** More choices than this are folded: a PO has up to twenty members. */
const SHOWN = 4;

/** One finding, with the ways to settle it. */
export function FindingCard({ finding, settle }: { finding: FindingView; settle: Settle | null }) {
  const { severity, message, detail, options, requestId } = finding;
  const [all, setAll] = useState(false);
  const shown = all || options.length <= SHOWN + 1 ? options : options.slice(0, SHOWN);
  const hidden = options.length - shown.length;
  // One short way out stands beside the sentence; a choice among several stands below it.
  const [only] = options;
  const beside = options.length === 1 && only && severity !== 'blocking';
  return (
    <li className={`finding finding-${severity}`}>
      <Icon of={ICONS[severity]} />
      <div className="finding-text">
        <p>
          {SPOKEN[severity] && <span className="visually-hidden">{SPOKEN[severity]}</span>}
          {message}
        </p>
        {detail && <p className="finding-detail">{detail}</p>}
        {beside && only.detail && <p className="finding-detail">{`${only.label} : ${only.detail}`}</p>}
        {requestId && (
          <p className="finding-detail">
            <Link to="/demandes/$requestId" params={{ requestId }} search={{ etat: 'toutes' }}>
              Voir cette demande
            </Link>
          </p>
        )}
        {settle && !beside && shown.length > 0 && (
          <ul className="choices-list">
            {shown.map((option) => (
              <li key={`${option.label} ${option.detail}`}>
                <button
                  type="button"
                  className="choice-button"
                  disabled={settle.busy}
                  onClick={() => void settle.choose(option.set, option.label)}
                >
                  <span className="choice-label">{option.label}</span>
                  {option.detail && <span className="muted small">{option.detail}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
        {settle && hidden > 0 && (
          <Button type="button" kind="plain" small onClick={() => setAll(true)}>
            Afficher les {hidden} autres
          </Button>
        )}
      </div>
      {settle && beside && (
        <Button
          type="button"
          kind="quiet"
          small
          disabled={settle.busy}
          onClick={() => void settle.choose(only.set, only.label)}
        >
          {only.label}
        </Button>
      )}
    </li>
  );
}

function PoSearch({ typed, settle }: { typed: string; settle: Settle }) {
  const [searching, setSearching] = useState(false);
  return (
    <>
      <Button type="button" kind="quiet" small onClick={() => setSearching(true)}>
        Chercher le PO dans la base
      </Button>
      {searching && (
        <PoPicker
          title="De quel PO s’agit-il ?"
          start={typed}
          busy={settle.busy}
          onClose={() => setSearching(false)}
          onChoose={({ id, name }) => {
            setSearching(false);
            void settle.choose({ poId: id }, name);
          }}
        />
      )}
    </>
  );
}
