import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { AuditAction } from '../domain/audit-actions.ts';
import type { Actor } from './context.ts';

export type AuditRecord = {
  action: AuditAction;
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
  await writeAudits(
    tx,
    at,
    records.map((record) => ({ ...record, actor })),
  );
}

/** The same, for what several people did. */
export async function writeAudits(
  tx: Transaction,
  at: Date,
  records: readonly (AuditRecord & { actor: Actor })[],
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => {
    const salt = randomBytes(16);
    const { before = null, after = null } = record;
    return {
      actor_kind: record.actor.kind,
      actor_id: record.actor.id,
      action: record.action,
      subject_type: record.subject.type,
      subject_id: record.subject.id,
      cause_id: record.causeId ?? null,
      request_id: record.requestId ?? null,
      salt: salt.toString('hex'),
      digest: Buffer.from(auditDigest(salt, before, after)).toString('hex'),
      before,
      after,
    };
  });
  // One statement and one parameter, be it one record or those of an import; the numbers follow the order given.
  await tx.execute(sql`
    with record as materialized (
      select nextval('audit_entry_id_seq') as id, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        actor_kind text, actor_id uuid, action text, subject_type text, subject_id text, cause_id uuid, request_id uuid, salt text, digest text,
        before jsonb, after jsonb)
    ), entry as (
      insert into audit_entry
        (id, at, actor_kind, actor_id, action, subject_type, subject_id, cause_id, request_id, digest)
      overriding system value
      select id, ${at.toISOString()}::timestamptz, actor_kind, actor_id, action, subject_type, subject_id, cause_id,
        request_id, decode(digest, 'hex') from record
    )
    insert into audit_value (entry_id, salt, before, after) select id, decode(salt, 'hex'), before, after from record`);
}
