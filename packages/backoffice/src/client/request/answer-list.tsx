import type { RequestView } from '@guichet/shared/contracts/request-view';
import type { ReactNode } from 'react';
import { breakable } from './breakable.tsx';

type Props = {
  title: string;
  note: string | null;
  answers: RequestView['answers'];
  /** What stands after an answer: a way to correct it. */
  pencil: (field: string, label: string) => ReactNode;
};

/** What was asked, as it was written, when there is nothing to compare it with. */
export function AnswerList({ title, note, answers, pencil }: Props) {
  if (answers.length === 0) return null;
  return (
    <section className="request-part">
      <h2>
        {title} {note && <span className="request-part-note">{note}</span>}
      </h2>
      <dl className="answers">
        {answers.map(({ field, label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {breakable(value)} {pencil(field, label)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
