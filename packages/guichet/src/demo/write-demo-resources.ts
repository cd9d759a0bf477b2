import { randomUUID } from 'node:crypto';
import type { StaffActor, TransactionContext } from '@guichet/shared/commands/context';
import { changeResource } from '@guichet/shared/commands/resources/change-resource';
import { createResource } from '@guichet/shared/commands/resources/create-resource';
import { uploadResourceFile } from '@guichet/shared/commands/resources/upload-resource-file';
import { memberVisit, VISITED_LISTS } from '@guichet/shared/db/tables/member-visit';
import { po } from '@guichet/shared/db/tables/po';
import { resource } from '@guichet/shared/db/tables/resource';
import { asc, eq } from 'drizzle-orm';
import { DEMO_RESOURCES, type DemoResource } from './demo-resources.ts';

const DAY = 86_400_000;
/** The last visit of those who sign in: what changed since is new to them. */
const LAST_VISIT_DAYS = 7;

type Given = { administrator: StaffActor; loadedAt: Date; accountIds: readonly string[] };

/** Fills the menu of the extranet as an administrator would, and lets its readers have been there before. */
export async function writeDemoResources(tx: TransactionContext, given: Given): Promise<void> {
  const { administrator, loadedAt, accountIds } = given;
  for (const demo of DEMO_RESOURCES) {
    const at = new Date(loadedAt.getTime() - demo.daysAgo * DAY);
    await writeOne({ ...tx, actor: administrator, now: () => at }, demo);
  }
  const seenAt = new Date(loadedAt.getTime() - LAST_VISIT_DAYS * DAY);
  const visits = accountIds.flatMap((accountId) => VISITED_LISTS.map((list) => ({ accountId, list, seenAt })));
  if (visits.length > 0) await tx.db.insert(memberVisit).values(visits);
}

async function writeOne(tx: TransactionContext, { slug, title, description, url, file, poIndex }: DemoResource) {
  const id = randomUUID();
  if (file) await uploadResourceFile(tx, { id, fileName: file.name, bytes: file.bytes });
  const opens = { url: url ?? null, fileId: file ? id : null };
  if (slug === null) {
    const [own] = await tx.db
      .select({ id: po.id })
      .from(po)
      .orderBy(asc(po.fase))
      .limit(1)
      .offset(poIndex ?? 0);
    await createResource(tx, {
      ...{ title: title ?? '', description: description ?? '', administrators: true, roles: [] },
      ...{ poIds: own ? [own.id] : [], shownFrom: null, shownTo: null, ...opens },
    });
    return;
  }
  const [known] = await tx.db.select().from(resource).where(eq(resource.slug, slug));
  // An installation may have put it away under another title: the demonstration brings nothing back.
  if (known) await changeResource(tx, { ...known, ...opens, poIds: [] });
}
