import type { z } from 'zod';

export type EnvSource = Readonly<Record<string, string | undefined>>;

export type ParsedEnv<T> = { ok: true; env: T } | { ok: false; mistakes: string[] };

/**
 * Reads the environment by a schema, without side effect. All mistakes come at once, a sentence each.
 * An empty variable counts as absent: that is how compose files and shells pass what is not set.
 */
export function parseEnv<S extends z.ZodType>(schema: S, source: EnvSource): ParsedEnv<z.output<S>> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return { ok: true, env: result.data };
  return { ok: false, mistakes: result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
}
