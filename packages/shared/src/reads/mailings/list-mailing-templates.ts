import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { MailingTemplateView } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import { mailingTemplate } from '../../db/tables/mailing-template.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { NotFoundError } from '../../errors/errors.ts';

/** The texts that a secretariat keeps ready, by name, with those that were put away. */
export async function listMailingTemplates(db: Database, regionId: string): Promise<MailingTemplateView[]> {
  return select(db, regionId, sql`true`);
}

/** One of them. @throws NotFoundError when there is none in the region */
export async function getMailingTemplate(db: Database, regionId: string, id: string): Promise<MailingTemplateView> {
  const [found] = await select(db, regionId, eq(mailingTemplate.id, id));
  if (!found) throw new NotFoundError(`No template ${id}.`, { userMessage: 'Ce modèle n’existe plus.' });
  return found;
}

async function select(db: Database, regionId: string, wanted: SQL): Promise<MailingTemplateView[]> {
  const { id, name, kind, subject, version, updatedAt, archivedAt } = mailingTemplate;
  const rows = await db
    .select({ id, name, kind, subject, version, updatedAt, archivedAt, updatedBy: staffUser.name })
    .from(mailingTemplate)
    .innerJoin(staffUser, eq(staffUser.id, mailingTemplate.updatedBy))
    .where(and(eq(mailingTemplate.regionId, regionId), wanted))
    .orderBy(sql`lower(${name})`, asc(id));
  return rows.map(({ archivedAt: gone, ...row }) => ({
    ...row,
    updatedAt: row.updatedAt.toISOString(),
    archived: gone !== null,
  }));
}
