import { desc, eq } from 'drizzle-orm';
import type { AuditCheckView } from '../../contracts/journal.ts';
import type { Database } from '../../db/client.ts';
import { auditCheck, type AuditCheckVerdict } from '../../db/tables/audit-check.ts';
import { staffUser } from '../../db/tables/staff-user.ts';

const SHOWN = 10;

/** The last checks of the chain, the newest first. */
export async function listAuditChecks(db: Database): Promise<AuditCheckView[]> {
  const rows = await db
    .select({ check: auditCheck, name: staffUser.name })
    .from(auditCheck)
    .innerJoin(staffUser, eq(staffUser.id, auditCheck.orderedBy))
    .orderBy(desc(auditCheck.orderedAt), desc(auditCheck.id))
    .limit(SHOWN);
  return rows.map(({ check, name }) => ({
    id: check.id,
    orderedBy: name,
    orderedAt: check.orderedAt.toISOString(),
    startedAt: check.startedAt?.toISOString() ?? null,
    finishedAt: check.finishedAt?.toISOString() ?? null,
    checked: check.checked,
    total: check.total,
    found: check.verdict && sayFound(check.verdict),
  }));
}

function sayFound(verdict: AuditCheckVerdict): AuditCheckView['found'] {
  if ('failed' in verdict) return { kind: 'failed' };
  if (!verdict.intact) return { kind: 'tampered', tampering: verdict.tampering, entryId: verdict.entryId };
  const { sealed, unsealed, head } = verdict;
  return { kind: 'intact', sealed, unsealed, head };
}
