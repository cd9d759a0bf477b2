import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { audienceCriteria } from '../../contracts/mailing-audience.ts';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { MailingFileView, MailingLimits, MailingView } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import { mailingFileUse } from '../../db/tables/mailing-file-use.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { NotFoundError } from '../../errors/errors.ts';

/**
 * One mailing of a secretariat, its text and its audience parsed anew.
 * @throws NotFoundError when there is none in the region
 */
export async function getMailing(
  db: Database,
  { id, regionId, limits }: { id: string; regionId: string; limits: MailingLimits },
): Promise<MailingView> {
  const creator = alias(staffUser, 'creator');
  const writer = alias(staffUser, 'writer');
  const asker = alias(staffUser, 'asker');
  const second = alias(staffUser, 'second');
  const [found] = await db
    .select({ row: mailing, creator: creator.name, writer: writer.name, asker: asker.name, second: second.name })
    .from(mailing)
    .innerJoin(creator, eq(creator.id, mailing.createdBy))
    .innerJoin(writer, eq(writer.id, mailing.updatedBy))
    .leftJoin(asker, eq(asker.id, mailing.submittedBy))
    .leftJoin(second, eq(second.id, mailing.approvedBy))
    .where(and(eq(mailing.id, id), eq(mailing.regionId, regionId)));
  if (!found) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
  const { row } = found;
  const files = await listMailingFiles(db, id);
  const listed = (wanted: boolean) => files.flatMap(({ attached, ...file }) => (attached === wanted ? [file] : []));
  return {
    ...{ id: row.id, kind: row.kind, subject: row.subject, textPart: row.textPart },
    ...{ state: row.state, version: row.version, remark: row.remark },
    body: mailingBody.parse(row.body),
    images: listed(false),
    attachments: listed(true),
    limits,
    criteria: audienceCriteria.parse(row.criteria),
    ...{ createdBy: found.creator, updatedBy: found.writer, submittedBy: found.asker, approvedBy: found.second },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    scheduledFor: row.scheduledFor?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

async function listMailingFiles(db: Database, mailingId: string): Promise<(MailingFileView & { attached: boolean })[]> {
  const { id, name, kind, bytes } = mailingFile;
  const { attached } = mailingFileUse;
  return db
    .select({ id, name, kind, bytes, attached })
    .from(mailingFileUse)
    .innerJoin(mailingFile, eq(mailingFile.id, mailingFileUse.fileId))
    .where(eq(mailingFileUse.mailingId, mailingId))
    .orderBy(asc(mailingFileUse.place));
}
