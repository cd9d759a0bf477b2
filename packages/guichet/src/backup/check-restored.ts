import { type AuditHead, verifyAudit } from '@guichet/shared/commands/verify-audit';
import type { Database } from '@guichet/shared/db/client';
import type { TransactionSql } from 'postgres';
import { OperatorError } from '../operator-error.ts';
import type { BackupManifest } from './backup-format.ts';
import { quoted } from './read-tables.ts';

/** What was looked at, and held. */
export type RestoreChecks = {
  rows: number;
  tables: number;
  constraints: number;
  audit: { sealed: number; head: AuditHead | null };
};

/** Compares what stands in the database with what was backed up. @throws OperatorError at the first thing that does not hold */
export async function checkRestored(
  client: TransactionSql,
  db: Database,
  { tables }: BackupManifest,
): Promise<RestoreChecks> {
  for (const { name, rows } of tables) {
    const [found] = await client.unsafe(`select count(*)::float8 as rows from ${quoted(name)}`);
    if (found?.rows !== rows) throw refusal(`${name} has ${found?.rows} rows instead of ${rows}`);
  }
  // Keys, exclusions and checks looked at each row that came in, foreign keys when they were made again. What a trigger
  // guards, and what would have been left unchecked, is looked at here.
  const [seen] = await client`
    select
      (select count(*)::int from pg_constraint where connamespace = 'public'::regnamespace) as constraints,
      (select count(*)::int from pg_constraint where connamespace = 'public'::regnamespace and not (convalidated and conenforced)) as unchecked,
      (select count(*)::int from pg_trigger where not tgisinternal and tgenabled <> 'O') as silent,
      (select count(*)::int from role_assignment r join mandate m on m.id = r.mandate_id
        where r.annulled_at is null and (m.annulled_at is not null or not r.period <@ m.period)) as outside`;
  if (seen?.unchecked !== 0 || seen.silent !== 0) throw refusal('a constraint or a trigger was left without effect');
  if (seen.outside !== 0) throw refusal(`${seen.outside} roles lie outside their mandate`);
  const verdict = await verifyAudit(db);
  if (!verdict.intact) {
    throw refusal(`the chain of the audit does not hold (${verdict.tampering}, entry ${verdict.entryId ?? 'unknown'})`);
  }
  return {
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    tables: tables.length,
    constraints: Number(seen.constraints),
    audit: { sealed: verdict.sealed, head: verdict.head },
  };
}

const refusal = (what: string): OperatorError =>
  new OperatorError(`What was restored does not hold: ${what}. It was taken back, and nothing was changed.`);
