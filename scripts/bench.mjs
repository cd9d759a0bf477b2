// `pnpm bench [--only submissions] [--rounds N] [--profile FOLDER]`: how fast the product is beside the least that could
// do the same, on this machine. Prints figures and judges nothing: a benchmark is no test. The parts that ask a register of
// years (secretariat, register, audience, extranet, export) invent a million requests, which takes five to ten minutes and
// 4 GB: `--load FOLDER` keeps them there for the next time.
import { register } from 'node:module';
import { requireInstall } from './check-install.mjs';
import { readOptions } from './read-options.mjs';

requireInstall();
const values = readOptions(
  'pnpm bench [--only PART] [--rounds 5] [--profile FOLDER] [--load FOLDER] [--recipients 20000]',
  {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    profile: { type: 'string' },
    load: { type: 'string' },
    recipients: { type: 'string' },
  },
);
// The servers end when this process exits, also half-way.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
if (!process.env.SKIP_BUILD) await (await import('./build.mjs')).build();
register('./typescript-hooks.mjs', import.meta.url);
const { partProblem, runBench } = await import('../bench/run.ts');
const problem = partProblem(values.only);
if (problem) {
  console.error(problem);
  process.exit(2);
}
const { only, rounds, profile, load, recipients } = values;
await runBench({
  only,
  profile,
  load,
  rounds: Number(rounds),
  ...(recipients ? { recipients: Number(recipients) } : {}),
});
process.exit(0);
