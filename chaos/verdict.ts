import { MAIL_CONNECTIONS } from '../packages/shared/src/mail/transport.ts';
import type { TrialReport } from './trial.ts';

const DRAINED_WITHIN_SECONDS = 30;

/** The goals of the engine for the product; the control must miss one of them, or the trial proves nothing. */
export function verdictOf(subject: 'ledger' | 'naive', report: TrialReport): { ok: boolean; reasons: string[] } {
  const reasons: string[] = [];
  if (report.lost > 0) reasons.push(`${report.lost} lost`);
  if (report.twice > 0) reasons.push(`${report.twice} applied twice`);
  if (report.unaccounted > 0) reasons.push(`${report.unaccounted} mails unaccounted`);
  if (subject === 'naive') {
    return reasons.length > 0
      ? { ok: true, reasons: [] }
      : { ok: false, reasons: ['the control passes: the faults are too tame'] };
  }
  const faults = report.workerKills + report.postgresStops;
  if (report.duplicates > faults * MAIL_CONNECTIONS) reasons.push(`${report.duplicates} mails sent again`);
  if (report.drained === null || report.drained > DRAINED_WITHIN_SECONDS) reasons.push('not at rest within 30 s');
  return { ok: reasons.length === 0, reasons };
}
