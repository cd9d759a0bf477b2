import type { RequestView } from '@guichet/shared/contracts/request-view';

/** What was asked, as it was written, when there is nothing to compare it with any more. */
export function AnswerList({ answers }: { answers: RequestView['answers'] }) {
  if (answers.length === 0) return null;
  return (
    <section className="request-part">
      <h2>Ce qui était demandé</h2>
      <dl className="answers">
        {answers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
