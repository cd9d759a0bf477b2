import { eq, type SQL, sql } from 'drizzle-orm';
import type { RequestRow } from '../contracts/request-list.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { po } from '../db/tables/po.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { submission } from '../db/tables/submission.ts';
import { type AgeAlerts, ageOf } from '../domain/request-age.ts';
import { STATE_LABELS } from '../domain/transitions.ts';
import { badgesOf as findingBadges } from '../request-types/finding-badges.ts';
import { isStaffTypeName, typeLabel } from '../request-types/forms.ts';
import { viewTriage } from './view-triage.ts';

export type FoundRow = Awaited<ReturnType<typeof selectRows>>[number];

/**
 * What the queue shows of the requests that `stretches` name (id, rank, created_at, submission_id, position), in their
 * order: those of the page alone are looked at.
 */
export async function selectRows(
  db: Database,
  stretches: readonly SQL[],
  { newestFirst, limit }: { newestFirst: boolean; limit: number },
) {
  const direction = newestFirst ? sql`desc` : sql`asc`;
  const order = sql`rank, created_at ${direction}, submission_id ${direction}, position ${direction}`;
  const all = sql.join(
    stretches.map((keys) => sql`(${keys})`),
    sql` union all `,
  );
  return db
    .select({
      id: changeRequest.id,
      rank: sql<number>`page.rank`,
      cursorAt: sql<string>`to_char(${changeRequest.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      envoi: changeRequest.submissionId,
      reference: submission.reference,
      position: changeRequest.position,
      total: sql<number>`(select count(*)::int from change_request other where other.submission_id = ${changeRequest.submissionId})`,
      type: changeRequest.type,
      state: changeRequest.state,
      version: changeRequest.version,
      poName: sql<string>`coalesce(${po.name}, ${submission.poTyped} ->> 'name')`,
      subject: changeRequest.subject,
      createdAt: changeRequest.createdAt,
      settledAt: changeRequest.settledAt,
      findings: changeRequest.findings,
      correctedAt: changeRequest.correctedAt,
      setAsideUntil: changeRequest.setAsideUntil,
      assignedTo: changeRequest.assignedTo,
      assigneeName: staffUser.name,
      channel: submission.channel,
      cameBy: submission.cameBy,
      enteredByName: sql<string | null>`(select name from staff_user where id = ${submission.enteredBy})`,
      emailConfirmedAt: submission.emailConfirmedAt,
      waits: sql<[askedAt: string, closedAt: string | null][]>`(
        select coalesce(jsonb_agg(jsonb_build_array(k.asked_at, k.closed_at)), '[]') from correction k
        where k.request_id = ${changeRequest.id})`,
    })
    .from(sql`(select * from (${all}) as keys order by ${order} limit ${limit}) as page`)
    .innerJoin(changeRequest, sql`${changeRequest.id} = page.id`)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .leftJoin(po, eq(po.id, changeRequest.poId))
    .leftJoin(staffUser, eq(staffUser.id, changeRequest.assignedTo))
    .orderBy(
      sql`page.rank`,
      sql`page.created_at ${direction}`,
      sql`page.submission_id ${direction}`,
      sql`page.position ${direction}`,
    );
}

/** A row as the queue shows it. */
export function toRow(found: FoundRow, { now, ageAlerts }: { now: Date; ageAlerts: AgeAlerts }): RequestRow {
  const waits = found.waits.map(([askedAt, closedAt]) => ({
    askedAt: new Date(askedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
  }));
  return {
    id: found.id,
    reference: found.reference,
    position: found.position,
    total: found.total,
    typeLabel: typeLabel(found.type),
    state: found.state,
    stateLabel: STATE_LABELS[found.state],
    version: found.version,
    poName: found.poName,
    subject: found.subject,
    createdAt: found.createdAt.toISOString(),
    settledAt: found.settledAt?.toISOString() ?? null,
    badges: badgesOf(found),
    channel: found.channel,
    came: found.cameBy && { by: found.cameBy, enteredBy: found.enteredByName ?? '' },
    orderedBy: isStaffTypeName(found.type) ? found.enteredByName : null,
    ...viewTriage(found, ageOf({ ...found, waits }, now, ageAlerts), now),
  };
}

/** That its author has answered is told first: somebody waits for that. */
function badgesOf(found: FoundRow): RequestRow['badges'] {
  const isOurTurn = found.state === 'submitted' || found.state === 'failed';
  // Whether the address is confirmed is known of each; the finding would say it of those that were examined.
  const findings = (found.findings ?? []).filter(({ code }) => code !== 'submitter-unconfirmed');
  const isUnconfirmed = found.emailConfirmedAt === null && found.channel === 'form' && found.settledAt === null;
  return [
    ...(isOurTurn && found.correctedAt ? [{ severity: 'info' as const, label: 'corrigée' }] : []),
    ...(isOurTurn ? findingBadges(findings) : []),
    ...(isUnconfirmed ? [{ severity: 'warning' as const, label: 'mail non confirmé' }] : []),
  ];
}
