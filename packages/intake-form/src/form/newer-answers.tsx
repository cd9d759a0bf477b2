import { Notice } from '@guichet/shared/ui/notice';

/** The page was older than the draft: what the draft says now, beside what was just typed. Data: the browser gets it too. */
export type NewerAnswers = {
  keepHref: string;
  /** What happened beside the fields of this page. */
  told?: string | undefined;
  rows: readonly { label: string; newer: string; typed: string }[];
};

/** Nothing is merged by itself: who reads both decides. */
export function NewerAnswersNotice({ keepHref, told, rows }: NewerAnswers) {
  return (
    <Notice kind="warn" title="Vos réponses ont changé dans un autre onglet" role="alert">
      <p>{told ?? 'Cette page était plus ancienne.'} Rien de ce que vous venez d’écrire n’est encore enregistré.</p>
      {rows.length > 0 && (
        <dl className="summary">
          {rows.map(({ label, newer, typed }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                Enregistré&nbsp;: {newer || 'rien'}
                <br />
                Sur cette page&nbsp;: {typed || 'rien'}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        Pour enregistrer ce qui est écrit sur cette page, appuyez sur «&nbsp;Continuer&nbsp;».{' '}
        <a href={keepHref}>Garder plutôt les réponses enregistrées</a>
      </p>
    </Notice>
  );
}
