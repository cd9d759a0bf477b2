import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import { MAILING_FILES } from '../../domain/mailings/mailing-files.ts';
import { NotFoundError } from '../../errors/errors.ts';

/** A file of a secretariat's mailings as its staff fetch it. @throws NotFoundError when it never was, or went */
export async function getMailingFile(db: Database, { id, regionId }: { id: string; regionId: string }) {
  const { name, kind, content } = mailingFile;
  const [found] = await db
    .select({ name, kind, content })
    .from(mailingFile)
    .where(and(eq(mailingFile.id, id), eq(mailingFile.regionId, regionId)));
  if (!found) throw new NotFoundError(`No file ${id}.`, { userMessage: 'Ce fichier n’existe pas, ou plus.' });
  return {
    ...{ fileName: found.name, type: MAILING_FILES[found.kind].type, bytes: found.content.length },
    pieces: oneByOne(found.content),
  };
}

async function* oneByOne(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
