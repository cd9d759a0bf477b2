import type { z } from 'zod';
import { type EnvSource, parseEnv } from './parse-env.ts';

/** Reads the environment once, at boot. On mistakes: prints every one of them and ends the process, without a stack. */
export function loadEnv<S extends z.ZodType>(schema: S, source: EnvSource): z.output<S> {
  const parsed = parseEnv(schema, source);
  if (parsed.ok) return parsed.env;
  const count = parsed.mistakes.length;
  const title = count === 1 ? 'One environment variable is wrong:' : `${count} environment variables are wrong:`;
  const lines = parsed.mistakes.map((mistake) => `  - ${mistake}`);
  process.stderr.write(`${[title, ...lines, 'Every variable is explained in .env.example.'].join('\n')}\n`);
  process.exit(1);
}
