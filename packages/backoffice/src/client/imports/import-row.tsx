import { type ImportRowView, settleImportRow } from '@guichet/shared/contracts/member-imports';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { sayRowState } from './say-import.ts';
import { useImportAct } from './use-import-act.ts';

type Props = { importId: string; row: ImportRowView; maySettle: boolean };
type Choice = Parameters<typeof call<typeof settleImportRow>>[1]['body']['choice'];

const SEVERITIES = { blocking: 'Refus', warning: 'À vérifier', info: 'Note' } as const;

/** One row of the file: what it would do, or did, or why not; and what can be chosen where it is not certain. */
export function ImportRow({ importId, row, maySettle }: Props) {
  const mayDecide = useMayDecide();
  const settle = useImportAct(
    (choice: Choice) => call(settleImportRow, { params: { id: importId }, body: { line: row.line, choice } }),
    'Choix noté. Faites un nouvel essai.',
  );
  const state = sayRowState(row.state);
  const canChoose = maySettle && mayDecide && row.state !== 'applied';
  return (
    <li className={row.state === 'refused' || row.state === 'stale' ? 'import-row import-row-bad' : 'import-row'}>
      <p className="import-row-head">
        <span className="muted small">Ligne {row.line}</span> <strong>{row.subject || 'sans nom'}</strong>{' '}
        {row.poId && (
          <Link to="/po/$poId" params={{ poId: row.poId }}>
            {row.poName}
          </Link>
        )}{' '}
        <Tag kind={state.kind}>{state.label}</Tag>
      </p>
      {row.outcome && <p>{row.outcome}</p>}
      {row.effects.length > 0 && (
        <ul className="import-effects">
          {row.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
      {row.findings.map((finding) => (
        <div key={finding.message} className={`import-finding import-finding-${finding.severity}`}>
          <p>
            <strong>{SEVERITIES[finding.severity]} :</strong> {finding.message}{' '}
            {finding.detail && <span className="muted">{finding.detail}</span>}
          </p>
          {canChoose && finding.severity !== 'info' && finding.options.length > 0 && (
            <div className="import-options" role="group" aria-label={`Ligne ${row.line} : choisir`}>
              {finding.options.map((option) => (
                <Button
                  key={option.label + option.detail}
                  type="button"
                  kind="quiet"
                  small
                  disabled={settle.busy}
                  onClick={() => void settle.act({ kind: 'option', set: option.set })}
                >
                  {option.label}
                  {option.detail && ` (${option.detail})`}
                </Button>
              ))}
            </div>
          )}
        </div>
      ))}
      {canChoose && row.maySwap && (
        <div className="import-options" role="group" aria-label={`Ligne ${row.line} : nom et prénom`}>
          <Button
            type="button"
            kind="quiet"
            small
            disabled={settle.busy}
            onClick={() => void settle.act({ kind: 'names', swapped: false })}
          >
            La coupure est juste
          </Button>
          <Button
            type="button"
            kind="quiet"
            small
            disabled={settle.busy}
            onClick={() => void settle.act({ kind: 'names', swapped: true })}
          >
            Inverser le nom et le prénom
          </Button>
        </div>
      )}
      {settle.problem && (
        <p className="field-error" role="alert">
          {settle.problem}
        </p>
      )}
    </li>
  );
}
