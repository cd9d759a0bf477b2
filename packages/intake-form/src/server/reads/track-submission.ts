import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import type { CorrectionQuestion } from '@guichet/shared/db/tables/correction';
import type { CorrectionState } from '@guichet/shared/domain/corrections';
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
  /** Dealt with together with another request that asks the same: how that one stands; its place when it is of this envoi. */
  followed: { state: RequestState; position: number | null } | null;
  /** The request of which it was a part, and those that were parts of it. */
  splitFrom: number | null;
  splitInto: number[];
  /** What the secretariat asked, the oldest first; empty until the address is confirmed. */
  corrections: { questions: CorrectionQuestion[]; state: CorrectionState; askedAt: Date }[];
  /** Names of the answers that the secretariat corrected; empty until the address is confirmed. */
  corrected: string[];
  /** When the secretariat took it back, after it was done. */
  revertedAt: Date | null;
};

export type TrackedMessage = { from: 'staff' | 'submitter'; body: string; at: Date };

export type TrackedSubmission = {
  reference: string;
  sentAt: Date;
  emailConfirmed: boolean;
  /** The link came by mail: its holder reads that mailbox. The link of the receipt shows the states, and no names. */
  proven: boolean;
  poName: string;
  region: Secretariat;
  requests: TrackedRequest[];
  messages: TrackedMessage[];
};

/** The same with moments as text. */
type AsJson<T> = T extends Date ? string : T extends object ? { [K in keyof T]: AsJson<T[K]> } : T;

type StaffActs = Pick<TrackedRequest, 'position' | 'corrected' | 'revertedAt'>;
type Tracked = AsJson<
  Omit<TrackedSubmission, 'requests'> & { requests: Omit<TrackedRequest, 'corrected' | 'revertedAt'>[] }
>;

/** What the holder of a tracking link may read; null when the link is wrong or no longer works. */
export async function trackSubmission(db: Database, secret: string): Promise<TrackedSubmission | null> {
  const digest = secretDigest(secret);
  const [row] = await db.execute<{ found: Tracked | null; acts: AsJson<StaffActs>[] }>(
    sql`select track_submission(${digest}) as found, read_staff_acts(${digest}) as acts`,
  );
  if (!row?.found) return null;
  const { sentAt, requests, messages, ...found } = row.found;
  return {
    ...found,
    sentAt: new Date(sentAt),
    requests: requests.map((request) => ({
      ...request,
      ...actsOf(row.acts.find(({ position }) => position === request.position)),
      settledAt: request.settledAt === null ? null : new Date(request.settledAt),
      corrections: request.corrections.map((asked) => ({ ...asked, askedAt: new Date(asked.askedAt) })),
    })),
    messages: messages.map((message) => ({ ...message, at: new Date(message.at) })),
  };
}

function actsOf(acts: AsJson<StaffActs> | undefined): Pick<TrackedRequest, 'corrected' | 'revertedAt'> {
  return { corrected: acts?.corrected ?? [], revertedAt: acts?.revertedAt ? new Date(acts.revertedAt) : null };
}
