import type { ReactNode } from 'react';

export type SummaryAction = {
  href: string;
  label: string;
  /** Completes the label for those who hear it alone: "Modifier l’adresse mail". */
  about: string;
};

export type SummaryRow = {
  key: string;
  label: ReactNode;
  value: ReactNode;
  actions?: readonly SummaryAction[] | undefined;
};

/** Questions and answers, to be read again before sending, or a file to consult. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.actions && row.actions.length > 0 && (
            <dd className="summary-actions">
              {row.actions.map((action) => (
                <a key={action.href} href={action.href}>
                  {action.label}
                  <span className="visually-hidden"> {action.about}</span>
                </a>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
