import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '../db/client.ts';
import { auditEntry } from '../db/tables/audit-entry.ts';
import { auditValue } from '../db/tables/audit-value.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Actor } from './context.ts';

export type AuditRecord = {
  action: string;
  subject: { type: string; id: string };
  before?: unknown;
  after?: unknown;
  causeId?: string | null;
  requestId?: string | null;
};

/** The digest that the chain keeps of personal values: without the salt it tells nothing. */
export function auditDigest(salt: Uint8Array, before: unknown, after: unknown): Uint8Array {
  return createHash('sha256')
    .update(salt)
    .update(canonicalJson({ before: before ?? null, after: after ?? null }))
    .digest();
}

/** Notes who did what to what, in the transaction that does it. Values stand beside the chain (DESIGN.md §4.7). */
export async function writeAudit(
  tx: Transaction,
  actor: Actor,
  at: Date,
  records: readonly AuditRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const salted = records.map((record) => ({ record, salt: randomBytes(16) }));
  const rows = await tx
    .insert(auditEntry)
    .values(
      salted.map(({ record, salt }) => ({
        at,
        actorKind: actor.kind,
        actorId: actor.id,
        action: record.action,
        subjectType: record.subject.type,
        subjectId: record.subject.id,
        causeId: record.causeId ?? null,
        requestId: record.requestId ?? null,
        digest: auditDigest(salt, record.before, record.after),
      })),
    )
    .returning({ id: auditEntry.id });
  await tx.insert(auditValue).values(
    salted.map(({ record, salt }, index) => {
      const entry = rows[index];
      if (!entry) throw new Error('The database returned fewer audit entries than were written.');
      return { entryId: entry.id, salt, before: record.before ?? null, after: record.after ?? null };
    }),
  );
}
