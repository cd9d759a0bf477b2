import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import type { AccountFacts } from '../domain/account-facts.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';

type Moment = string | null;

type Row = {
  name: string;
  deceased: boolean;
  email: string | null;
  account_id: string | null;
  account: {
    state: 'waiting' | 'invited' | 'active' | 'closed';
    email: string | null;
    pending: string | null;
    created: string;
    activated: Moment;
    closed: Moment;
    factors: boolean;
  } | null;
  now: boolean;
  ahead: CivilDate | null;
  link: { expires: string; opened: Moment; used: Moment; voided: Moment } | null;
  mail: {
    state: NonNullable<AccountFacts['mail']>['state'];
    created: string;
    sent: Moment;
    due: Moment;
    words: string | null;
  } | null;
  blocked: AccountFacts['blocked'] | null;
};

export type PersonAccount = { name: string; accountId: string | null; facts: AccountFacts };

/**
 * What a person's standing and the acts for the account are derived from, in one statement; null when there is no such
 * person. `now` decides which mandates run or lie ahead, in Brussels.
 */
export async function loadAccountFacts(
  db: Database | Transaction,
  personId: string,
  now: Date,
): Promise<PersonAccount | null> {
  const today = todayInBrussels(now);
  const [row] = await db.execute<Row>(sql`
    select p.first_name || ' ' || p.last_name as name, p.deceased, p.email, a.id as account_id,
      case when a.id is not null then jsonb_build_object('state', a.state, 'email', a.email, 'pending', a.pending_email,
        'created', a.created_at, 'activated', a.activated_at, 'closed', a.closed_at,
        'factors', member_has_factors(a.id)) end as account,
      exists (select from mandate m where m.person_id = p.id and m.annulled_at is null and m.period @> ${today}::date) as now,
      (select min(lower(m.period))::text from mandate m
        where m.person_id = p.id and m.annulled_at is null and lower(m.period) > ${today}::date) as ahead,
      (select jsonb_build_object('expires', l.expires_at, 'opened', l.opened_at, 'used', l.used_at, 'voided', l.voided_at)
        from read_account_links(a.id) l where l.purpose = 'activation' order by l.created_at desc limit 1) as link,
      (select jsonb_build_object('state', n.state, 'created', n.created_at, 'sent', n.sent_at, 'due', o.next_at, 'words', coalesce((select r.server_words from mail_report r where r.mail_id = n.id and r.kind = 'bounced'
          order by r.received_at desc limit 1), t.detail ->> 'words'))
        from mail n left join outbox o on o.kind = 'mail' and o.ref = n.id::text and o.state = 'pending'
          left join staff_task t on t.kind = 'mail-failed' and t.ref = n.id::text
        where n.account_id = a.id and n.kind = 'activation' order by n.created_at desc, n.id desc limit 1) as mail,
      (select jsonb_agg(jsonb_build_object('address', known.address, 'reason', s.reason) order by known.place)
        from (values (1, a.email), (2, p.email), (3, a.pending_email)) as known (place, address)
          join mail_suppression s on s.address_key = lower(known.address)) as blocked
    from person p left join member_account a on a.person_id = p.id
    where p.id = ${personId}`);
  return row ? { name: row.name, accountId: row.account_id, facts: toFacts(row) } : null;
}

function toFacts({ account, link, mail, ...row }: Row): AccountFacts {
  return {
    deceased: row.deceased,
    email: row.email,
    account: account && {
      state: account.state,
      email: account.email,
      pendingEmail: account.pending,
      createdAt: new Date(account.created),
      activatedAt: moment(account.activated),
      closedAt: moment(account.closed),
      hasFactors: account.factors,
    },
    mandateNow: row.now,
    mandateAhead: row.ahead,
    link: link && {
      expiresAt: new Date(link.expires),
      openedAt: moment(link.opened),
      usedAt: moment(link.used),
      voidedAt: moment(link.voided),
    },
    mail: mail && {
      state: mail.state,
      createdAt: new Date(mail.created),
      sentAt: moment(mail.sent),
      dueAt: moment(mail.due),
      words: mail.words,
    },
    blocked: distinct(row.blocked ?? []),
  };
}

const moment = (text: Moment): Date | null => (text === null ? null : new Date(text));

function distinct(blocked: AccountFacts['blocked']): AccountFacts['blocked'] {
  const keys = blocked.map(({ address }) => address.toLowerCase());
  return blocked.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}
