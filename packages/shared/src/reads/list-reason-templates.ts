import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { ReasonTemplateView } from '../contracts/reason-templates.ts';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import { reasonTemplate } from '../db/tables/reason-template.ts';
import { region } from '../db/tables/region.ts';
import { fillTemplate } from '../domain/reason-templates.ts';
import { formatPhone } from '../domain/phone.ts';
import { formatReference } from '../domain/reference.ts';
import { getRequestOrThrow } from './load-request.ts';

const { id, type, title, body, version } = reasonTemplate;

/** A stored template, as the screens read it. */
export function viewReasonTemplate(row: typeof reasonTemplate.$inferSelect): ReasonTemplateView {
  return { id: row.id, type: row.type, title: row.title, body: row.body, version: row.version };
}

/** The reason templates of a secretariat, by type and title. */
export async function listReasonTemplates(db: Database, regionId: string): Promise<ReasonTemplateView[]> {
  return db
    .select({ id, type, title, body, version })
    .from(reasonTemplate)
    .where(and(eq(reasonTemplate.regionId, regionId), isNull(reasonTemplate.archivedAt)))
    .orderBy(sql`${type} nulls first`, asc(title));
}

/**
 * The reasons that fit a request, those of its type first, with their variables replaced.
 * @throws NotFoundError when there is no such request in the actor's region
 */
export async function listReasons(
  db: Database,
  actor: StaffActor,
  requestId: string,
): Promise<{ id: string; title: string; text: string }[]> {
  const { request, submission } = await getRequestOrThrow(db, requestId, actor.regionId);
  const poId = request.poId;
  const [templates, [home], [known]] = await Promise.all([
    db
      .select({ id, title, body })
      .from(reasonTemplate)
      .where(
        and(
          eq(reasonTemplate.regionId, actor.regionId),
          isNull(reasonTemplate.archivedAt),
          or(isNull(type), eq(type, request.type)),
        ),
      )
      .orderBy(sql`${type} nulls last`, asc(title)),
    db.select().from(region).where(eq(region.id, request.regionId)),
    poId === null ? [] : db.select({ name: po.name }).from(po).where(eq(po.id, poId)),
  ]);
  const values = {
    auteur: submission.submitterName,
    objet: request.subject,
    po: known?.name ?? submission.poTyped?.name ?? '',
    reference: formatReference(submission.reference),
    secretariat: home?.name ?? '',
    telephone: home?.phone ? formatPhone(home.phone) : '',
  };
  return templates.map((template) => ({
    id: template.id,
    title: template.title,
    text: fillTemplate(template.body, values),
  }));
}
