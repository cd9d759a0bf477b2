import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { resourceFile } from '../../db/tables/resource-file.ts';
import { RESOURCE_FILES } from '../../domain/resource-files.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { readFileBytes } from './read-file-bytes.ts';

/** A file as staff fetch it, whole. @throws NotFoundError when it never was, or went */
export async function getResourceFile(db: Database, id: string) {
  const [found] = await db.select().from(resourceFile).where(eq(resourceFile.id, id));
  if (!found) throw new NotFoundError(`No file ${id}.`, { userMessage: 'Ce fichier n’existe pas, ou plus.' });
  const { name, kind, bytes } = found;
  const pieces = readFileBytes(db, id, { start: 0, end: bytes - 1 });
  return { fileName: name, type: RESOURCE_FILES[kind].type, bytes, pieces };
}
