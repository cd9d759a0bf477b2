import { sql } from 'drizzle-orm';
import type { StaffActor } from '../../commands/context.ts';
import type { MailingProgress } from '../../contracts/mailing-sending.ts';
import type { Database } from '../../db/client.ts';
import type { MailState } from '../../db/tables/mail.ts';
import { RECIPIENT_FATES, type RecipientFate } from '../../domain/mailings/recipient-fates.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';
import { getMailingRow } from './get-mailing-row.ts';
import { fateOf, isRetriable, sayRecipient } from './recipient-rows.ts';

type Group = {
  fate: RecipientFate;
  obstacle: RecipientObstacle | null;
  state: MailState | null;
  error_code: string | null;
  count: number;
  retriable: number;
  mails: number;
  others: number;
};

/** Those that got it, or will. */
const HAS_IT: ReadonlySet<RecipientFate> = new Set(['sent', 'delivered', 'complained', 'waiting']);

/** How far a mailing has come. @throws NotFoundError outside the region */
export async function readMailingProgress(
  db: Database,
  staff: StaffActor,
  mailingId: string,
  now: Date,
): Promise<MailingProgress> {
  const { state } = await getMailingRow(db, staff, mailingId);
  const groups = await db.execute<Group>(sql`
    select ${fateOf} as fate, r.obstacle, m.state, case when m.state in ('pending', 'sending', 'sent') then null else m.error_code end as error_code,
      count(*)::int as count, count(*) filter (where ${isRetriable})::int as retriable, count(r.mail_id)::int as mails,
      count(r.mail_id) filter (where not r.president)::int as others
    from mailing_recipient r left join mail m on m.id = r.mail_id where r.mailing_id = ${mailingId} group by 1, 2, 3, 4`);
  const sum = (fate: RecipientFate): number =>
    groups.filter((group) => group.fate === fate).reduce((total, { count }) => total + count, 0);
  const all = (pick: (group: Group) => number): number => groups.reduce((total, group) => total + pick(group), 0);
  const reasons = new Map<string, number>();
  for (const group of groups) {
    if (HAS_IT.has(group.fate)) continue;
    const words = sayRecipient(group, now);
    reasons.set(words, (reasons.get(words) ?? 0) + group.count);
  }
  return {
    state,
    people: all(({ count }) => count),
    fates: Object.fromEntries(RECIPIENT_FATES.map((fate) => [fate, sum(fate)])) as MailingProgress['fates'],
    reasons: [...reasons].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count),
    retriable: all(({ retriable }) => retriable),
    relief: {
      mails: all(({ fate, mails }) => (fate === 'cancelled' ? 0 : mails)),
      others: all(({ fate, others }) => (fate === 'cancelled' ? 0 : others)),
    },
  };
}
