// `pnpm chaos [--only TEXT] [--approvals N]`: 500 approvals per trial while workers are killed, PostgreSQL stops at
// once and Redis forgets. Ends with 0 when nothing was lost, nothing done twice, and the naive control was found out.
import { register } from 'node:module';
import { requireInstall } from './check-install.mjs';
import { readOptions } from './read-options.mjs';

requireInstall();
const values = readOptions('pnpm chaos [--only "ledger on redis"] [--approvals 500]', {
  only: { type: 'string' },
  approvals: { type: 'string' },
});
// The servers of a trial are in groups of their own: what is stopped half-way must end them itself, which it does on exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
const { build } = await import('./build.mjs');
await build({ clients: false });
register('./typescript-hooks.mjs', import.meta.url);
const { runChaos } = await import('../chaos/run.ts');
const good = await runChaos({ only: values.only, approvals: values.approvals && Number(values.approvals) });
process.exit(good ? 0 : 1);
