import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import { mailingFileUse } from '../../db/tables/mailing-file-use.ts';
import type { MailingFile } from '../../mail/mailings/mailing-facts.ts';

/** The files of a mailing, or of a template, with their bytes: images within the text, then files beside it, each in its order. */
export async function loadMailingFiles(
  db: Database,
  of: { mailingId: string } | { templateId: string },
): Promise<MailingFile[]> {
  const { id, name, kind, content } = mailingFile;
  const { attached } = mailingFileUse;
  const rows = await db
    .select({ id, name, kind, content, attached })
    .from(mailingFileUse)
    .innerJoin(mailingFile, eq(mailingFile.id, mailingFileUse.fileId))
    .where(
      'mailingId' in of ? eq(mailingFileUse.mailingId, of.mailingId) : eq(mailingFileUse.templateId, of.templateId),
    )
    .orderBy(asc(attached), asc(mailingFileUse.place));
  return rows.map((row) => ({ ...row, content: asBuffer(row.content) }));
}

/** The same bytes, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
