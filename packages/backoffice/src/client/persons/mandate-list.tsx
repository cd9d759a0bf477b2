import type { HeldMandate } from '@guichet/shared/contracts/persons';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { EditAct } from '../edits/edit-act.tsx';
import { RoleActs } from '../edits/role-acts.tsx';
import { Origin } from '../pos/origin.tsx';
import { sayMoment } from '../text/moments.ts';

const WHEN = [
  ['present', 'Aujourd’hui'],
  ['future', 'À venir'],
  ['past', 'Terminés'],
] as const;

/** Mandates in all POs, today's first; what was annulled stays readable, behind a disclosure. */
export function MandateList({
  name,
  mandates,
  canChange,
}: {
  name: string;
  mandates: readonly HeldMandate[];
  canChange: boolean;
}) {
  const valid = mandates.filter(({ annulled }) => annulled === null);
  const annulled = mandates.filter((mandate) => mandate.annulled !== null);
  return (
    <>
      {valid.length === 0 && <p className="muted">Aucun mandat.</p>}
      {WHEN.map(([when, title]) => {
        const held = valid.filter((mandate) => mandate.when === when);
        return held.length === 0 ? null : (
          <section key={when} aria-label={`Mandats : ${title.toLowerCase()}`}>
            <h3>{title}</h3>
            <ul className="members">
              {held.map((mandate) => (
                <Mandate key={mandate.id} {...{ name, mandate, canChange }} />
              ))}
            </ul>
          </section>
        );
      })}
      {annulled.length > 0 && (
        <details className="file-past">
          <summary>{annulled.length === 1 ? '1 mandat annulé' : `${annulled.length} mandats annulés`}</summary>
          <ul className="members">
            {annulled.map((mandate) => (
              <Mandate key={mandate.id} {...{ name, mandate, canChange }} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Mandate({ name, mandate, canChange }: { name: string; mandate: HeldMandate; canChange: boolean }) {
  const { id, poId, poName, fase, period, when, endReason, origin, endOrigin, annulled, roles } = mandate;
  // What another secretariat keeps is read here, and changed there.
  const canAct = poId !== null && annulled === null && canChange;
  const about = `${name}, ${poName}`;
  const valid = roles.filter((role) => role.annulled === null);
  const wrong = annulled === null ? roles.filter((role) => role.annulled !== null) : [];
  return (
    <li className="member held">
      <p className="held-po">
        {poId ? (
          <Link to="/po/$poId" params={{ poId }}>
            {poName}
          </Link>
        ) : (
          <span>{poName}</span>
        )}{' '}
        <span className="muted small">
          FASE {fase}
          {poId === null && ', autre secrétariat'}
        </span>
      </p>
      <p className="small">
        Membre {period}
        {endReason && ` (${endReason.toLowerCase()})`} <Origin origin={origin} />
        {endOrigin && endOrigin.text !== origin?.text && <Origin origin={endOrigin} before="fin : " />}
      </p>
      {valid.length > 0 && (
        <ul className="held-roles">
          {valid.map((role) => (
            <li key={role.id} className="small">
              <Tag kind={role.when === 'present' ? 'accent' : 'plain'}>{role.label}</Tag> {role.period}{' '}
              <Origin origin={role.endOrigin ?? role.origin} />
              {canAct && <RoleActs roleId={role.id} about={`${role.label}, ${about}`} over={role.when === 'past'} />}
            </li>
          ))}
        </ul>
      )}
      {canAct && (
        <div className="edit-acts">
          <EditAct kind="set-mandate-dates" id={id} label="Dates du mandat" about={about} />
          {when !== 'past' && <EditAct kind="assign-role" id={id} label="Ajouter un rôle" about={about} />}
          {when !== 'past' && <EditAct kind="end-mandate" id={id} label="Terminer le mandat" about={about} />}
          <EditAct kind="annul-mandate" id={id} label="Annuler le mandat" about={about} look="danger" />
        </div>
      )}
      <Annulled of={annulled} />
      {wrong.length > 0 && (
        <details className="file-past">
          <summary className="small">{wrong.length === 1 ? '1 rôle annulé' : `${wrong.length} rôles annulés`}</summary>
          <ul className="held-roles">
            {wrong.map((role) => (
              <li key={role.id} className="small">
                {role.label}, {role.period}
                <Annulled of={role.annulled} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Annulled({ of }: { of: HeldMandate['annulled'] }) {
  if (of === null) return null;
  return (
    <p className="small">
      Annulé {sayMoment(of.at)} <Origin origin={of.origin} />
    </p>
  );
}
