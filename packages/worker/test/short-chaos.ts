import { expect, test } from '@jest/globals';
import { runTrial, type TrialOptions } from '../../../chaos/trial.ts';
import { verdictOf } from '../../../chaos/verdict.ts';

const short: Omit<TrialOptions, 'subject' | 'backend'> = {
  approvals: 60,
  workers: 2,
  workerKills: 5,
  postgresStops: 1,
  redisKills: 2,
  seconds: 9,
};

/** A short run of `pnpm chaos`. The control stays in: a trial that it passes would prove nothing. */
export function testShortChaos(backend: TrialOptions['backend']): void {
  test('the ledger loses nothing, applies nothing twice and accounts for every mail', async () => {
    const report = await runTrial({ ...short, subject: 'ledger', backend });
    // That it comes to rest is tested; how quickly is measured by the full run.
    const drained = report.drained === null ? null : 0;
    expect({ ...verdictOf('ledger', { ...report, drained }), report }).toMatchObject({ ok: true, reasons: [] });
  }, 400_000);

  test('the naive control is found out', async () => {
    // On a machine that is busy with other things, a few faults may all fall between its jobs: it gets three chances.
    const found = [];
    for (let turn = 0; turn < 3 && !found.at(-1)?.ok; turn += 1) {
      const report = await runTrial({ ...short, subject: 'naive', backend });
      found.push({ ...verdictOf('naive', report), report });
    }
    expect(found.at(-1)).toMatchObject({ ok: true });
  }, 900_000);
}
