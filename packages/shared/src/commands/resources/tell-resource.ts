import { eq } from 'drizzle-orm';
import { po } from '../../db/tables/po.ts';
import { resourceFile } from '../../db/tables/resource-file.ts';
import { resourcePo } from '../../db/tables/resource-po.ts';
import type { TransactionContext } from '../context.ts';
import type { Resource } from './create-resource.ts';

/** What the audit tells of a resource as it stands: files and POs by the names that people know. */
export async function tellResource({ db }: Pick<TransactionContext, 'db'>, row: Resource) {
  const { title, description, url, fileId, administrators, roles, shownFrom, shownTo, archivedAt } = row;
  const [file] =
    fileId === null
      ? []
      : await db
          .select({ name: resourceFile.name, sha256: resourceFile.sha256 })
          .from(resourceFile)
          .where(eq(resourceFile.id, fileId));
  const pos = await db
    .select({ fase: po.fase })
    .from(resourcePo)
    .innerJoin(po, eq(po.id, resourcePo.poId))
    .where(eq(resourcePo.resourceId, row.id))
    .orderBy(po.fase);
  return {
    ...{ title, description, url, administrators, roles, shownFrom, shownTo, archived: archivedAt !== null },
    file: file?.name ?? null,
    fileSha256: file?.sha256 ?? null,
    pos: pos.map(({ fase }) => fase),
  };
}
