import { sql } from 'drizzle-orm';
import type { MemberActor } from '../../auth/member-access.ts';
import { LEAVABLE_KINDS, type LeavableKind, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { OptOutWay } from '../../domain/mailings/opt-out-ways.ts';
import { type Actor, type Context, inTransaction, type TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

/** What the link of a mail is about. `left`: as it stands now. */
export type LinkedWish = { personId: string; kind: MailingKind; left: boolean };

/** Reads what the link of a mail leaves, and changes nothing; null when there is no such mail of a mailing any more. */
export async function followUnsubscribeLink({ db }: Pick<Context, 'db'>, mailId: string): Promise<LinkedWish | null> {
  const [found] = await db.execute<LinkedWish>(
    sql`select person_id as "personId", kind, "left" from left_by_mail(${mailId}::uuid)`,
  );
  return found ?? null;
}

/**
 * Leaves the kind of mailing that a mail belongs to, or asks for it again. Whoever holds the link is its addressee, as with
 * every link of a mail; the same again changes nothing. A kind that may not be left is not: the answer is `null`.
 */
export async function changeWishByLink(
  ctx: Omit<Context, 'actor'>,
  { personId, kind }: Pick<LinkedWish, 'personId' | 'kind'>,
  wanted: boolean,
): Promise<LeavableKind | null> {
  const leavable = LEAVABLE_KINDS.find((one) => one === kind);
  if (leavable === undefined) return null;
  const actor: Actor = { kind: 'submitter', id: null, label: 'par le lien d’un courrier' };
  await inTransaction({ ...ctx, actor }, (tx) => writeWishes(tx, { personId, via: 'link' }, { [leavable]: wanted }));
  return leavable;
}

/** What a member wants to receive, in the extranet. Kinds that are not named stay as they are. */
export async function changeOwnWishes(
  ctx: Omit<Context, 'actor'> & { actor: MemberActor },
  wishes: Partial<Record<LeavableKind, boolean>>,
): Promise<void> {
  await inTransaction(ctx, (tx) => writeWishes(tx, { personId: ctx.actor.personId, via: 'extranet' }, wishes));
}

/** Writes them with their audit; what is said already stays as it was said first. `staffId`: who noted it, for `staff`. */
export async function writeWishes(
  tx: TransactionContext,
  { personId, via, staffId = null }: { personId: string; via: OptOutWay; staffId?: string | null },
  wishes: Partial<Record<LeavableKind, boolean>>,
): Promise<void> {
  for (const kind of LEAVABLE_KINDS) {
    const wanted = wishes[kind];
    if (wanted === undefined) continue;
    const changed = await tx.db.execute(
      wanted
        ? sql`delete from mailing_opt_out where person_id = ${personId} and kind = ${kind}`
        : sql`insert into mailing_opt_out (person_id, kind, at, via, staff_id)
            values (${personId}, ${kind}, ${tx.now().toISOString()}::timestamptz, ${via}, ${staffId}) on conflict do nothing`,
    );
    // Said twice, it stays said once.
    if (changed.count === 0) continue;
    await writeAudit(tx.db, tx.actor, tx.now(), [
      {
        action: wanted ? 'rejoin-mailings' : 'leave-mailings',
        subject: { type: 'person', id: personId },
        after: { kinds: [kind], via },
      },
    ]);
  }
}
