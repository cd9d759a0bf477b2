import { parseArgs } from 'node:util';

/** The options of a script of this folder; `help` is always one. A wrong one ends the process with a sentence. */
export function readOptions(usage, options) {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      options: { ...options, help: { type: 'boolean' } },
    });
    if (!values.help) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}. Use: ${usage}`);
    process.exit(2);
  }
}
