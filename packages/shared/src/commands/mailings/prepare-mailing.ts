import { eq, sql } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { type CivilDate, todayInBrussels } from '../../domain/dates.ts';
import { enqueue } from '../../queue/outbox.ts';
import { audienceRecipients } from '../../reads/mailings/audience-recipients.ts';
import { narrowAudiencePos } from '../../reads/mailings/narrow-audience-pos.ts';
import { audienceCriteria } from '../../contracts/mailing-audience.ts';
import type { TransactionContext } from '../context.ts';
import { changeMailingState } from './change-mailing-state.ts';
import type { MailingRow } from './load-mailing-for.ts';
import { mailingWork } from './mailing-work.ts';
import { PARKED, type PaceRates, settleMailing } from './settle-mailing.ts';
import { tellStaff } from './tell-staff.ts';

/** From so many mails on PostgreSQL is told to count them at once: what it knew of its tables before is of no use. */
const MANY = 500;

const NOBODY = 'Au moment de partir, ce courrier n’avait personne à qui écrire : rien n’est parti.';

/**
 * Computes for good who gets a mailing, with the reasons, and in which POs it is read again, and writes one mail for each and the work of sending it: in one
 * statement, so that a worker that dies in the middle has written nothing. The row of the mailing is not held meanwhile:
 * whoever pauses or stops it does not wait, and it is looked at again at the end.
 */
export async function prepareMailing(tx: TransactionContext, row: MailingRow, rates: PaceRates): Promise<void> {
  const today = todayInBrussels(tx.now());
  const { recipients, written } = await keepRecipients(tx, row, today);
  const [now] = await tx.db.select().from(mailing).where(eq(mailing.id, row.id)).for('update');
  if (!now) return;
  if (written === 0) return await tellNobody(tx, now);
  if (written >= MANY) await tx.db.execute(sql`select count_mails()`);
  const set = { preparedAt: tx.now(), computedOn: today, startedAt: row.startedAt ?? tx.now() };
  if (now.state === 'preparing') {
    const moved = await changeMailingState(tx, now, 'prepare', { set, after: { recipients, written } });
    await settleMailing(tx.db, { id: row.id, ...moved }, rates);
  } else {
    await tx.db.update(mailing).set(set).where(eq(mailing.id, row.id));
    await settleMailing(tx.db, now, rates);
  }
  await enqueue(tx.db, [{ kind: 'mailing', ref: mailingWork('follow', row.id, 0), nextAt: soon(tx.now()) }]);
}

const soon = (now: Date): Date => new Date(now.getTime() + 1_000);

async function keepRecipients(
  tx: TransactionContext,
  { id, regionId, kind, criteria }: MailingRow,
  today: CivilDate,
): Promise<{ recipients: number; written: number }> {
  const asked = audienceCriteria.parse(criteria);
  const { roles, pos, day } = asked;
  // A name only to an address that its owner has proven; without one, `to_name` is empty.
  const [kept] = await tx.db.execute<{ recipients: number; written: number }>(sql`
    with found as materialized (${audienceRecipients(asked, { regionId, today, kind })}), letter as (
      insert into mail (id, kind, cause_key, to_address, to_name, person_id, params, message_id)
      select f.mail_id, 'mailing', 'mailing/' || ${id}::text || '/' || f.person_id, f.address,
        case when f.proven then f.first_name || ' ' || f.last_name else '' end, f.person_id,
        jsonb_build_object('mailingId', ${id}::text), '<' || f.mail_id || '@guichet-po.invalid>'
      from (select *, uuidv7() as mail_id from found where obstacle is null offset 0) f
      on conflict (cause_key) do nothing returning id, person_id
    ), work as (
      insert into outbox (kind, ref, next_at) select 'mailing-mail', id::text, ${PARKED} from letter
    ), kept as (
      insert into mailing_recipient (mailing_id, person_id, reasons, president, obstacle, mail_id)
      select ${id}::uuid, f.person_id, f.reasons, f.president, f.obstacle, l.id
      from found f left join letter l on l.person_id = f.person_id
      where (f.obstacle is not null or l.id is not null) and exists (select from letter)
      on conflict do nothing returning mail_id
    ), reached as (
      insert into mailing_po (po_id, mailing_id) select p.id, ${id}::uuid from po p
      where ${roles.length > 0} and exists (select from letter) and ${narrowAudiencePos(pos, { regionId, day: day ?? today })}
      on conflict do nothing
    )
    select count(*)::int as recipients, count(mail_id)::int as written from kept`);
  return kept ?? { recipients: 0, written: 0 };
}

async function tellNobody(tx: TransactionContext, now: MailingRow): Promise<void> {
  // Paused meanwhile: who lets it go on has it computed anew.
  if (now.state !== 'preparing') return;
  const unsent = { submittedAt: null, approvedBy: null, approvedAt: null, scheduledFor: null };
  const { version } = await changeMailingState(tx, now, 'find-nobody', { set: { ...unsent, remark: NOBODY } });
  await tellStaff(tx, now, { stage: 'nobody', version, to: [now.submittedBy] });
}
