import type { MailingLimits } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import type { mailing } from '../../db/tables/mailing.ts';
import type { MailingFinding } from '../../domain/mailings/mailing-findings.ts';
import { ownFindings } from './own-findings.ts';

/** What keeps a mailing from leaving whatever its recipients are and whatever the pages it leads to answer. */
export async function whatIsMissing(
  db: Database,
  row: typeof mailing.$inferSelect,
  limits: Pick<MailingLimits, 'mailingMegabytes'>,
): Promise<MailingFinding[]> {
  const { roles, include } = row.criteria;
  const own = await ownFindings(db, row, limits);
  return [
    ...(roles.length === 0 && include.length === 0 ? [FOR_NOBODY] : []),
    ...own.filter(({ level }) => level === 'blocking'),
  ];
}

const FOR_NOBODY: MailingFinding = {
  ...{ code: 'for-nobody', level: 'blocking', where: { part: 'recipients' } },
  words: 'Choisissez à qui ce courrier s’adresse.',
};
