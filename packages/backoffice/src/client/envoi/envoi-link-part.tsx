import type { EnvoiLink } from '@guichet/shared/contracts/envoi-plan';
import { Choice } from '@guichet/shared/ui/choice';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';
import { PlanList } from '../request/plan-steps.tsx';

/** `first`: the place in the chain of the request that says it first. */
export type EnvoiWarning = { key: string; first: number; message: string; detail: string | null };

type Props = {
  link: EnvoiLink;
  total: number;
  warnings: readonly EnvoiWarning[];
  /** Keys of the warnings that were ticked. */
  ticked: ReadonlySet<string>;
  onTick: (key: string, on: boolean) => void;
};

/** One request of the chain: what it asks, what stands in its way, what it would do. */
export function EnvoiLinkPart({ link, total, warnings, ticked, onTick }: Props) {
  const { id, position, sentence, effects, findings } = link;
  const of = (wanted: string) => findings.filter(({ severity }) => severity === wanted);
  return (
    <li className="chain-link">
      <h3>
        <span className="muted">
          {position} de {total}
        </span>{' '}
        {sentence}
      </h3>
      {of('blocking').map(({ code, message, detail }) => (
        <Notice kind="bad" key={code}>
          <p>
            {message} {detail}
          </p>
          <p>
            <Link to="/demandes/$requestId" params={{ requestId: id }}>
              Ouvrir la demande {position} pour le régler
            </Link>
          </p>
        </Notice>
      ))}
      {effects.length > 0 ? (
        <PlanList effects={effects} />
      ) : (
        of('blocking').length === 0 && <p className="muted">Rien ne change dans la base.</p>
      )}
      {of('info').map(({ code, message }) => (
        <p className="small muted" key={code}>
          {message}
        </p>
      ))}
      {warnings.length > 0 && (
        <div className="ticks" role="group" aria-label={`J’ai vu que, pour la demande ${position}`}>
          {warnings.map(({ key, message, detail }, index) => (
            <Choice
              key={key}
              id={`envoi-${position}-${index}`}
              name="vu"
              type="checkbox"
              value={key}
              label={`J’ai vu : ${message}`}
              hint={detail}
              checked={ticked.has(key)}
              inputProps={{ onChange: (event) => onTick(key, event.currentTarget.checked) }}
            />
          ))}
        </div>
      )}
    </li>
  );
}
