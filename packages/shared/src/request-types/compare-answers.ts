import { sayAnswers } from './say-answers.ts';

/** One answer that is no longer the same; null where nothing stands. */
export type ChangedAnswer = { field: string; label: string; before: string | null; after: string | null };

/** What has changed between two payloads of one type, in words, in the order of the answers. */
export function compareAnswers(typeName: string, before: unknown, after: unknown): ChangedAnswer[] {
  const [old, present] = [sayAnswers(typeName, before), sayAnswers(typeName, after)];
  const fields = [...new Set([...old, ...present].map(({ field }) => field))];
  return fields.flatMap((field) => {
    const [was, is] = [old.find((answer) => answer.field === field), present.find((answer) => answer.field === field)];
    if (was?.value === is?.value) return [];
    return [{ field, label: (is ?? was)?.label ?? field, before: was?.value ?? null, after: is?.value ?? null }];
  });
}
