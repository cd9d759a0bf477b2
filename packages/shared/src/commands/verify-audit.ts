import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { AuditTampering } from '../domain/audit-tamperings.ts';
import { CHAIN_START, type SealedEntry, sealedColumns, sealHash } from './seal-audit.ts';
import { auditDigest } from './write-audit.ts';

/** Where the chain ends. Kept outside the database, it also shows that the end was cut off. */
export type AuditHead = { seq: number; hash: string };

export type AuditVerdict =
  | { intact: true; sealed: number; unsealed: number; head: AuditHead | null }
  | { intact: false; tampering: AuditTampering; entryId: string | null; seq: number | null };

/** The audit entry that stands for an erasure: the value of entry `subjectId` was taken away by law. */
export const ERASURE = { action: 'erase-audit-value', subjectType: 'audit-entry' } as const;

const BATCH = 1_000;

type Row = Omit<SealedEntry, 'id'> & {
  id: string | null;
  seq: string | null;
  entry_id: string;
  previous_hash: Uint8Array | null;
  hash: Uint8Array | null;
  salt: Uint8Array | null;
  before: unknown;
  after: unknown;
  /** Whether an entry says that the values were erased; asked only where they are missing. */
  erased: boolean;
};

const erasedColumn = sql`v.entry_id is null and exists (
  select from audit_entry told where told.action = ${ERASURE.action} and told.subject_type = ${ERASURE.subjectType}
    and told.subject_id = e.id::text) as erased`;

/**
 * Recomputes the whole chain and the digest of every value, and tells the first thing that does not hold. An erased
 * value is in order when a chained entry says so. `expectedHead` is a head noted earlier, somewhere else.
 * `onProgress` is told now and again how many seals have been seen. The database role needs to read the four audit tables.
 */
export function verifyAudit(
  db: Database,
  expectedHead?: AuditHead,
  onProgress: (seen: number) => Promise<void> = async () => {},
): Promise<AuditVerdict> {
  // One snapshot: a sealer at work meanwhile must not look like a tamperer.
  return db.transaction((tx) => verify(tx as unknown as Database, expectedHead, onProgress), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function verify(
  db: Database,
  expectedHead: AuditHead | undefined,
  onProgress: (seen: number) => Promise<void>,
): Promise<AuditVerdict> {
  let previous: Uint8Array = CHAIN_START;
  let seq = 0;
  let headSeen = expectedHead === undefined;
  for (;;) {
    const rows = await db.execute<Row>(sql`
      select s.seq, s.entry_id, s.previous_hash, s.hash, ${sealedColumns}, v.salt, v.before, v.after, ${erasedColumn}
      from audit_seal s left join audit_entry e on e.id = s.entry_id left join audit_value v on v.entry_id = s.entry_id
      where s.seq > ${seq} order by s.seq limit ${BATCH}`);
    for (const row of rows) {
      const found = (tampering: AuditTampering): AuditVerdict => ({
        intact: false,
        tampering,
        entryId: row.entry_id,
        seq: Number(row.seq),
      });
      seq += 1;
      if (Number(row.seq) !== seq || !same(row.previous_hash, previous)) return found('broken-chain');
      if (row.id === null) return found('missing-entry');
      const hash = sealHash(previous, row as SealedEntry);
      if (!same(row.hash, hash)) return found('changed-entry');
      const wrong = wrongValue(row);
      if (wrong) return found(wrong);
      if (expectedHead?.seq === seq && expectedHead.hash === hash.toString('hex')) headSeen = true;
      previous = hash;
    }
    if (rows.length < BATCH) break;
    await onProgress(seq);
  }
  if (!headSeen) return { intact: false, tampering: 'head-not-found', entryId: null, seq: expectedHead?.seq ?? null };
  const rest = await verifyUnsealed(db);
  if (typeof rest !== 'number') return rest;
  const head = seq === 0 ? null : { seq, hash: Buffer.from(previous).toString('hex') };
  return { intact: true, sealed: seq, unsealed: rest, head };
}

/** Entries that wait for their seal, entries that nobody will ever seal, and seals to come without an entry. */
async function verifyUnsealed(db: Database): Promise<number | AuditVerdict> {
  const [lost] = await db.execute<{ entry_id: string }>(sql`
    select u.entry_id from audit_unsealed u left join audit_entry e on e.id = u.entry_id where e.id is null limit 1`);
  if (lost) return { intact: false, tampering: 'missing-entry', entryId: lost.entry_id, seq: null };
  const [never] = await db.execute<{ id: string }>(sql`
    select e.id from audit_entry e left join audit_seal s on s.entry_id = e.id left join audit_unsealed u on u.entry_id = e.id
    where s.seq is null and u.entry_id is null order by e.id limit 1`);
  if (never) return { intact: false, tampering: 'missing-seal', entryId: never.id, seq: null };
  const rows = await db.execute<Row>(sql`
    select u.entry_id, ${sealedColumns}, v.salt, v.before, v.after, ${erasedColumn}
    from audit_unsealed u join audit_entry e on e.id = u.entry_id left join audit_value v on v.entry_id = e.id`);
  for (const row of rows) {
    const wrong = wrongValue(row);
    if (wrong) return { intact: false, tampering: wrong, entryId: row.entry_id, seq: null };
  }
  return rows.length;
}

/** An entry that tells an erasure is itself chained: sealed, or seen to be waiting for its seal. */
function wrongValue(row: Row): AuditTampering | null {
  if (row.salt === null) return row.erased ? null : 'missing-value';
  return same(row.digest, auditDigest(row.salt, row.before, row.after)) ? null : 'changed-value';
}

function same(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && Buffer.from(a).equals(Buffer.from(b));
}
