import { randomUUID } from 'node:crypto';
import type { AudienceCriteria } from '../contracts/mailing-audience.ts';
import type { Database } from '../db/client.ts';
import { mailing } from '../db/tables/mailing.ts';
import type { StaffActor } from '../commands/context.ts';

export const EVERY_TREASURER: AudienceCriteria = {
  ...{ roles: ['treasurer'], pos: {}, day: null, fallbacks: [], include: [], exclude: [] },
};

/** As the product has them unless told otherwise. */
export const MAILING_LIMITS = { fileMegabytes: 5, mailingMegabytes: 10 };

const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Bonjour,' }] }] };

/** A draft that lacks nothing, for every treasurer of the secretariat unless told otherwise. */
export async function insertMailing(
  db: Database,
  { id: staffId, regionId }: Pick<StaffActor, 'id' | 'regionId'>,
  values: Partial<typeof mailing.$inferInsert> = {},
): Promise<typeof mailing.$inferSelect> {
  const [row] = await db
    .insert(mailing)
    .values({
      ...{ id: randomUUID(), regionId, kind: 'information' as const, subject: 'Comptes annuels', body },
      ...{ criteria: EVERY_TREASURER, createdBy: staffId, updatedBy: staffId },
      ...values,
    })
    .returning();
  if (!row) throw new Error('the mailing was not stored');
  return row;
}
