import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { canonicalJson } from '../domain/canonical-json.ts';

/** What the first seal follows. */
export const CHAIN_START = Buffer.alloc(32);
export const SEAL_BATCH = 500;
/** Any number will do, as long as every sealer takes the same: two at once would fork the chain. */
const SEAL_LOCK = 7_201_341;

/** What the chain says of an entry. `at` keeps its microseconds, which a JavaScript date would drop. */
export type SealedEntry = {
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  cause_id: string | null;
  request_id: string | null;
  digest: Uint8Array;
};

/** Columns of `SealedEntry`, from `audit_entry e`. */
export const sealedColumns = sql`e.id::text as id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  e.actor_kind, e.actor_id, e.action, e.subject_type, e.subject_id, e.cause_id, e.request_id, e.digest`;

/** The seal of one entry: what it says, and the seal before it. */
export function sealHash(previous: Uint8Array, entry: SealedEntry): Buffer {
  const { id, at, actor_kind, actor_id, action, subject_type, subject_id, cause_id, request_id, digest } = entry;
  const said = { id, at, actor_kind, actor_id, action, subject_type, subject_id, cause_id, request_id };
  return createHash('sha256')
    .update(previous)
    .update(canonicalJson({ ...said, digest: Buffer.from(digest).toString('hex') }))
    .digest();
}

/**
 * Chains the entries that were written since, up to `batch` of them, after the last seal. Writers never wait for it.
 * Resolves with how many it sealed: as many as `batch` means that there may be more.
 */
export function sealAudit(db: Database | Transaction, batch = SEAL_BATCH): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`);
    const entries = await tx.execute<SealedEntry>(sql`
      select ${sealedColumns} from audit_unsealed u join audit_entry e on e.id = u.entry_id
      order by e.id limit ${batch}`);
    if (entries.length > 0) await appendSeals(tx, entries);
    return entries.length;
  });
}

async function appendSeals(tx: Transaction, entries: readonly SealedEntry[]): Promise<void> {
  const [head] = await tx.execute<{ seq: string; hash: Uint8Array }>(
    sql`select seq, hash from audit_seal order by seq desc limit 1`,
  );
  let previous: Uint8Array = head?.hash ?? CHAIN_START;
  let seq = Number(head?.seq ?? 0);
  const rows = entries.map((entry) => {
    const hash = sealHash(previous, entry);
    seq += 1;
    const row = sql`(${seq}::bigint, ${entry.id}::bigint, ${hex(previous)}, ${hex(hash)})`;
    previous = hash;
    return row;
  });
  await tx.execute(sql`insert into audit_seal (seq, entry_id, previous_hash, hash) values ${sql.join(rows, sql`, `)}`);
  const ids = sql.join(
    entries.map((entry) => sql`${entry.id}::bigint`),
    sql`, `,
  );
  await tx.execute(sql`delete from audit_unsealed where entry_id in (${ids})`);
}

const hex = (bytes: Uint8Array) => sql`decode(${Buffer.from(bytes).toString('hex')}, 'hex')`;
