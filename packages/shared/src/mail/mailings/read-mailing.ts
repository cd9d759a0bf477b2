import { sql } from 'drizzle-orm';
import { loadSettings } from '../../reads/load-settings.ts';
import { loadMailingContent } from '../../reads/mailings/load-mailing-content.ts';
import type { SettingDefaults } from '../../settings/settings.ts';
import { MAILING_KINDS } from '../../domain/mailings/mailing-kinds.ts';
import type { Sender } from '../letter.ts';
import { replyTo } from '../reply-to.ts';
import { senderOf } from '../sender-of.ts';
import { mailingHeaders } from './mailing-headers.ts';
import type { MailingReads } from './open-mailings.ts';
import { unsubscribeUrlOf } from './unsubscribe-link.ts';
import { mailFiles } from './mail-files.ts';
import { writeMailing } from './write-mailing.tsx';

export type MailingReaderSettings = {
  extranetUrl: string;
  /** Of the sender's address. */
  mailDomain: string;
  given: SettingDefaults;
};

/** Reads what all mails of a mailing share: its text and files with who signs it, and the pace of its secretariat. */
export function mailingReads({ extranetUrl, mailDomain, given }: MailingReaderSettings): MailingReads {
  return {
    async pace(ctx, mailingId) {
      const [found] = await ctx.db.execute<{ region_id: string }>(
        sql`select region_id from mailing where id = ${mailingId}`,
      );
      if (!found) throw new Error(`No mailing ${mailingId}.`);
      const chosen = await loadSettings(ctx.db, found.region_id, given);
      return { rates: { overall: chosen['mailing-rate'], perDomain: chosen['mailing-domain-rate'] } };
    },
    async text(ctx, mailingId) {
      const [found] = await ctx.db.execute<{ sender: Sender }>(sql`
        select ${senderOf} as sender from mailing m join region g on g.id = m.region_id where m.id = ${mailingId}`);
      if (!found) throw new Error(`No mailing ${mailingId}.`);
      const content = await loadMailingContent(ctx.db, mailingId);
      const mayLeave = MAILING_KINDS[content.kind].leaving.may;
      return {
        write(mail) {
          const unsubscribeUrl = mayLeave ? unsubscribeUrlOf(ctx.tokenKeys, mail.id, extranetUrl) : null;
          const written = writeMailing(content, {
            firstName: mail.firstName,
            lastName: mail.lastName,
            reasons: mail.reasons,
            sender: found.sender,
            unsubscribeUrl,
            archiveUrl: `${extranetUrl}/courriers/${mailingId}`,
          });
          const { subject, html, text } = written;
          return {
            ...{ id: mail.id, subject, html, text, messageId: mail.messageId, written: 'by-staff' },
            to: { address: mail.toAddress, name: mail.toName },
            ...replyTo(found.sender),
            headers: mailingHeaders(content.kind, { domain: mailDomain, unsubscribeUrl }),
            files: mailFiles(written),
          };
        },
      };
    },
  };
}
