import { canonicalJson } from '../domain/canonical-json.ts';
import { plannedPersonId } from '../request-types/make-plan.ts';
import { isAbout, type RecordedRow } from '../request-types/recorded.ts';
import { requestType } from '../request-types/registry.ts';
import type { ComparedRow } from '../request-types/request-type.ts';
import type { PlannedRequest } from './plan-request.ts';

/** A value that may be put in place of an answer. */
type Answer = { answer: unknown };

export type ComparedValues = ComparedRow & {
  /** What was recorded when the request was sent, where it is no longer the same. */
  atSubmission: { text: string | null } | null;
  /** The values that an answer can be replaced by, where that would change it. */
  takes: { now: Answer | null; submitted: Answer | null };
};

/** What is asked beside what is recorded now and, where it changed since, what was recorded when it was sent. */
export function compareValues({ request, stored, recorded, facts, plan, today }: PlannedRequest): ComparedValues[] {
  if (stored.kind === 'erased') return [];
  const type = requestType(request.type);
  const payload = stored.payload as Record<string, unknown>;
  const about = { personId: plannedPersonId(plan, facts.world.persons), poId: facts.poId };
  const take = (field: string, answer: unknown): Answer | null => {
    // Nothing recorded is no answer, but for a field that may say so.
    if (answer === undefined || same(answer, payload[field])) return null;
    return type.payload.safeParse({ ...payload, [field]: answer }).success ? { answer } : null;
  };
  const rows = type.compare(payload, facts, about.personId, today);
  if (!recorded || !isAbout(recorded, about)) return rows.map((row) => ({ ...row, atSubmission: null, takes: NONE }));
  // Told for the day of the snapshot: what only time has changed reads the same.
  const asOfThen = type.compare(payload, facts, about.personId, recorded.day);
  return rows.map((row) => {
    const [then, before] = [asOfThen.find(sameRow(row)), recorded.rows.find(sameRow(row))];
    if (!before || !then || unchanged(before, then)) return { ...row, atSubmission: null, takes: NONE };
    const takes = {
      now: take(row.field, row.recorded),
      submitted: before.recorded === null ? null : take(row.field, before.recorded),
    };
    return { ...row, atSubmission: { text: before.known }, takes };
  });
}

const NONE = { now: null, submitted: null };

function sameRow({ field, label }: Pick<ComparedRow, 'field' | 'label'>) {
  return (other: Pick<ComparedRow, 'field' | 'label'>) => other.field === field && other.label === label;
}

function unchanged(before: RecordedRow, then: ComparedRow): boolean {
  if (before.recorded !== undefined && then.recorded !== undefined) return same(before.recorded, then.recorded);
  return before.known === then.known;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
