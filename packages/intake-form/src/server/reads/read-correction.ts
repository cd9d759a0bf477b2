import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import type { Role } from '@guichet/shared/domain/roles';
import { readPayload } from '@guichet/shared/request-types/read-payload';
import { sql } from 'drizzle-orm';
import { type OpenCorrection, readDraft } from '../corrections/answer.ts';

type Stored = Omit<OpenCorrection, 'payload' | 'draft' | 'singleHolderRoles'> & {
  schemaVersion: number;
  payload: unknown;
  draft: unknown;
};

/** The question that waits for an answer about this request; null when there is none, or this link may not read it. */
export async function readCorrection(
  db: Database,
  secret: string,
  position: number,
  singleHolderRoles: readonly Role[],
): Promise<OpenCorrection | null> {
  const [row] = await db.execute<{ found: Stored | null }>(
    sql`select read_correction(${secretDigest(secret)}, ${position}) as found`,
  );
  if (!row?.found) return null;
  const { schemaVersion, draft, payload, ...found } = row.found;
  const stored = readPayload(found.type, schemaVersion, payload);
  if (stored.kind === 'erased') return null;
  const correction: OpenCorrection = { ...found, payload: stored.payload, draft: null, singleHolderRoles };
  return { ...correction, draft: draft === null ? null : keptDraft(correction, draft as Record<string, unknown>) };
}

/** What was kept is read like what is posted: the form may have changed since. */
function keptDraft(correction: OpenCorrection, kept: Record<string, unknown>) {
  return readDraft(correction, { ...(kept.values as object), also: kept.also, note: kept.note });
}
