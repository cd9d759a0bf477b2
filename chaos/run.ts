import { cpus } from 'node:os';
import { mailingVerdict, runMailingTrial } from './mailing-trial.ts';
import { runTrial, type TrialOptions, type TrialReport } from './trial.ts';
import { verdictOf } from './verdict.ts';

/** The full run of `pnpm chaos`: the product on both backends, and the naive control, which must be found out. */
export async function runChaos(asked: { only?: string | undefined; approvals?: number | undefined }): Promise<boolean> {
  const approvals = asked.approvals ?? 500;
  const scale = approvals / 500;
  const trials = (['postgresql', 'redis'] as const).flatMap((backend) =>
    (['ledger', 'naive'] as const).map(
      (subject): TrialOptions => ({
        subject,
        backend,
        approvals,
        workers: 3,
        workerKills: Math.round(50 * scale),
        postgresStops: Math.max(Math.round(5 * scale), 1),
        redisKills: Math.max(Math.round(6 * scale), 1),
        seconds: 120 * scale,
        say: console.log,
      }),
    ),
  );
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  let good = true;
  for (const trial of trials) {
    const name = `${trial.subject} on ${trial.backend}`;
    if (asked.only && !name.includes(asked.only)) continue;
    console.log(`\n${name}`);
    const report = await runTrial(trial);
    const verdict = verdictOf(trial.subject, report);
    console.log(
      `  ${describe(report)}\n  ${verdict.ok ? 'as it must be' : `NOT AS IT MUST BE: ${verdict.reasons.join(', ')}`}`,
    );
    good &&= verdict.ok;
  }
  if (!asked.only || asked.only.includes('mailing')) good = (await runMailings(scale)) && good;
  return good;
}

/** A mailing to 2,000 on the product, and on the control, which must be found out. */
async function runMailings(scale: number): Promise<boolean> {
  let good = true;
  for (const subject of ['ledger', 'naive'] as const) {
    const options = { subject, recipients: Math.round(2_000 * scale), kills: Math.round(20 * scale), outages: 3 };
    console.log(`\nmailing: ${subject}`);
    const report = await runMailingTrial(options);
    const reasons = mailingVerdict(options, report);
    const { unaccounted, duplicates, wrong, shown } = report;
    console.log(
      `  to ${options.recipients}, ${options.kills} worker kills: unaccounted ${unaccounted}, sent again ${duplicates}, to people who left ${wrong}, shown to staff ${shown}\n  ${reasons.length === 0 ? 'as it must be' : `NOT AS IT MUST BE: ${reasons.join(', ')}`}`,
    );
    good &&= reasons.length === 0;
  }
  return good;
}

function describe(report: TrialReport): string {
  const { workerKills, postgresStops, redisKills, lost, twice, unaccounted, duplicates, shown, drained } = report;
  return (
    `worker kills ${workerKills}, PostgreSQL stops ${postgresStops}, Redis kills ${redisKills}: lost ${lost}, applied twice ${twice}, ` +
    `mails unaccounted ${unaccounted}, sent again ${duplicates}, shown to staff ${shown}, ` +
    `at rest ${drained === null ? 'never' : `${drained.toFixed(1)} s after the last fault`}`
  );
}
