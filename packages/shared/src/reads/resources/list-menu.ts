import { eq } from 'drizzle-orm';
import type { ResourceView } from '../../contracts/resources.ts';
import type { Database } from '../../db/client.ts';
import { po } from '../../db/tables/po.ts';
import { resourcePo } from '../../db/tables/resource-po.ts';
import type { MenuEntry } from './read-menu.ts';
import { readMenu } from './read-menu.ts';

/** The menu of the extranet as administrators see it: in its order, with what was put away after it. */
export async function listMenu(db: Database): Promise<ResourceView[]> {
  const [menu, pos] = await Promise.all([readMenu(db), listPos(db)]);
  const views = menu.map((entry) => viewEntry(entry, pos));
  return [...views.filter(({ archived }) => !archived), ...views.filter(({ archived }) => archived)];
}

/** One entry. Of an id that was just written, so it is there. */
export async function getResource(db: Database, { slug, id }: { slug: string; id: string }): Promise<ResourceView> {
  const [menu, pos] = await Promise.all([readMenu(db, { slug }), listPos(db)]);
  const entry = menu.find((one) => one.id === id);
  if (!entry) throw new Error(`The resource ${id} is gone.`);
  return viewEntry(entry, pos);
}

type PoRow = ResourceView['pos'][number] & { resourceId: string };

async function listPos(db: Database): Promise<PoRow[]> {
  return db
    .select({ resourceId: resourcePo.resourceId, id: po.id, fase: po.fase, name: po.name })
    .from(resourcePo)
    .innerJoin(po, eq(po.id, resourcePo.poId))
    .orderBy(po.name, po.fase);
}

function viewEntry(entry: MenuEntry, pos: readonly PoRow[]): ResourceView {
  const { id, title, description, url, administrators, roles, shownFrom, shownTo, version, archived, file } = entry;
  return {
    ...{ id, title, description, url, administrators, shownFrom, shownTo, version, archived },
    roles: roles && [...roles],
    file: file && { id: file.id, name: file.name, kind: file.kind, bytes: file.bytes },
    pos: pos.filter(({ resourceId }) => resourceId === id).map(({ resourceId: _, ...row }) => row),
  };
}
