import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import type { RequestState } from '@guichet/shared/domain/transitions';
import { sql } from 'drizzle-orm';
import type { Secretariat } from './list-secretariats.ts';

export type TrackedRequest = {
  position: number;
  type: string;
  state: RequestState;
  settledAt: Date | null;
  /** Null until the address is confirmed. */
  subject: string | null;
  reason: string | null;
};

export type TrackedSubmission = {
  reference: string;
  sentAt: Date;
  emailConfirmed: boolean;
  poName: string;
  region: Secretariat;
  requests: TrackedRequest[];
};

type Stored = Omit<TrackedSubmission, 'sentAt' | 'requests'> & {
  sentAt: string;
  requests: (Omit<TrackedRequest, 'settledAt'> & { settledAt: string | null })[];
};

/** What the holder of a tracking link may read; null when the link is wrong or no longer works. */
export async function trackSubmission(db: Database, secret: string): Promise<TrackedSubmission | null> {
  const [row] = await db.execute<{ found: Stored | null }>(
    sql`select track_submission(${secretDigest(secret)}) as found`,
  );
  if (!row?.found) return null;
  const { sentAt, requests, ...found } = row.found;
  return {
    ...found,
    sentAt: new Date(sentAt),
    requests: requests.map((request) => ({
      ...request,
      settledAt: request.settledAt === null ? null : new Date(request.settledAt),
    })),
  };
}
