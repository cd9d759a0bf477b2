import { eq } from 'drizzle-orm';
import type { TriageView } from '../contracts/triage.ts';
import type { Database } from '../db/client.ts';
import { correction } from '../db/tables/correction.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { type AgeAlerts, ageOf } from '../domain/request-age.ts';
import type { LoadedRequest } from './load-request.ts';
import { viewTriage } from './view-triage.ts';

/** Who has this request, until when it waits, and its age. */
export async function readTriage(
  db: Database,
  request: LoadedRequest['request'],
  { now, ageAlerts }: { now: Date; ageAlerts: AgeAlerts },
): Promise<TriageView> {
  const [waits, assignees] = await Promise.all([
    db
      .select({ askedAt: correction.askedAt, closedAt: correction.closedAt })
      .from(correction)
      .where(eq(correction.requestId, request.id)),
    request.assignedTo
      ? db.select({ name: staffUser.name }).from(staffUser).where(eq(staffUser.id, request.assignedTo))
      : [],
  ]);
  const known = { ...request, assigneeName: assignees[0]?.name ?? null };
  return viewTriage(known, ageOf({ ...request, waits }, now, ageAlerts), now);
}
