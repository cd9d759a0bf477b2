import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ErasureReplay, replayErasures } from '@guichet/shared/commands/privacy/replay-erasures';
import type { TransactionContext } from '@guichet/shared/commands/context';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { type ErasureLine, readErasureList } from '@guichet/shared/privacy/erasure-list';
import { OperatorError } from '../operator-error.ts';

/** Where the list of erasures is: where the worker writes it. */
export const erasureListOf = (env: OperatorEnv): string =>
  env.ERASURE_LIST === undefined ? join(resolve(env.DATA_DIR), 'erasure-list.jsonl') : resolve(env.ERASURE_LIST);

/** Reads the list, which must be there. @throws OperatorError when it is missing or damaged */
export function readErasures(env: OperatorEnv): ErasureLine[] {
  const path = erasureListOf(env);
  if (!existsSync(path)) {
    throw new OperatorError(
      `There is no list of erasures at ${path}: put the newest copy there, or name it in ERASURE_LIST. Only when nobody was ` +
        'erased since the backup, go on with --without-erasures. Nothing was changed.',
    );
  }
  try {
    return readErasureList(path);
  } catch (error) {
    throw new OperatorError(`The list of erasures is damaged: ${(error as Error).message} Nothing was changed.`);
  }
}

/** Erases again who is on the list. @throws OperatorError when the database knows of erasures that the list does not */
export async function replayList(tx: TransactionContext, list: readonly ErasureLine[]): Promise<ErasureReplay> {
  const replay = await replayErasures(tx, list);
  if (replay.unlisted === 0) return replay;
  throw new OperatorError(
    `The list of erasures is not the newest: ${replay.unlisted} erasures on record are not on it. Take the newest copy. ` +
      'Nothing was changed.',
  );
}

/** The report. */
export function sayReplay({ erased, already, unknown, waiting }: ErasureReplay): string {
  const lines = [
    `Erasures: ${erased === 1 ? '1 person' : `${erased} people`} erased again, ${already} erased already, ${unknown} not on record.`,
    ...(waiting.length === 0
      ? []
      : [
          `Of ${waiting.length} people a request is open again, as it was then, and they are not erased yet (${waiting.join(', ')}): ` +
            'settle these requests, then run: npx pnpm guichet replay-erasures',
        ]),
  ];
  return lines.join('\n');
}
