import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { WorkContext } from '../../queue/work-context.ts';
import type { Delivery, OutgoingMail } from '../mailer.ts';
import { hasSafeHeaders } from '../safe-header.ts';
import { judge, settleMail } from '../settle-mail.ts';
import { MAILING_WAVE } from '../transport.ts';
import type { MailingMail } from './look-at-mailing-mails.ts';
import type { OpenMailings } from './open-mailings.ts';
import { takeMoments } from './take-moments.ts';
import { beginWave, type Ended, putOff } from './wave-statement.ts';

/** Added to the longest time that sending may take: within it, what became of a mail is written down. */
const LEASE_MARGIN_SECONDS = 10;

/** What a look said is good for so long: when a server keeps everybody waiting, the rest is looked at again. */
const LOOK_SECONDS = 10;

type Reserved = { outboxId: string; mail: MailingMail };
type Written = Reserved & { letter: OutgoingMail };

/**
 * Sends reserved mails in waves. One statement notes what became of a wave and begins the next: a mail begins by an update
 * that holds only while it waits and its mailing is not paused or stopped, so whatever else has the same mail in hand
 * leaves it alone. Mails that find no moment, or whose server is away or slow, are given back.
 */
export async function sendBatch(ctx: WorkContext, mailings: OpenMailings, batch: readonly Reserved[]): Promise<void> {
  const lease = randomUUID();
  const lookedAt = performance.now();
  const rest = await inOrder(ctx, mailings, batch);
  let ended: Ended[] = [];
  while (rest.length > 0 || ended.length > 0) {
    const [first] = rest;
    if (first) await until(first.at);
    const back = whyBack(ctx, lookedAt);
    const wave = back ? [] : await writeAll(ctx, mailings, takeWave(rest));
    const begun = await untilWritten(() =>
      beginWave(ctx.db, {
        lease,
        leaseSeconds: ctx.mailer.deadlineSeconds + LEASE_MARGIN_SECONDS,
        ended,
        next: wave.map(({ mail }) => mail.id),
        waiting: rest.map(({ outboxId }) => outboxId),
      }),
    );
    ended = [];
    if (back) return await putOff(ctx.db, new Map(rest.map(({ outboxId }) => [outboxId, back.seconds()])), back.code);
    ended = await Promise.all(
      wave.filter(({ mail }) => begun.has(mail.id)).map((each) => deliver(ctx, lease, each)),
    ).then((all) => all.flat());
  }
}

/** Why what is left of a batch is given back, and for how long; null: it goes on. */
function whyBack(ctx: WorkContext, lookedAt: number): { code: string; seconds: () => number } | null {
  const closed = ctx.mailer.closedForMs();
  if (closed > 0) return { code: 'smtp-away', seconds: () => closed / 1_000 + Math.random() };
  const isOld = performance.now() - lookedAt > LOOK_SECONDS * 1_000;
  return isOld ? { code: 'looked-at-long-ago', seconds: () => 0 } : null;
}

type Due = Reserved & { at: number };

/** In the order in which they may leave; those for which there is no moment are put off. */
async function inOrder(ctx: WorkContext, mailings: OpenMailings, batch: readonly Reserved[]): Promise<Due[]> {
  const due: Due[] = [];
  const later = new Map<string, number>();
  // Each mailing has the pace of its secretariat.
  for (const ofOne of byMailing(batch)) {
    const [one] = ofOne;
    if (!one) continue;
    const { rates } = await mailings.open(ctx, one.mail);
    const moments = await takeMoments(ctx.db, ofOne.map(domainOf), rates);
    const began = performance.now();
    for (const [place, each] of ofOne.entries()) {
      const moment = moments[place] ?? { in: 0 };
      if ('in' in moment) due.push({ ...each, at: began + moment.in * 1_000 });
      else later.set(each.outboxId, moment.notBefore);
    }
  }
  await putOff(ctx.db, later, 'paced');
  return due.sort((a, b) => a.at - b.at);
}

function byMailing(batch: readonly Reserved[]): Iterable<Reserved[]> {
  const groups = new Map<string, Reserved[]>();
  for (const each of batch) groups.set(each.mail.mailingId, [...(groups.get(each.mail.mailingId) ?? []), each]);
  return groups.values();
}

function domainOf({ mail: { toAddress } }: Reserved): string {
  return toAddress.slice(toAddress.lastIndexOf('@') + 1).toLowerCase();
}

/** As many as leave together: those whose moment has come. */
function takeWave(rest: Due[]): Due[] {
  const now = performance.now();
  const ready = rest.findIndex(({ at }) => at > now);
  return rest.splice(0, Math.max(Math.min(ready < 0 ? rest.length : ready, MAILING_WAVE), 1));
}

/** Makes the texts before the mails begin: one that cannot be written fails alone, and is never in doubt. */
async function writeAll(ctx: WorkContext, mailings: OpenMailings, wave: readonly Due[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const each of wave) {
    try {
      const letter = (await mailings.open(ctx, each.mail)).write(each.mail);
      if (hasSafeHeaders(letter)) written.push({ ...each, letter });
      else await fail(ctx, each, 'unsafe-header');
    } catch (error) {
      ctx.log.error({ err: error, mailId: each.mail.id }, 'a mail of a mailing cannot be written');
      await fail(ctx, each, 'unwritten');
    }
  }
  return written;
}

async function fail(ctx: WorkContext, { outboxId, mail }: Reserved, code: string): Promise<void> {
  await ctx.db.execute(sql`
    with mine as (
      update mail set state = 'failed', error_code = ${code} where id = ${mail.id} and state = 'pending' returning id
    )
    update outbox set state = 'done', done_at = now(), error_code = ${code}
    where id = ${outboxId} and state = 'pending' and exists (select from mine)`);
}

/** What became of one mail, for the next statement; what people must know is written by itself, at once. */
async function deliver(ctx: WorkContext, lease: string, { outboxId, mail, letter }: Written): Promise<Ended[]> {
  const delivery = await ctx.mailer.send(letter);
  ctx.log.debug({ mailId: mail.id, kind: mail.kind, result: delivery.result }, 'mail');
  return await note(ctx, lease, { outboxId, mail, delivery });
}

type Delivered = Reserved & { delivery: Delivery };

async function note(ctx: WorkContext, lease: string, { outboxId, mail, delivery }: Delivered): Promise<Ended[]> {
  const verdict = judge(mail, delivery, ctx.mailer.closedForMs());
  if ('retrySeconds' in verdict) {
    const { retrySeconds, code, counted, words = null } = verdict;
    return [{ outboxId, mailId: mail.id, retrySeconds, code, counted, responseCode: null, words }];
  }
  if (verdict.state === 'sent') {
    const responseCode = verdict.responseCode ?? null;
    return [{ outboxId, mailId: mail.id, retrySeconds: null, code: null, counted: true, responseCode, words: null }];
  }
  await untilWritten(() => settleMail(ctx.db, outboxId, mail, lease, verdict));
  return [];
}

const until = (at: number): Promise<void> =>
  at <= performance.now() ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, at - performance.now()));

/** Mails may have left: a database that is away for some seconds must not make that a doubt. */
async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await write();
    } catch (error) {
      if (turn * 250 > LEASE_MARGIN_SECONDS * 1_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
