import { and, eq, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { CorrectedView, secondLook } from '../contracts/second-look.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { school } from '../db/tables/school.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { submission } from '../db/tables/submission.ts';
import { whySecondPerson } from '../domain/second-person.ts';
import { STATE_LABELS } from '../domain/transitions.ts';
import { fieldLabel } from '../request-types/field-label.ts';
import { requestType } from '../request-types/registry.ts';
import { sayAnswers } from '../request-types/say-answers.ts';
import type { ComparedValues } from './compare-values.ts';
import { listStaffActs } from './list-staff-acts.ts';
import { loadOrigins } from './load-origins.ts';
import type { LoadedRequest } from './load-request.ts';
import { type FailedApproval, loadStaleness } from './load-staleness.ts';
import type { RequestPlan } from './plan-request.ts';
import type * as z from 'zod/mini';

type SecondLook = { [K in keyof typeof secondLook]: z.output<(typeof secondLook)[K]> };
type Decided = FailedApproval & { kind: string; outcome: string | null };

type Asked = {
  planning: Promise<RequestPlan | null> | null;
  /** What was decided last; what it wrote is not looked at here. */
  deciding: Promise<readonly [Decided | null, unknown]>;
  fourEyes: boolean;
};

/**
 * The part of the request page that helps to look twice: what changed, what was corrected, what takes it back. What
 * does not depend on the plan is read while that is made.
 */
export async function viewSecondLook(
  db: Database,
  actor: StaffActor,
  loaded: LoadedRequest,
  { planning, deciding, fourEyes }: Asked,
): Promise<SecondLook> {
  const { request } = loaded;
  const [planned, [decided], corrected, links, enteredBy] = await Promise.all([
    planning,
    deciding,
    listCorrected(db, loaded),
    findLinks(db, request),
    loaded.submission.enteredBy ? nameOfStaff(db, loaded.submission.enteredBy) : null,
  ]);
  const stale = decided?.kind === 'approve' && decided.outcome === 'failed' && planned !== null;
  const [compared, staleness] = await Promise.all([
    viewCompared(db, planned?.compared ?? []),
    stale ? loadStaleness(db, decided, planned) : null,
  ]);
  const own = { personIds: planned?.plan.personIds ?? [], acts: listStaffActs(loaded) };
  return {
    ...{ compared, corrected, staleness, ...links, enteredBy },
    mayRevert:
      request.state === 'applied' && decided?.kind === 'approve' && !links.revertedBy && actor.role !== 'reader',
    mayNotApproveBecause: planned ? whySecondPerson(actor, own, { fourEyes }) : null,
  };
}

async function viewCompared(db: Database, rows: readonly ComparedValues[]): Promise<SecondLook['compared']> {
  const moved = rows.filter(({ atSubmission, source }) => atSubmission && source);
  const origins =
    moved.length > 0
      ? await loadOrigins(
          db,
          moved.flatMap(({ source }) => source?.subjectId ?? []),
          [],
        )
      : null;
  return rows.map(({ field, label, known, asked, changed, atSubmission, takes, source }) => ({
    ...{ field, label, known, asked, changed },
    atSubmission: atSubmission && {
      text: atSubmission.text,
      origin: (source && origins?.ofField(source.subjectId, source.field)) ?? null,
    },
    takes: (['now', 'submitted'] as const).filter((value) => takes[value] !== null),
  }));
}

/** Each corrected answer as it was sent and as it stands, and who made it so. */
async function listCorrected(db: Database, { request, sent, stored }: LoadedRequest): Promise<CorrectedView[]> {
  const fields = Object.keys(request.settlement.corrections ?? {});
  if (fields.length === 0 || sent.kind === 'erased' || stored.kind === 'erased') return [];
  const [who, schools] = await Promise.all([lastCorrectors(db, request.id), schoolNames(db, request)]);
  const wordsOf = (payload: unknown) => {
    const answers = sayAnswers(request.type, payload);
    return (field: string) =>
      answers
        .filter((answer) => answer.field === field)
        .map(({ value }) => schools.get(value) ?? value)
        .join(' ; ') || null;
  };
  const [before, after] = [wordsOf(sent.payload), wordsOf(stored.payload)];
  return fields.map((field) => {
    const by = who.find((one) => one.fields.includes(field));
    return {
      ...{ field, label: fieldLabel(request.type, field) ?? field, before: before(field), after: after(field) },
      ...{ by: by?.actor ?? 'le secrétariat', at: by ? new Date(by.at).toISOString() : null },
    };
  });
}

/** Who corrected which fields, the last one first. */
async function lastCorrectors(db: Database, requestId: string) {
  return await db.execute<{ fields: string[]; actor: string; at: string }>(sql`
    select detail -> 'corrected' as fields, actor_label as actor, at from request_event
    where request_id = ${requestId} and detail ? 'corrected' order by id desc`);
}

/** What people call the schools of the PO, by what an answer may hold: the row, or the FASE number. */
async function schoolNames(
  db: Database,
  { type, settlement, poId }: LoadedRequest['request'],
): Promise<Map<string, string>> {
  const asked = requestType(type).groups.some(({ fields }) => fields.some(({ kind }) => kind === 'school'));
  const of = settlement.poId ?? poId;
  if (!asked || !of) return new Map();
  const rows = await db
    .select({ id: school.id, fase: school.fase, name: school.name })
    .from(school)
    .where(eq(school.poId, of));
  return new Map(
    rows.flatMap(
      ({ id, fase, name }) => [[id, name], ...(fase === null ? [] : [[String(fase), name] as const])] as const,
    ),
  );
}

async function findLinks(
  db: Database,
  { id, revertsId }: LoadedRequest['request'],
): Promise<Pick<SecondLook, 'reverts' | 'revertedBy'>> {
  const rows = await db
    .select({ id: changeRequest.id, reference: submission.reference, state: changeRequest.state })
    .from(changeRequest)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .where(revertsId === null ? LIVE_REVERT(id) : sql`${changeRequest.id} = ${revertsId} or (${LIVE_REVERT(id)})`);
  const link = (row: (typeof rows)[number] | undefined) =>
    row ? { ...row, stateLabel: STATE_LABELS[row.state] } : null;
  return {
    reverts: link(rows.find((row) => row.id === revertsId)),
    revertedBy: link(rows.find((row) => row.id !== revertsId)),
  };
}

/** As the index of counter-requests has it: those that came to nothing do not count. */
const LIVE_REVERT = (id: string) =>
  and(
    eq(changeRequest.revertsId, id),
    sql`${changeRequest.state} not in ('rejected', 'withdrawn', 'lapsed', 'merged')`,
  );

async function nameOfStaff(db: Database, id: string): Promise<string | null> {
  const [found] = await db.select({ name: staffUser.name }).from(staffUser).where(eq(staffUser.id, id));
  return found?.name ?? null;
}
