import { inArray } from 'drizzle-orm';
import type { WishView } from '../../contracts/persons.ts';
import type { Database } from '../../db/client.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { OPT_OUT_WAYS } from '../../domain/mailings/opt-out-ways.ts';
import { listMailingWishes } from './list-mailing-wishes.ts';

/** What a person wants of each kind of mailing, as the secretariat reads it: since when, how it was said, noted by whom. */
export async function viewMailingWishes(db: Database, personId: string): Promise<WishView[]> {
  const wishes = await listMailingWishes(db, personId);
  const ids = wishes.flatMap(({ left }) => left?.staffId ?? []);
  const named =
    ids.length === 0
      ? []
      : await db.select({ id: staffUser.id, name: staffUser.name }).from(staffUser).where(inArray(staffUser.id, ids));
  return wishes.map(({ kind, label, explanation, kept, left }) => {
    if (left === null) return { kind, label, explanation, kept: kept !== null, left };
    const noted = named.find(({ id }) => id === left.staffId);
    const how = OPT_OUT_WAYS[left.via].toStaff + (noted ? `, noté par ${noted.name}` : '');
    return { kind, label, explanation, kept: kept !== null, left: { at: left.at.toISOString(), how } };
  });
}
