import { type AuditHead, verifyAudit } from '@guichet/shared/commands/verify-audit';
import type { AuditTampering } from '@guichet/shared/domain/audit-tamperings';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command, InvalidArgumentError } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { OperatorError } from '../operator-error.ts';

const meanings: Record<AuditTampering, string> = {
  'broken-chain': 'a link of the chain is missing or was changed',
  'changed-entry': 'the entry was changed after it was sealed',
  'missing-entry': 'the entry was deleted',
  'missing-seal': 'the entry was kept from being sealed',
  'changed-value': 'the values of the entry were changed',
  'missing-value': 'the values of the entry were deleted, and no erasure says so',
  'head-not-found': 'the chain does not hold the head that was expected: its end was cut off or written anew',
};

export function verifyAuditCommand(env: () => OperatorEnv): Command {
  return new Command('verify-audit')
    .summary('check that nobody changed the audit behind the application')
    .description(
      'Recomputes the chain of the audit and tells the first thing that does not hold. Changes nothing.\n\n' +
        'It prints the head of the chain: keep it outside this machine, and give it to a later run with --expect, ' +
        'which then also finds that the end of the audit was cut off.\n\n' +
        'Exit code 0: intact. 1: something was tampered with, or the check could not be made.',
    )
    .option('--expect <head>', 'a head printed earlier, as <number>:<hash>', readHead)
    .action(async ({ expect }: { expect?: AuditHead }) => {
      const verdict = await withOperatorDatabase(env(), 'verify-audit', ({ db }) => verifyAudit(db, expect));
      if (!verdict.intact) {
        const where = verdict.entryId === null ? '' : ` (entry ${verdict.entryId})`;
        throw new OperatorError(`The audit was tampered with${where}: ${meanings[verdict.tampering]}.`);
      }
      console.log(`The audit is intact: ${verdict.sealed} sealed entries, ${verdict.unsealed} waiting for their seal.`);
      if (verdict.head) console.log(`Head: ${verdict.head.seq}:${verdict.head.hash}`);
    });
}

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new InvalidArgumentError('Write it as it was printed: a number, a colon and 64 hexadecimal digits.');
  }
  return { seq: Number(seq), hash };
}
