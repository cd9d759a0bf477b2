import { createHash } from 'node:crypto';
import { type IgnoredBecause, plainWords, readReport } from '../../mail/reports/read-report.ts';
import { type MailReport, type NotedReport, noteReport } from '../../mail/reports/note-report.ts';
import type { ReportKind, ReportSource } from '../../domain/mailings/mail-report.ts';
import { ForbiddenError } from '../../errors/errors.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

export type ReportOutcome = NotedReport['noted'] | IgnoredBecause;

/**
 * Takes one message that came to the address of bounces: reads it, and writes down what it says of which mail. What is no
 * report is ignored, for a reason; the same message twice is recorded once. Resolves once it is committed.
 * @throws ForbiddenError for anybody but the program itself
 */
export async function recordMailReport(
  ctx: Context,
  { message, to, source }: { message: Uint8Array; to?: string; source: Exclude<ReportSource, 'smtp'> },
): Promise<ReportOutcome> {
  if (ctx.actor.kind !== 'system') throw new ForbiddenError('reports of mails are read by the program');
  const read = await readReport(message, to);
  if (read.is === 'ignored') {
    ctx.log.info({ because: read.because, source }, 'a message to the address of bounces is no report');
    return read.because;
  }
  const { is: _, ...report } = read;
  return record(ctx, { ...report, source });
}

/**
 * The same of a report that another program has read already: `id` is what makes the event one.
 * @throws ForbiddenError for anybody but the program itself
 */
export async function recordToldReport(
  ctx: Context,
  told: {
    id: string;
    mailId: string;
    kind: ReportKind;
    status?: string | null | undefined;
    words?: string | undefined;
  },
): Promise<NotedReport['noted']> {
  if (ctx.actor.kind !== 'system') throw new ForbiddenError('reports of mails are told to the program');
  const messageKey = createHash('sha256').update(`told/${told.id}`).digest('hex');
  const { mailId, kind, status = null, words = '' } = told;
  return record(ctx, { messageKey, mailId, kind, status, words: plainWords(words), source: 'webhook' });
}

async function record(ctx: Context, report: MailReport): Promise<NotedReport['noted']> {
  return inTransaction(ctx, async (tx) => {
    const noted = await noteReport(tx.db, report, tx.now());
    await tell(tx, noted);
    ctx.log.info({ report: noted.noted, kind: report.kind, source: report.source }, 'mail report');
    return noted.noted;
  });
}

/** A complaint changes what somebody is written: the journal says so. What bounced, its report and its task say. */
async function tell(tx: TransactionContext, noted: NotedReport): Promise<void> {
  if (noted.noted !== 'recorded' || noted.left.length === 0) return;
  const after = { kinds: noted.left, via: 'complaint', reportId: noted.id, mailId: noted.mail.id };
  const records = noted.people.map((id) => ({
    action: 'leave-mailings' as const,
    subject: { type: 'person', id },
    after,
  }));
  await writeAudit(tx.db, tx.actor, tx.now(), records);
}
