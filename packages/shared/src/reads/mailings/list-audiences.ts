import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { AudienceView } from '../../contracts/audiences.ts';
import { audienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Database, Transaction } from '../../db/client.ts';
import { audience } from '../../db/tables/audience.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { sayCriteria } from '../../domain/mailings/say-criteria.ts';

const columns = {
  ...{ id: audience.id, name: audience.name, criteria: audience.criteria, version: audience.version },
  ...{ updatedAt: audience.updatedAt, updatedBy: staffUser.name },
};

/** The audiences that a secretariat keeps, by name. */
export async function listAudiences(db: Database, regionId: string): Promise<AudienceView[]> {
  const rows = await db
    .select(columns)
    .from(audience)
    .innerJoin(staffUser, eq(staffUser.id, audience.updatedBy))
    .where(and(eq(audience.regionId, regionId), isNull(audience.archivedAt)))
    .orderBy(asc(sql`lower(${audience.name})`), audience.id);
  return rows.map(view);
}

/** One that was just written. */
export async function getAudience(db: Database | Transaction, id: string): Promise<AudienceView> {
  const [row] = await db
    .select(columns)
    .from(audience)
    .innerJoin(staffUser, eq(staffUser.id, audience.updatedBy))
    .where(eq(audience.id, id));
  if (!row) throw new Error(`The audience ${id} is gone.`);
  return view(row);
}

type Row = { id: string; name: string; criteria: unknown; version: number; updatedAt: Date; updatedBy: string };

function view({ updatedAt, ...row }: Row): AudienceView {
  const criteria = audienceCriteria.parse(row.criteria);
  return { ...row, criteria, words: sayCriteria(criteria), updatedAt: updatedAt.toISOString() };
}
