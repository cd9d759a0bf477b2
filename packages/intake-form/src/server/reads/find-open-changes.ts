import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import { type CivilDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { sql } from 'drizzle-orm';

export type AskedChange = { type: string; subject: string };

/** Which of these changes are open already, by their place, with the day they were sent. The proof decides what is told. */
export async function findOpenChanges(
  db: Database,
  proof: string,
  poId: string,
  asked: readonly AskedChange[],
): Promise<{ index: number; sentOn: CivilDate }[]> {
  const digest = Buffer.from(secretDigest(proof)).toString('hex');
  const [row] = await db.execute<{ found: { index: number; sentAt: string }[] }>(
    sql`select open_same_changes(decode(${digest}, 'hex'), ${poId}, ${JSON.stringify(asked)}::jsonb) as found`,
  );
  return (row?.found ?? []).map(({ index, sentAt }) => ({ index, sentOn: todayInBrussels(new Date(sentAt)) }));
}
