import { eq, sql } from 'drizzle-orm';
import { memberAccount } from '../../db/tables/member-account.ts';
import { type CivilDate, compareDates, todayInBrussels } from '../../domain/dates.ts';
import type { TransactionContext } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { writeAudit } from '../write-audit.ts';
import { addressLeft, leaveAddress } from './leave-address.ts';
import { queueLink } from './send-link.ts';

/**
 * The address that somebody waits for has been left (migration 0080): who waits longest of those with a mandate is
 * invited there, on its first day when that lies ahead. An account that is closed and still names the address gives it
 * up; its person is invited anew with a new mandate. Nothing happens while the address opens an account, so that a second
 * run, or a second who waits, changes nothing more.
 */
export async function inviteWhoWaits(
  tx: TransactionContext,
  ref: string,
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<void> {
  const [accountId = ''] = ref.split('/');
  const seen = await readAddress(tx, accountId);
  if (seen === null) return;
  await lockRegister(tx.db, { personIds: [...seen.waiting, ...seen.holders].map(({ personId }) => personId) });
  const { address, waiting, holders } = (await readAddress(tx, accountId)) ?? seen;
  const [first] = waiting;
  if (!first || holders.some(({ state }) => state !== 'closed')) return;
  const now = tx.now();
  for (const { id } of holders) await leaveAddress(tx.db, { accountId: id, email: address }, now);
  await tx.db
    .update(memberAccount)
    .set({ state: 'invited', email: address, emailVerified: false, updatedAt: now })
    .where(eq(memberAccount.id, first.id));
  const ahead = compareDates(first.on, todayInBrussels(now)) > 0;
  await queueLink(
    tx.db,
    { now: tx.now, tokenKeys },
    { account: first, purpose: 'activation', address, on: ahead ? first.on : undefined },
  );
  await writeAudit(tx.db, tx.actor, now, [
    ...holders.map(({ id }) => addressLeft(id, address)),
    {
      ...{ action: 'invite-who-waits' as const, subject: { type: 'account' as const, id: first.id } },
      after: { personId: first.personId, email: address },
    },
  ]);
}

type Holder = { id: string; personId: string; state: string };
type Waiting = { id: string; personId: string; name: string; on: CivilDate };
type Address = { address: string; waiting: Waiting[]; holders: Holder[] };

/** Who waits for the address of that account's person, the longest first, and which accounts name it. */
async function readAddress({ db, now }: TransactionContext, accountId: string): Promise<Address | null> {
  const today = todayInBrussels(now());
  const [row] = await db.execute<Address>(sql`
    select lower(p.email) as address,
      (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'personId', w.person_id, 'name', w.name, 'on', held.on)
          order by w.created_at, w.id), '[]')
        from person q join member_account w on w.person_id = q.id
          join lateral (select min(lower(m.period))::text as on from mandate m where m.person_id = q.id and m.annulled_at is null
            and coalesce(upper(m.period) > ${today}::date, true)) held on held.on is not null
        where q.email_key = p.email_key and w.state = 'waiting' and not q.deceased and q.merged_into is null) as waiting,
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'personId', h.person_id, 'state', h.state)), '[]')
        from member_account h where lower(h.email) = lower(p.email)) as holders
    from member_account a join person p on p.id = a.person_id
    where a.id = ${accountId} and p.email is not null`);
  return row ?? null;
}
