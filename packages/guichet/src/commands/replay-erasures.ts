import { inTransaction } from '@guichet/shared/commands/context';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { readErasures, replayList, sayReplay } from '../backup/erasures.ts';
import { withOperatorDatabase } from '../cli/operator-database.ts';

export function replayErasuresCommand(env: () => OperatorEnv): Command {
  return new Command('replay-erasures')
    .summary('erase again, after a restore, everybody who had been erased')
    .description(
      'Reads the list of erasures (ERASURE_LIST, default DATA_DIR/erasure-list.jsonl) and erases everybody on it whom the ' +
        'database knows and has not erased. The command restore does it by itself; after pg_restore or a recovery to a ' +
        'point in time, run it before the processes start. Doing it again changes nothing.\n\n' +
        'Exit code 1 when somebody could not be erased yet, because a request about them is open again.',
    )
    .action(async () => {
      const chosen = env();
      const list = readErasures(chosen);
      const replay = await withOperatorDatabase(chosen, 'replay-erasures', ({ ctx }) =>
        inTransaction(ctx, (tx) => replayList(tx, list)),
      );
      console.log(sayReplay(replay));
      if (replay.waiting.length > 0) process.exitCode = 1;
    });
}
