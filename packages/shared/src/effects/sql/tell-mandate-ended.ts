import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { MailKind } from '../../mail/mail-kinds.ts';
import { messageIdOf } from '../../mail/queue-mail.ts';
import type { OutboxKind } from '../../queue/outbox.ts';
import type { Writing } from '../apply-effects.ts';

/**
 * Tells whoever had the mandate that it ends: in words at the address with which they sign in, which is confirmed;
 * otherwise at the recorded one, with the reference and nothing of theirs. Never the dead, whatever the reason said.
 */
export function tellMandateEnded(writing: Writing, mandateId: string): void {
  const kind: MailKind = 'mandate-ended';
  const work: OutboxKind = 'mail';
  const id = randomUUID();
  writing.afterwards.push(() => {
    const told = writing.tx.execute(sql`
      with letter as (
        insert into mail (id, kind, cause_key, to_address, to_name, person_id, account_id, params, message_id)
        select ${id}, ${kind}, ${`${kind}:${mandateId}:${writing.causeId}`}::text,
          case when a.proven then a.email else p.email end, case when a.proven then p.first_name || ' ' || p.last_name else '' end,
          p.id, a.id, jsonb_build_object('mandateId', m.id, 'proven', coalesce(a.proven, false), 'reference', s.reference,
            'lastDay', (upper(m.period) - 1)::text),
          ${messageIdOf(id)}
        from mandate m join person p on p.id = m.person_id
          left join lateral (select id, email, email_verified and email is not null and state in ('active', 'closed') as proven
            from member_account where person_id = p.id) a on true
          left join change_request c on c.id = ${writing.requestId}::uuid left join submission s on s.id = c.submission_id
        where m.id = ${mandateId} and not p.deceased and case when a.proven then a.email else p.email end is not null
        on conflict (cause_key) do nothing returning id
      )
      insert into outbox (kind, ref) select ${work}, id::text from letter`);
    writing.send(told);
  });
}
