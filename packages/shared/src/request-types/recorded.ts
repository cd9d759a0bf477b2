import * as z from 'zod/mini';
import { storedAddress, storedDate, storedText } from './payload-schema.ts';
import type { ComparedRow } from './request-type.ts';

/** What the register said about one answer, in words and, where an answer can say it, as that answer. */
const row = z.strictObject({
  field: storedText,
  label: storedText,
  known: z.nullable(z.string()),
  recorded: z.optional(z.nullable(z.union([storedText, storedAddress]))),
});

/** What the register said when a request came, about whom and in which PO: kept beside its payload. */
const recordedValues = z.strictObject({
  /** The day it was told for: words about a period depend on it. */
  day: storedDate,
  personId: z.nullable(z.string()),
  poId: z.nullable(z.string()),
  rows: z.array(row),
});
export type RecordedValues = z.infer<typeof recordedValues>;
export type RecordedRow = RecordedValues['rows'][number];

export type RecordedAbout = Pick<RecordedValues, 'personId' | 'poId'>;

/** What is kept of a comparison. */
export function recordValues(
  rows: readonly ComparedRow[],
  about: RecordedAbout & Pick<RecordedValues, 'day'>,
): RecordedValues {
  return {
    ...about,
    rows: rows.map(({ field, label, known, recorded }) => ({
      ...{ field, label, known },
      ...(recorded === undefined ? {} : { recorded: recorded as NonNullable<RecordedRow['recorded']> }),
    })),
  };
}

/** @throws when what is stored is no such thing: it was changed behind the application's back */
export function readRecorded(stored: unknown): RecordedValues {
  const result = recordedValues.safeParse(stored);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(`The values that were recorded on arrival do not fit their schema (${where}).`);
}

/** Whether a snapshot was about the same person and PO: otherwise its values are somebody else's. */
export function isAbout(snapshot: RecordedValues, { personId, poId }: RecordedAbout): boolean {
  return snapshot.personId === personId && snapshot.poId === poId;
}
