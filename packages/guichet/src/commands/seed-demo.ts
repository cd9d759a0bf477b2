import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { operatorTokenKeys } from '../cli/operator-token-keys.ts';
import { demoSignIns, loadDemoData } from '../demo/load-demo-data.ts';
import { signInLine } from '../demo/sign-in-line.ts';
import { OperatorError } from '../operator-error.ts';

export function seedDemoCommand(env: () => OperatorEnv): Command {
  return new Command('seed-demo')
    .summary('load the invented demonstration data')
    .description(
      'Loads the invented demonstration data (POs, members, requests in every state, sign-ins) into an empty database. ' +
        'A database that holds a PO already is left alone. Its sign-ins work from this machine only, and with DEMO=true.',
    )
    .action(async () => {
      const chosen = env();
      const tokenKeys = operatorTokenKeys(chosen);
      const loaded = await withOperatorDatabase(chosen, 'seed-demo', async ({ ctx, sql }) => {
        const [row] = await sql`
          select exists (select from po) as filled, exists (select from import_run where kind = 'demo') as loaded`;
        if (row?.filled === true && row.loaded !== true) {
          throw new OperatorError('The database holds POs already: demonstration data goes into an empty one only.');
        }
        return loadDemoData(ctx, { tokenKeys });
      });
      console.log(
        loaded
          ? 'The demonstration data is loaded. Sign-ins, from this machine only:'
          : 'The demonstration data was loaded already, and nothing was changed. Sign-ins, from this machine only:',
      );
      for (const each of demoSignIns) console.log(`  ${signInLine(each)}`);
    });
}
