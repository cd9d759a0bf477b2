import { and, eq, gt, lt } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { SignInTables } from '../sign-in-tables.ts';

const LIVES_MS = 5 * 60_000;

/** `owner`: who makes a passkey; empty for a sign-in, where nobody is known yet. */
type Challenge = { challenge: string; purpose: 'create' | 'show'; owner?: string; now: Date };
type Tables = Pick<SignInTables, 'verification'>;

const identifierOf = ({ challenge, purpose, owner = '' }: Challenge) => `passkey ${purpose} ${owner} ${challenge}`;

/** Keeps a challenge for some minutes, and throws those away that nobody answered. */
export async function keepChallenge(db: Database, { verification }: Tables, kept: Challenge): Promise<void> {
  await db.delete(verification).where(lt(verification.expiresAt, kept.now));
  await db.insert(verification).values({
    identifier: identifierOf(kept),
    value: '',
    expiresAt: new Date(kept.now.getTime() + LIVES_MS),
    createdAt: kept.now,
    updatedAt: kept.now,
  });
}

/** Uses a challenge up: of two answers to one, the second is refused. */
export async function takeChallenge(db: Database, { verification }: Tables, asked: Challenge): Promise<boolean> {
  const taken = await db
    .delete(verification)
    .where(and(eq(verification.identifier, identifierOf(asked)), gt(verification.expiresAt, asked.now)))
    .returning({ id: verification.id });
  return taken.length > 0;
}
