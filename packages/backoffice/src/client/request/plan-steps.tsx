import type { EffectView, RequestView } from '@guichet/shared/contracts/request-view';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import { Tag } from '@guichet/shared/ui/tag';
import BadgeCheck from 'lucide-react/icons/badge-check';
import Building from 'lucide-react/icons/building-2';
import Calendar from 'lucide-react/icons/calendar';
import Key from 'lucide-react/icons/key-round';
import Mail from 'lucide-react/icons/mail';
import UserRound from 'lucide-react/icons/user-round-pen';

const ICONS: Record<EffectView['icon'], IconShape> = {
  person: UserRound,
  calendar: Calendar,
  role: BadgeCheck,
  building: Building,
  mail: Mail,
  account: Key,
};

const TITLES: Partial<Record<RequestView['standing']['state'], string>> = {
  applied: 'Plan approuvé, puis appliqué',
  failed: 'Ce qui se passerait maintenant',
  correction_requested: 'Ce qui se passerait',
};

/** The plan, step by step. `added`: texts of steps that came while the request was being read. */
export function PlanSteps({ view, added }: { view: RequestView; added: ReadonlySet<string> }) {
  const { effects, standing, decision } = view;
  if (effects.length === 0 && standing.state !== 'submitted' && standing.state !== 'failed')
    return <div className="decision-plan" />;
  return (
    // It scrolls by itself when it is long, so the keyboard must be able to enter it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="decision-plan" role="group" aria-labelledby="plan" tabIndex={0}>
      <h2 id="plan">{TITLES[standing.state] ?? 'Ce qui va se passer'}</h2>
      {effects.length === 0 ? (
        <p className="muted">
          {view.findings.some(({ severity }) => severity === 'blocking')
            ? 'On le saura quand les constats qui bloquent seront réglés.'
            : 'Rien ne change dans la base.'}
        </p>
      ) : (
        <PlanList effects={effects} added={added} />
      )}
      {effects.length > 0 && decision === null && standing.state === 'submitted' && (
        <p className="plan-after">{sayMail(view)}</p>
      )}
    </div>
  );
}

/** What its author is told, beside what the steps send. */
function sayMail({ ordered, reverts, submitter, total }: RequestView): string {
  if (submitter.email === null)
    return ordered
      ? 'Rien d’autre ne part : la modification vient du secrétariat.'
      : 'Aucun mail ne partira : l’auteur n’a pas donné d’adresse.';
  if (total > 1) return 'Un mail préviendra l’auteur quand tout l’envoi sera traité.';
  return reverts
    ? 'Et un mail à l’auteur : sa demande est annulée.'
    : 'Et un mail à l’auteur : sa demande est traitée.';
}

const NOTHING_ADDED: ReadonlySet<string> = new Set();

/** The steps alone. */
export function PlanList({ effects, added = NOTHING_ADDED }: { effects: EffectView[]; added?: ReadonlySet<string> }) {
  return (
    <ol className="plan">
      {effects.map(({ icon, text, detail }) => (
        <li key={`${icon} ${text} ${detail}`} className={added.has(text) ? 'plan-added' : undefined}>
          <span className="plan-icon">
            <Icon of={ICONS[icon]} />
          </span>
          <div>
            <p className="plan-text">
              {text} {added.has(text) && <Tag kind="warn">nouveau</Tag>}
            </p>
            {detail && <p className="plan-detail">{detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
