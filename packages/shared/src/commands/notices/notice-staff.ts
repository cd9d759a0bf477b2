import { sql } from 'drizzle-orm';
import { notice } from '../../db/tables/notice.ts';
import type { StaffRole } from '../../db/tables/staff-user.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { type NoticeKind, type NoticeMail, proposedSetting } from '../../domain/notices.ts';
import { queueMails } from '../../mail/queue-mail.ts';
import type { TransactionContext } from '../context.ts';

export type NoticeCause = {
  kind: NoticeKind;
  requestId: string;
  /** What is told once to each person: the request, the correction, the decision, the note. */
  cause: string;
  /** Ids of staff; everybody of the secretariat when left out. */
  to?: readonly string[];
};

type Recipient = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  browser: boolean | null;
  mail: NoticeMail | null;
};

/**
 * Tells staff of the request's secretariat that something happened, each in the way they have chosen: in the browser, by
 * a mail at once, by the mail of the next morning, or not at all. Never whoever did it, never who is disabled; the same
 * cause is told once. Runs in the transaction that causes it.
 */
export async function noticeStaff(tx: TransactionContext, { kind, requestId, cause, to }: NoticeCause): Promise<void> {
  if (to?.length === 0) return;
  const self = tx.actor.kind === 'staff' ? tx.actor.id : null;
  const recipients = await tx.db.execute<Recipient>(sql`
    select u.id, u.name, u.email, u.role, s.browser, s.mail
    from change_request c join staff_user u on u.region_id = c.region_id
      left join notice_setting s on s.staff_id = u.id and s.kind = ${kind}
    where c.id = ${requestId} and u.disabled_at is null and u.id is distinct from ${self}::uuid
      ${to ? sql`and u.id = any(${uuidList(to)})` : sql``}`);
  const wanted = recipients.flatMap((recipient) => {
    const { browser, mail } =
      recipient.browser === null || recipient.mail === null ? proposedSetting(kind, recipient.role) : recipient;
    return browser || mail !== 'never' ? [{ ...recipient, browser: browser ?? false, mail: mail ?? 'never' }] : [];
  });
  if (wanted.length === 0) return;
  const written = await tx.db
    .insert(notice)
    .values(
      wanted.map(({ id, browser, mail }) => ({
        staffId: id,
        kind,
        requestId,
        cause,
        browser,
        mail,
        createdAt: tx.now(),
      })),
    )
    .onConflictDoNothing({ target: [notice.staffId, notice.kind, notice.cause] })
    .returning({ id: notice.id, staffId: notice.staffId, mail: notice.mail });
  await queueMails(
    tx.db,
    written.flatMap(({ id, staffId, mail }) => {
      const recipient = mail === 'at-once' ? wanted.find((each) => each.id === staffId) : undefined;
      if (!recipient) return [];
      const address = { address: recipient.email, name: recipient.name };
      return [
        {
          kind: 'staff-notice',
          causeKey: `staff-notice:${id}`,
          to: address,
          requestId,
          params: { staffId, noticeId: id },
        },
      ];
    }),
  );
}
