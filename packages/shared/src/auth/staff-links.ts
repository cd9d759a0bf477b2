import { randomUUID } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { type StaffLinkPurpose, staffLink } from '../db/tables/staff-link.ts';
import { secretDigest, tokenSecret } from './token-secrets.ts';

const hour = 3_600_000;

/** How long the links of mails to staff live; the mails say so. */
const LIVES_MS: Record<StaffLinkPurpose, number> = { invitation: 7 * 24 * hour, password: 2 * hour };

type Link = { secret: string; purpose: StaffLinkPurpose; now: Date };

/** Makes a link and puts the older one of its purpose out of use. Answers its id: the secret is made again from it. */
export async function issueStaffLink(
  tx: Transaction,
  wanted: { staffId: string; purpose: StaffLinkPurpose; keys: readonly string[]; now: Date },
): Promise<string> {
  const { staffId, purpose, keys, now } = wanted;
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  await voidStaffLinks(tx, staffId, now, purpose);
  const id = randomUUID();
  await tx.insert(staffLink).values({
    id,
    staffId,
    purpose,
    secretSha256: secretDigest(tokenSecret(key, `staff-${purpose}`, id)),
    expiresAt: new Date(now.getTime() + LIVES_MS[purpose]),
    createdAt: now,
  });
  return id;
}

/** Puts the links of a member of staff out of use, all or those of one purpose. */
export async function voidStaffLinks(
  tx: Transaction,
  staffId: string,
  now: Date,
  purpose?: StaffLinkPurpose,
): Promise<void> {
  await tx
    .update(staffLink)
    .set({ voidedAt: now })
    .where(
      and(
        eq(staffLink.staffId, staffId),
        isNull(staffLink.usedAt),
        isNull(staffLink.voidedAt),
        ...(purpose ? [eq(staffLink.purpose, purpose)] : []),
      ),
    );
}

/** Whose link this is, without using it up; null when it does nothing any more, or never did. */
export async function findStaffLink(db: Database, link: Link): Promise<{ staffId: string } | null> {
  const [row] = await db.select({ staffId: staffLink.staffId }).from(staffLink).where(isUsable(link));
  return row ?? null;
}

/** Uses a link up, in one conditional update: however many try at once, one gets true. */
export async function consumeStaffLink(tx: Transaction, link: Link): Promise<boolean> {
  const used = await tx
    .update(staffLink)
    .set({ usedAt: link.now })
    .where(isUsable(link))
    .returning({ id: staffLink.id });
  return used.length > 0;
}

function isUsable({ secret, purpose, now }: Link) {
  return and(
    eq(staffLink.secretSha256, secretDigest(secret)),
    eq(staffLink.purpose, purpose),
    isNull(staffLink.usedAt),
    isNull(staffLink.voidedAt),
    gt(staffLink.expiresAt, now),
  );
}
