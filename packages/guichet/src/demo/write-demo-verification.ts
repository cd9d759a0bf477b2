import { type StaffActor, SYSTEM_ACTOR, type TransactionContext } from '@guichet/shared/commands/context';
import { confirmByLink, type FollowedAsk } from '@guichet/shared/commands/verification/confirm-verification';
import { launchVerification } from '@guichet/shared/commands/verification/launch-verification';
import { runVerification, runVerificationRound } from '@guichet/shared/commands/verification/run-verification';
import { derivedId } from '@guichet/shared/domain/hash';
import { sql } from 'drizzle-orm';
import { backdate, markDone } from './backdate.ts';

const DAY = 86_400_000;
const LAUNCHED_DAYS_AGO = 20;
/** As the list of settings gives it; the second one is still to come. */
const REMINDED_AFTER_DAYS = 14;
/** After how many days who said that the file is right did so; what changed in these POs changed later. */
const ANSWERED_AFTER_DAYS = [0.2, 1.1, 2.4, 4.3];

type Given = { administrator: StaffActor; loadedAt: Date; tokenKeys: readonly string[] };

/**
 * A yearly verification that runs: some answered by its link, some asked for changes instead (the envois of the
 * demonstration), the others were reminded once and are awaited.
 */
export async function writeDemoVerification(tx: TransactionContext, given: Given): Promise<void> {
  const { administrator, loadedAt, tokenKeys } = given;
  const { db } = tx;
  const work = { tokenKeys, given: {} };
  const launchedAt = new Date(loadedAt.getTime() - LAUNCHED_DAYS_AGO * DAY);
  const later = (days: number): TransactionContext => {
    const at = new Date(launchedAt.getTime() + days * DAY);
    return { ...tx, actor: SYSTEM_ACTOR, now: () => at };
  };
  const roundId = derivedId('demo', 'verification-round');
  await launchVerification({ ...later(0), actor: administrator }, { id: roundId });
  await runVerificationRound(later(0), roundId);
  await markDone(db, 'verification-round', roundId, launchedAt);
  const asked = await db.execute<{ id: string }>(
    sql`select id from verification where round_id = ${roundId} order by id`,
  );
  for (const { id } of asked) {
    await runVerification(later(0), id, work);
    await markDone(db, 'verification', id, launchedAt, { whole: true });
  }
  await backdate(db, launchedAt);
  const verifiers = await listVerifiers(tx, roundId);
  for (const [n, days] of ANSWERED_AFTER_DAYS.entries()) {
    const ask = verifiers[n * 2];
    if (ask) await confirmByLink(later(days), ask);
  }
  const remindedAt = later(REMINDED_AFTER_DAYS).now();
  for (const { id } of asked) {
    await runVerification(later(REMINDED_AFTER_DAYS), `${id}/remind-1`, work);
    await markDone(db, 'verification', `${id}/remind-1`, remindedAt);
  }
  await backdate(db, remindedAt);
}

/** One of those who were asked about each PO that asked for changes since, in the order of POs. */
async function listVerifiers({ db }: TransactionContext, roundId: string): Promise<FollowedAsk[]> {
  return db.execute<FollowedAsk>(sql`
    select distinct on (o.fase) a.verification_id as "verificationId", v.po_id as "poId", h.id as "personId",
      h.first_name || ' ' || h.last_name as name, a.role
    from verification v join po o on o.id = v.po_id join verification_ask a on a.verification_id = v.id
      join person h on h.id = a.person_id
    where v.round_id = ${roundId} and o.fase > (select min(fase) from po)
      and exists (select from change_request c where c.po_id = v.po_id and c.created_at > v.asked_at)
    order by o.fase, a.role`);
}
