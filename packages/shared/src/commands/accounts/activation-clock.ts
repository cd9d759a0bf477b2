import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { staffTask } from '../../db/tables/staff-task.ts';
import { token } from '../../db/tables/token.ts';
import { brusselsInstant, MORNING } from '../../domain/brussels-time.ts';
import { addDays, formatDate, todayInBrussels } from '../../domain/dates.ts';
import { type NewMail, queueMail } from '../../mail/queue-mail.ts';
import type { Outcome } from '../../queue/work-context.ts';
import { DONE } from '../../queue/work-context.ts';
import { SETTINGS } from '../../settings/settings.ts';
import type { TransactionContext } from '../context.ts';

/** How long an invitation that has not left yet is waited for before it is looked at again. */
const LOOK_AGAIN_SECONDS = 6 * 3_600;

/**
 * Starts the clock of invitations: one outbox row per step, named "<token>/remind-1/5" with the days after which it
 * comes ("last" in place of "remind-2" for the last of several), as the secretariat chose them by now, and
 * "<token>/task" for the morning after the link's end. A step is done once, whoever does it and however often it is
 * tried, and does nothing once the account is activated or the link replaced, whose own clock runs then. One statement,
 * behind the one that writes the links.
 */
export async function startActivationClocks(
  tx: Transaction,
  mails: readonly Pick<NewMail, 'kind' | 'tokenId' | 'notBefore'>[],
  now: Date,
): Promise<void> {
  const invitations = mails.flatMap(({ kind, tokenId, notBefore }) =>
    kind === 'activation' && tokenId ? [{ id: tokenId, leaves: (notBefore ?? now).toISOString() }] : [],
  );
  if (invitations.length === 0) return;
  const given = JSON.stringify(SETTINGS['activation-reminders'].given);
  const morning = sql.raw(`time '0${MORNING}:00'`);
  await tx.execute(sql`
    with invited as (
      select t.id, (w.leaves at time zone 'Europe/Brussels')::date as day, (t.expires_at at time zone 'Europe/Brussels')::date as over,
        coalesce((select value from setting where region_id = region_of_account(t.account_id) and key = 'activation-reminders'),
          ${given}::jsonb) as reminders
      from jsonb_to_recordset(${JSON.stringify(invitations)}::jsonb) as w (id uuid, leaves timestamptz) join token t on t.id = w.id
    ), steps as (
      select i.id || '/' || case when nth > 1 and nth = jsonb_array_length(i.reminders) then 'last' else 'remind-' || nth end
        || '/' || days as ref, i.day + days::integer as day
      from invited i cross join lateral jsonb_array_elements_text(i.reminders) with ordinality reminder (days, nth)
      union all select i.id || '/task', i.over from invited i
    )
    insert into outbox (kind, ref, next_at)
    select 'activation-clock', ref, (day + ${morning}) at time zone 'Europe/Brussels' from steps
    on conflict do nothing`);
}

function morningAfter(moment: Date): Date {
  const morning = brusselsInstant(todayInBrussels(moment), MORNING);
  return morning > moment ? morning : brusselsInstant(addDays(todayInBrussels(moment), 1), MORNING);
}

/**
 * One step of the clock of an invitation that nobody answered: a reminder with the same link, or a task for the
 * secretariat, which closes by itself when the account is activated (trigger `account_settles_tasks`). Reminders are
 * counted from when the mail really left. Nothing after an activation, a death, the end of the mandate, or when the
 * address refuses mails, which is a task already.
 */
export async function runActivationClock(tx: TransactionContext, ref: string): Promise<Outcome> {
  const [tokenId = '', step = '', days] = ref.split('/');
  const invited = await findInvited(tx, tokenId);
  if (!invited) return DONE;
  if (invited.mail === 'pending' || invited.mail === 'sending')
    return { outcome: 'later', seconds: LOOK_AGAIN_SECONDS, code: 'not-sent-yet' };
  if (invited.mail !== 'sent' || invited.sentAt === null) return DONE;
  // A life of links that is shorter by now leaves nothing to remind of.
  if (step !== 'task' && invited.expiresAt <= tx.now()) return DONE;
  const left = todayInBrussels(invited.sentAt);
  const due = step === 'task' ? morningAfter(invited.expiresAt) : brusselsInstant(addDays(left, Number(days)), MORNING);
  if (due > tx.now())
    return { outcome: 'later', seconds: (due.getTime() - tx.now().getTime()) / 1_000, code: 'not-due-yet' };
  if (step === 'task') await openTask(tx, invited);
  else await remind(tx, invited, tokenId, step);
  return DONE;
}

type Invited = {
  accountId: string;
  personId: string;
  name: string;
  email: string;
  expiresAt: Date;
  mail: string | null;
  sentAt: Date | null;
};

async function findInvited(tx: TransactionContext, tokenId: string): Promise<Invited | null> {
  const [row] = await tx.db
    .select({
      ...{ accountId: memberAccount.id, personId: memberAccount.personId, name: memberAccount.name },
      expiresAt: token.expiresAt,
    })
    .from(token)
    .innerJoin(memberAccount, eq(memberAccount.id, token.accountId))
    .where(and(eq(token.id, tokenId), isNull(token.usedAt), isNull(token.voidedAt), eq(memberAccount.state, 'invited')))
    // Who activates the account at this moment comes before or after, never between.
    .for('update', { of: memberAccount });
  if (!row) return null;
  const today = todayInBrussels(tx.now());
  const [facts] = await tx.db.execute<{ email: string; mail: string | null; sent: string | null }>(sql`
    select a.email, m.state as mail, m.sent_at::text as sent
    from member_account a join person p on p.id = a.person_id
      left join mail m on m.token_id = ${tokenId} and m.kind = 'activation'
    where a.id = ${row.accountId} and a.email is not null and not p.deceased
      and not exists (select from mail_suppression s where s.address_key = lower(a.email))
      and exists (select from mandate d where d.person_id = a.person_id and d.annulled_at is null
        and coalesce(upper(d.period) > ${today}::date, true))`);
  return facts
    ? { ...row, email: facts.email, mail: facts.mail, sentAt: facts.sent === null ? null : new Date(facts.sent) }
    : null;
}

async function remind(tx: TransactionContext, invited: Invited, tokenId: string, step: string): Promise<void> {
  await queueMail(tx.db, {
    kind: 'activation-reminder',
    causeKey: `activation-reminder:${tokenId}:${step}`,
    to: { address: invited.email, name: invited.name },
    personId: invited.personId,
    accountId: invited.accountId,
    tokenId,
    params: { stage: step },
  });
}

/** A second invitation that nobody answered opens the task again. */
async function openTask(tx: TransactionContext, { accountId, personId, name, sentAt }: Invited): Promise<void> {
  const since = sentAt === null ? '' : ` Elle est partie le ${formatDate(todayInBrussels(sentAt))}.`;
  const told = {
    reason: `${name} n’a pas activé son accès, malgré l’invitation.${since} Le lien ne fonctionne plus. Vérifiez l’adresse avec cette personne, puis renvoyez l’activation de sa fiche.`,
    detail: { personId, accountId },
  };
  await tx.db
    .insert(staffTask)
    .values({ kind: 'not-activated', ref: accountId, ...told })
    .onConflictDoUpdate({
      target: [staffTask.kind, staffTask.ref],
      set: { ...told, createdAt: tx.now(), doneAt: null, doneBy: null },
    });
}
