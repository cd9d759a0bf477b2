import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import { getPublicPo } from '@guichet/shared/reads/public-pos';
import { readValues } from '@guichet/shared/request-types/fields';
import { sql } from 'drizzle-orm';
import { submitterForm } from '../../form/submitter-form.ts';
import type { Draft, DraftPo } from '../drafts/draft.ts';

type Next = {
  poId: string | null;
  poTyped: { name: string; address: string } | null;
  submitter: { name: string; email: string; function: string };
};

/**
 * A draft for the same PO and author as an envoi that was sent, for whoever has confirmed its address by its link: they
 * need not be typed again, and the link proves who writes. Null for everybody else.
 */
export async function beginNextEnvoi(db: Database, secret: string, now: Date): Promise<Draft | null> {
  const [row] = await db.execute<{ next: Next | null }>(sql`select next_envoi(${secretDigest(secret)}) as next`);
  if (!row?.next) return null;
  const { poId, poTyped, submitter } = row.next;
  const po: DraftPo | null = poId === null ? poTyped && { id: null, ...poTyped } : await getPublicPo(db, poId);
  return {
    version: 0,
    startedAt: now.toISOString(),
    po,
    requests: [],
    submitter: readValues(submitterForm.groups, submitter),
    known: { proof: secret, poId: null, members: [] },
  };
}
