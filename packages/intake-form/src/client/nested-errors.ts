import type { Issue } from '@guichet/shared/errors/errors';
import type { FieldErrors } from 'react-hook-form';

type Branch = { [name: string]: Branch | { type: string; message: string } };

/** Issues as react-hook-form keeps them: an object for each part of a dotted name. The first of a name counts. */
export function nestErrors(issues: readonly Issue[]): FieldErrors {
  const root: Branch = {};
  for (const { path, message } of issues) {
    const [name = '', part] = path.split('.');
    if (part === undefined) root[name] ??= { type: 'answer', message };
    else {
      root[name] ??= {};
      (root[name] as Branch)[part] ??= { type: 'answer', message };
    }
  }
  return root as FieldErrors;
}

/** The way back: the issues of these names. */
export function flattenErrors(errors: FieldErrors, paths: readonly string[]): Issue[] {
  return paths.flatMap((path) => {
    const [name = '', part] = path.split('.');
    const found: unknown = (errors as Branch)[name];
    const leaf = part === undefined ? found : (found as Branch | undefined)?.[part];
    const message = (leaf as { message?: unknown } | undefined)?.message;
    return typeof message === 'string' ? [{ path, message }] : [];
  });
}
