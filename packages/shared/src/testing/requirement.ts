import { writeSync } from 'node:fs';
import { describe } from '@jest/globals';

/** What `describe` is used for here; the library's own type cannot be named in a declaration. */
export type Describe = (name: string, tests: () => void) => void;

/**
 * `describe` when the machine has what the tests need. Otherwise the tests are skipped and the terminal says so;
 * with CI=true a missing program is a failure, because there nobody reads.
 */
export function describeWith(program: string | undefined, what: string, install: string): Describe {
  if (program) return describe;
  const sentence = `${what} is not on this machine: the tests that need it are skipped. To run them: ${install}`;
  if (process.env.CI === 'true') throw new Error(sentence);
  // Past jest's own console, which a reader may have silenced.
  writeSync(2, `\n!! ${sentence}\n`);
  return describe.skip;
}
