import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import { readPayload } from '@guichet/shared/request-types/read-payload';
import { requestType } from '@guichet/shared/request-types/registry';
import type { Answer } from '@guichet/shared/request-types/request-type';
import { sayAnswers } from '@guichet/shared/request-types/say-answers';
import { sql } from 'drizzle-orm';

export type SentAnswers = {
  submitter: { name: string; email: string; function: string };
  message: string;
  requests: { position: number; label: string; answers: Answer[] }[];
};

type Stored = Pick<SentAnswers, 'submitter' | 'message'> & {
  requests: { position: number; type: string; schemaVersion: number; payload: unknown }[];
};

/** The copy of an envoi, for whoever has confirmed its address by this link; null for everybody else. */
export async function readSentAnswers(db: Database, secret: string): Promise<SentAnswers | null> {
  const [row] = await db.execute<{ found: Stored | null }>(sql`select read_answers(${secretDigest(secret)}) as found`);
  if (!row?.found) return null;
  const { submitter, message, requests } = row.found;
  return {
    submitter,
    message,
    requests: requests.map(({ position, type: name, schemaVersion, payload }) => {
      const stored = readPayload(name, schemaVersion, payload);
      const answers = stored.kind === 'payload' ? sayAnswers(name, stored.payload) : [];
      return { position, label: requestType(name).label, answers };
    }),
  };
}
