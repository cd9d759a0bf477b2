import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { operatorTokenKeys } from '../cli/operator-token-keys.ts';
import { readLoadSize } from '../load/load-size.ts';
import { seedLoad } from '../load/seed-load.ts';
import { ProgressLine } from '../registry/progress-line.ts';

type Options = {
  requests: string;
  open: string;
  people: string;
  pos: string;
  seed: string;
  besideOtherData?: boolean;
};

export function seedLoadCommand(env: () => OperatorEnv): Command {
  return new Command('seed-load')
    .summary('fill an empty database with a million invented requests')
    .description(
      'Fills a database with invented POs, people, mandates, accounts, and years of requests, mails, readings and journal, ' +
        'to measure the product or to see it with much on record. Everybody is invented, and every address ends in .example.\n\n' +
        'All or nothing: when it is interrupted, nothing stays. What it wrote cannot be taken out again, so it refuses a ' +
        'database that holds anything already. A million requests take some minutes and about 5 GB; a product that runs ' +
        'on the same database waits meanwhile. To look at it, make a sign-in with create-staff.',
    )
    .option('--requests <number>', 'change requests in all', '1000000')
    .option('--open <number>', 'of which still open', '5000')
    .option('--people <number>', 'members', '100000')
    .option('--pos <number>', 'POs', '10000')
    .option('--seed <number>', 'the same number gives the same rows', '1')
    .option('--beside-other-data', 'also into a database that holds something already')
    .addHelpText(
      'after',
      '\nExamples:\n  DATA_DIR=/tmp/load npx pnpm guichet seed-load' +
        '\n  DATA_DIR=/tmp/load npx pnpm guichet seed-load --requests 10000 --open 500 --people 2000 --pos 200',
    )
    .action((options: Options) => runLoad(env(), options));
}

async function runLoad(env: OperatorEnv, { besideOtherData = false, ...typed }: Options): Promise<void> {
  const started = Date.now();
  const size = readLoadSize(typed);
  const tokenKeys = operatorTokenKeys(env);
  const progress = new ProgressLine(process.stderr);
  try {
    const { approved } = await withOperatorDatabase(env, 'seed-load', ({ ctx }) =>
      seedLoad(ctx, {
        ...{ size, tokenKeys, besideOtherData },
        onProgress: (step, done, total) => progress.show(step, done, total),
      }),
    );
    progress.clear();
    const seconds = Math.round((Date.now() - started) / 1_000);
    console.log(
      `${size.requests} requests (${size.open} open, of which ${approved} approved), ${size.people} people and ` +
        `${size.pos} POs are loaded, in ${seconds} s.`,
    );
  } catch (error) {
    progress.clear();
    throw error;
  }
}
