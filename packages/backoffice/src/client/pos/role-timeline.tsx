import type { PoFile } from '@guichet/shared/contracts/pos';
import { formatDate } from '@guichet/shared/domain/dates';
import type { Lane, Span } from './role-lanes.ts';
import { type TimeScale, timeScale } from './time-scale.ts';

type Props = { lanes: readonly Lane[]; file: Pick<PoFile, 'today' | 'day'> };

/**
 * Who held which role when, drawn. Hidden from screen readers and telephones, to whom the table below says the same.
 * What is over is striped, what runs is full, what will come is an empty frame: it can be told without colours.
 */
export function RoleTimeline({ lanes, file: { today, day } }: Props) {
  const scale = timeScale(
    lanes.flatMap(({ spans }) => spans),
    today,
  );
  return (
    <div className="timeline" aria-hidden="true">
      <p className="timeline-legend">
        <Sample when="past" label="terminé" />
        <Sample when="present" label="en cours" />
        <Sample when="future" label="à venir" />
      </p>
      <div className="timeline-row timeline-axis">
        <span />
        <span className="timeline-track">
          {scale.years.map(({ label, at }) => (
            <span key={label} className="timeline-year" style={{ left: `${at}%` }}>
              {label}
            </span>
          ))}
        </span>
      </div>
      {lanes.map((lane) => (
        <LaneRows key={lane.label} lane={lane} scale={scale} days={{ today, day }} />
      ))}
      <div className="timeline-row">
        <span />
        <span className="timeline-track timeline-feet">
          <span className="timeline-foot" style={{ left: `${scale.at(today)}%` }}>
            aujourd’hui
          </span>
          {day !== today && (
            <span className="timeline-foot timeline-foot-day" style={{ left: `${scale.at(day)}%` }}>
              {formatDate(day)}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

type RowsProps = { lane: Lane; scale: TimeScale; days: Props['file'] };

/** One line for each person: what they held twice stands on the same one. */
function LaneRows({ lane, scale, days: { today, day } }: RowsProps) {
  const people = [...new Set(lane.spans.map(({ personId }) => personId))];
  return (
    <div className="timeline-lane">
      <p className="timeline-role">{lane.label}</p>
      {people.map((personId) => {
        const spans = lane.spans.filter((span) => span.personId === personId);
        return (
          <div key={personId} className="timeline-row">
            <span className="timeline-name">{spans[0]?.name}</span>
            <span className="timeline-track">
              {scale.years.map(({ label, at }) => (
                <span key={label} className="timeline-line" style={{ left: `${at}%` }} />
              ))}
              {spans.map((span) => (
                <Bar key={span.id} span={span} scale={scale} />
              ))}
              <span className="timeline-line timeline-today" style={{ left: `${scale.at(today)}%` }} />
              {day !== today && <span className="timeline-line timeline-day" style={{ left: `${scale.at(day)}%` }} />}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function Bar({ span: { from, to, when }, scale }: { span: Span; scale: TimeScale }) {
  const left = scale.at(from);
  const right = to === null ? 100 : scale.at(to);
  const open = to === null ? ' timeline-bar-open' : '';
  return (
    <span
      className={`timeline-bar timeline-${when}${open}`}
      style={{ left: `${left}%`, width: `${Math.max(right - left, 0.4)}%` }}
    />
  );
}

function Sample({ when, label }: { when: Span['when']; label: string }) {
  return (
    <span>
      <span className={`timeline-sample timeline-${when}`} />
      {label}
    </span>
  );
}
