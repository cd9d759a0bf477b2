import { type SQL, sql } from 'drizzle-orm';
import { MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';

/** What keeps a mail from somebody, as a number that many rows are compared by; 0 when nothing does. */
const LACKS: Record<RecipientObstacle, number> = { 'left-list': 1, suppressed: 2, 'no-address': 3 };
const number = (obstacle: RecipientObstacle): SQL => sql.raw(String(LACKS[obstacle]));

export const mayLeave = (kind: MailingKind | undefined): boolean =>
  kind !== undefined && MAILING_KINDS[kind].leaving.may;

/** The first that lacks: an address, a way to it, and, with who left the kind joined as `o`, the person's leave. */
export function whatLacks({ address, way }: { address: SQL; way: SQL }, kind: MailingKind | undefined): SQL {
  const left = mayLeave(kind) ? sql`when o.person_id is not null then ${number('left-list')}` : sql``;
  return sql`case when ${address} then ${number('no-address')} when ${way} then ${number('suppressed')} ${left} else 0 end`;
}

/** Whether a row lacks nothing. */
export const mayGo = (row: string): SQL => sql`${sql.raw(row)}.lack = 0`;

/** Whether a row lacks one of these. */
export const lacksOneOf = (row: string, obstacles: readonly RecipientObstacle[]): SQL =>
  sql`${sql.raw(row)}.lack in (${sql.join(obstacles.map(number), sql`, `)})`;

/** What a row lacks in the words of `RecipientObstacle`; null for nothing. */
export function obstacleOf(row: string): SQL {
  const each = Object.entries(LACKS).map(([obstacle, value]) => sql`when ${value}::int then ${obstacle}::text`);
  return sql`case ${sql.raw(row)}.lack ${sql.join(each, sql` `)} end`;
}

/** The same outside the database. */
export function obstacleNumbered(lack: number): RecipientObstacle | null {
  const found = Object.entries(LACKS).find(([, value]) => value === lack);
  return found ? (found[0] as RecipientObstacle) : null;
}
