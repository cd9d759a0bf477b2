import type { Database } from '@guichet/shared/db/client';
import { type CAUSE_KINDS, cause } from '@guichet/shared/db/tables/cause';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { importRun } from '@guichet/shared/db/tables/import-run';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { submission } from '@guichet/shared/db/tables/submission';
import { and, desc, eq, inArray, or } from 'drizzle-orm';

/** Why a value is what it is: when, by what kind of act, and by which request if it was one. */
export type Origin = {
  at: Date;
  kind: (typeof CAUSE_KINDS)[number];
  reference: string | null;
  /** What was imported, where it came by an import. */
  imported: (typeof importRun.$inferSelect)['kind'] | null;
};

/** The origins of rows, by the id of their cause. */
export async function readCauses(db: Database, causeIds: readonly (string | null)[]): Promise<Map<string, Origin>> {
  const ids = [...new Set(causeIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: cause.id, at: cause.at, kind: cause.kind, reference: submission.reference, imported: importRun.kind })
    .from(cause)
    .leftJoin(importRun, eq(importRun.id, cause.importId))
    .leftJoin(changeRequest, eq(changeRequest.id, cause.requestId))
    .leftJoin(submission, eq(submission.id, changeRequest.submissionId))
    .where(inArray(cause.id, ids));
  return new Map(rows.map(({ id, ...origin }) => [id, origin]));
}

export type Subject = { type: 'po' | 'school' | 'site' | 'person'; id: string };

/** The newest change of each field of the subjects, by `subject id/field`. A field never changed is not there. */
export async function readFieldOrigins(db: Database, subjects: readonly Subject[]): Promise<Map<string, Origin>> {
  if (subjects.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fieldChange.subjectType, fieldChange.subjectId, fieldChange.field], {
      subjectId: fieldChange.subjectId,
      field: fieldChange.field,
      at: fieldChange.at,
      kind: cause.kind,
      reference: submission.reference,
      imported: importRun.kind,
    })
    .from(fieldChange)
    .innerJoin(cause, eq(cause.id, fieldChange.causeId))
    .leftJoin(importRun, eq(importRun.id, cause.importId))
    .leftJoin(changeRequest, eq(changeRequest.id, cause.requestId))
    .leftJoin(submission, eq(submission.id, changeRequest.submissionId))
    .where(
      or(
        ...groupByType(subjects).map(([type, ids]) =>
          and(eq(fieldChange.subjectType, type), inArray(fieldChange.subjectId, ids)),
        ),
      ),
    )
    .orderBy(fieldChange.subjectType, fieldChange.subjectId, fieldChange.field, desc(fieldChange.id));
  return new Map(rows.map(({ subjectId, field, ...origin }) => [`${subjectId}/${field}`, origin]));
}

function groupByType(subjects: readonly Subject[]): [Subject['type'], string[]][] {
  const types = [...new Set(subjects.map(({ type }) => type))];
  return types.map((type) => [type, subjects.filter((subject) => subject.type === type).map(({ id }) => id)]);
}
