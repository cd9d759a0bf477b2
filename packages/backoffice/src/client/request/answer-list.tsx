import type { RequestView } from '@guichet/shared/contracts/request-view';
import { breakable } from './breakable.tsx';

type Props = { title: string; note: string | null; answers: RequestView['answers'] };

/** What was asked, as it was written, when there is nothing to compare it with. */
export function AnswerList({ title, note, answers }: Props) {
  if (answers.length === 0) return null;
  return (
    <section className="request-part">
      <h2>
        {title} {note && <span className="request-part-note">{note}</span>}
      </h2>
      <dl className="answers">
        {answers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{breakable(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
