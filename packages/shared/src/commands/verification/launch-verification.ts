import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { verificationRound } from '../../db/tables/verification-round.ts';
import { brusselsInstant, MORNING } from '../../domain/brussels-time.ts';
import { addDays, type CivilDate, formatDate, isCivilDate, todayInBrussels } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { ASK_AGAIN_DAYS } from '../../domain/verification.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Asks president and secretary of every open PO of the secretariat whether its file is right; the worker writes to them.
 * The same id sent again is the same asking.
 * @throws ConflictError when everybody was asked lately, ForbiddenError for others than administrators
 */
export async function launchVerification(ctx: Context, { id }: { id: string }): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async (tx) => {
    await takeTurn(tx, actor.regionId);
    const [known] = await tx.db.execute<{ id: string; at: string }>(sql`
      select id, ordered_at as at from verification_round where region_id = ${actor.regionId} and po_id is null
        and ordered_at > ${lately(tx.now())}::timestamptz order by ordered_at desc limit 1`);
    if (known?.id === id) return;
    if (known) throw askedLately(`La vérification a été lancée le ${sayDate(known.at)}`);
    await order(tx, actor, { id, poId: null });
  });
}

/**
 * The same for one PO.
 * @throws ConflictError when it was asked lately and has not answered, or is closed; NotFoundError in another region;
 *   ForbiddenError for readers
 */
export async function askVerification(ctx: Context, { id, poId }: { id: string; poId: string }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    await takeTurn(tx, actor.regionId);
    const today = todayInBrussels(tx.now());
    const [found] = await tx.db.execute<{ open: boolean; round: string | null; at: string | null }>(sql`
      select coalesce(p.closed_on >= ${today}::date, true) as open, v.round, v.at from po p left join lateral (
        select r.id as round, r.ordered_at as at from verification_round r left join verification v on v.round_id = r.id and v.po_id = p.id
        where (r.po_id = p.id or v.id is not null) and r.ordered_at > ${lately(tx.now())}::timestamptz and v.confirmed_at is null
        order by r.ordered_at desc limit 1) v on true
      where p.id = ${poId} and p.region_id = ${actor.regionId}`);
    if (!found) throw new NotFoundError(`no PO ${poId} in the region`, { userMessage: 'Ce PO n’existe pas.' });
    if (found.round === id) return;
    if (!found.open) {
      throw new ConflictError(`PO ${poId} is closed.`, { userMessage: 'Ce PO est fermé : il n’y a rien à vérifier.' });
    }
    if (found.at) throw askedLately(`C’est déjà demandé à ce PO depuis le ${sayDate(found.at)}`);
    await order(tx, actor, { id, poId });
  });
}

/** A day that was missed, because nothing ran, is made good within so many days. */
const MAKE_GOOD_DAYS = 7;

/**
 * Launches what is due by the date that each secretariat chose, once a year; doing it again adds nothing. A date that
 * was chosen after it had passed waits for the next year.
 */
export async function planVerifications(db: Database, now: Date): Promise<void> {
  const today = todayInBrussels(now);
  const rows = await db.execute<{ region_id: string; day: string; updated_at: string }>(sql`
    select region_id, value #>> '{}' as day, updated_at from setting s where key = 'verification-day' and value is not null
      -- Who was asked by hand lately is not asked again.
      and not exists (select from verification_round r where r.region_id = s.region_id and r.po_id is null
        and r.ordered_at > ${lately(now)}::timestamptz)`);
  for (const { region_id: regionId, day, updated_at: chosenAt } of rows) {
    const due = `${today.slice(0, 4)}-${day}`;
    if (!isCivilDate(due) || !isDue(due, today, new Date(chosenAt))) continue;
    const nextAt = brusselsInstant(due, MORNING);
    const id = derivedId('verification-round', regionId, due.slice(0, 4));
    await db.transaction(async (tx) => {
      await tx.insert(verificationRound).values({ id, regionId, orderedAt: now }).onConflictDoNothing();
      await enqueue(tx, [{ kind: 'verification-round', ref: id, nextAt }]);
    });
  }
}

function isDue(due: CivilDate, today: CivilDate, chosenAt: Date): boolean {
  return due <= today && today <= addDays(due, MAKE_GOOD_DAYS) && todayInBrussels(chosenAt) <= due;
}

/** Two who ask at one moment would each find nobody asked. */
async function takeTurn(tx: TransactionContext, regionId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`verification:${regionId}`}, 0))`);
}

async function order(tx: TransactionContext, actor: StaffActor, round: { id: string; poId: string | null }) {
  const { id, poId } = round;
  await tx.db
    .insert(verificationRound)
    .values({ id, poId, regionId: actor.regionId, orderedBy: actor.id, orderedAt: tx.now() });
  await enqueue(tx.db, [{ kind: 'verification-round', ref: id }]);
  const subject = poId === null ? { type: 'region', id: actor.regionId } : { type: 'po', id: poId };
  await writeAudit(tx.db, actor, tx.now(), [{ action: 'launch-verification', subject }]);
}

function lately(now: Date): string {
  return new Date(now.getTime() - ASK_AGAIN_DAYS * 86_400_000).toISOString();
}

function sayDate(at: string): string {
  return formatDate(todayInBrussels(new Date(at)));
}

function askedLately(what: string): ConflictError {
  return new ConflictError('It was asked lately.', {
    userMessage: `${what}. Relancez plutôt ceux qui n’ont pas répondu.`,
  });
}
