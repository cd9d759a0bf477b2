import { settle } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { sayMoment } from '../text/moments.ts';
import { breakable } from './breakable.tsx';
import { useChange } from './use-change.ts';

/** The answers that the secretariat corrected: by whom, from what to what, with a way back. */
export function CorrectedList({ view }: { view: RequestView }) {
  const { busy, problem, send } = useChange(view);
  const may = view.mayDecide && view.standing.state === 'submitted';
  if (view.corrected.length === 0) return null;
  const takeBack = (field: string, label: string) => {
    const body = { version: view.standing.version, settlement: {}, clear: [`corrections.${field}`] };
    void send(settle, { params: { id: view.id }, body }, `${label} : réponse de l’auteur reprise. Le plan est à jour.`);
  };
  return (
    <section className="request-part">
      <h2>
        Corrigé par le secrétariat <span className="request-part-note">{view.submitter.name} le lira à la fin.</span>
      </h2>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <dl className="answers">
        {view.corrected.map(({ field, label, before, after, by, at }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <del>{breakable(before ?? 'rien')}</del> <ins>{breakable(after ?? 'rien')}</ins>
              <span className="muted small">
                {' '}
                corrigé par {by}
                {at && `, ${sayMoment(at)}`}
              </span>{' '}
              {may && (
                <Button type="button" kind="plain" small disabled={busy} onClick={() => takeBack(field, label)}>
                  Reprendre la réponse de l’auteur<span className="visually-hidden"> : {label}</span>
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
