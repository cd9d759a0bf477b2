import { randomUUID } from 'node:crypto';
import { issueAccountToken } from '../../src/auth/issue-token.ts';
import type { MailKind } from '../../src/mail/mail-kinds.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { mailRenderer } from '../../src/mail/render-mail.ts';
import { sendMailHandler } from '../../src/mail/send-mail.ts';
import { createMailTransport } from '../../src/mail/transport.ts';
import type { TestDatabase } from '../../src/testing/database.ts';
import type { TestMailbox } from '../../src/testing/mailbox.ts';
import { insertMandate, insertPo } from '../../src/testing/register-rows.ts';
import { handlersWith, type Rig, silentLog, startRig } from '../queue/queue-rig.ts';

export const TOKEN_KEY = 'k'.repeat(32);
const addresses = {
  intakeUrl: 'http://form.example',
  extranetUrl: 'http://extranet.example',
  backofficeUrl: 'http://office.example',
};

export type MailRig = Rig & { makeDue(): Promise<void> };

/** An engine whose mail handler is the real one, towards a mailbox that misbehaves as told. */
export async function startMailRig(database: TestDatabase, mailbox: TestMailbox, timeoutSeconds = 5): Promise<MailRig> {
  const mailer = createMailTransport({
    smtpUrl: mailbox.url,
    from: { name: 'Guichet PO', address: 'guichet@po.example' },
    timeoutSeconds,
    log: silentLog,
  });
  const rig = await startRig(database, handlersWith({ mail: sendMailHandler(mailRenderer(addresses)) }), { mailer });
  return {
    ...rig,
    async makeDue() {
      await database.sql('worker')`update outbox set next_at = now() where state = 'pending'`;
    },
    async close() {
      await mailer.close();
      await rig.close();
    },
  };
}

export type Member = { accountId: string; personId: string };

export async function addMember(database: TestDatabase, email: string): Promise<Member> {
  const sql = database.sql('worker');
  const [cause] = await sql`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
  const [person] = await sql`
    insert into person (last_name, first_name, birth_date, email, created_by)
    values ('Lambert', 'Anne', '1960-05-04', ${email}, ${cause?.id}) returning id`;
  const [account] = await sql`
    insert into member_account (person_id, name, email, state, created_by)
    values (${person?.id}, 'Anne Lambert', ${email}, 'invited', ${cause?.id}) returning id`;
  // An invitation leaves only for who has a mandate.
  const db = database.db('migrator');
  await insertMandate(db, { personId: person?.id, poId: await insertPo(db) });
  return { accountId: account?.id, personId: person?.id };
}

/** Queues a mail about an account, not yet due; kinds with a link get their token. Resolves with the mail's id. */
export function queueAccountMail(database: TestDatabase, kind: MailKind, member: Member, to: string): Promise<string> {
  return database.db('worker').transaction(async (tx) => {
    const now = new Date();
    const tokenId =
      kind === 'activation'
        ? await issueAccountToken(tx, {
            keys: [TOKEN_KEY],
            purpose: 'activation',
            accountId: member.accountId,
            expiresAt: new Date(now.getTime() + 14 * 86_400_000),
            now,
          })
        : null;
    const id = await queueMail(tx, {
      kind,
      causeKey: `${kind}:${randomUUID()}`,
      to: { address: to, name: 'Anne Lambert' },
      ...member,
      tokenId,
      // The engine looks for work by itself: this mail is none before `makeDue`.
      notBefore: new Date(now.getTime() + 3_600_000),
    });
    if (!id) throw new Error('The mail was not queued.');
    return id;
  });
}

export async function mailRow(database: TestDatabase, id: string) {
  const [row] = await database.sql('worker')`
    select m.state, m.attempts, m.error_code, m.response_code, o.state as work, o.next_at - now() as wait,
      extract(epoch from o.next_at - now())::float8 as seconds
    from mail m join outbox o on o.kind = 'mail' and o.ref = m.id::text where m.id = ${id}`;
  return row;
}

export async function tasksOf(database: TestDatabase, id: string) {
  return await database.sql('worker')`select kind, reason, detail from staff_task where ref = ${id}`;
}
