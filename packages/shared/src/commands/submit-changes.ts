import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { followDigest } from '../auth/follow-link.ts';
import { secretDigest, tokenSecret } from '../auth/token-secrets.ts';
import type { Database } from '../db/client.ts';
import { hashOf } from '../domain/hash.ts';
import { ConflictError, InvalidInputError, type Issue } from '../errors/errors.ts';
import { messageIdOf } from '../mail/queue-mail.ts';
import { readAnswers } from '../request-types/read-answers.ts';
import { trackingLinkEnd } from '../reads/tracking-link-end.ts';
import { drawReference } from './draw-reference.ts';

export type SubmittedChanges = {
  /** Made with the first page: the same key twice is one envoi. */
  idempotencyKey: string;
  poId: string | null;
  /** When the PO is not in the list. */
  poTyped: { name: string; address: string } | null;
  submitter: { name: string; email: string; function: string };
  message: string;
  privacyRead: true;
  requests: readonly { type: string; payload: unknown }[];
};

export type SubmitContext = {
  db: Database;
  now: () => Date;
  log: Logger;
  ring?: () => void;
  tokenKeys: readonly string[];
};

export type SubmissionReceipt = {
  /** 'repeated': the same envoi came again, nothing was added. */
  outcome: 'created' | 'repeated';
  id: string;
  /** Eight characters, without the hyphen. */
  reference: string;
};

/**
 * Stores one envoi with its requests, history, arrival work and acknowledgement, all or nothing, through the one SQL
 * function that the public form's database role may call. Telephone numbers are stored as E.164.
 * @throws InvalidInputError for a payload that does not fit its type, ConflictError for the same key with another body
 */
export async function submitChanges(ctx: SubmitContext, input: SubmittedChanges): Promise<SubmissionReceipt> {
  const [key] = ctx.tokenKeys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no tracking link can be made.');
  const requests = readRequests(input.requests);
  const now = ctx.now();
  const { poId, poTyped, submitter, message, idempotencyKey } = input;
  const tokenId = randomUUID();
  const mailId = randomUUID();
  const id = randomUUID();
  const envoi = {
    id,
    poId,
    poTyped,
    submitterName: submitter.name,
    submitterEmail: submitter.email,
    submitterFunction: submitter.function,
    message,
    at: now.toISOString(),
    idempotencyKey,
    bodySha256: hashOf({
      poId,
      poTyped,
      submitter,
      message,
      requests: requests.map(({ type, payload }) => ({ type, payload })),
    }),
    requests: requests.map((request) => ({ id: randomUUID(), ...request })),
    tokenId,
    tokenSha256: Buffer.from(secretDigest(tokenSecret(key, 'tracking', tokenId))).toString('hex'),
    tokenExpiresAt: (await trackingLinkEnd(ctx.db, now, { poId })).toISOString(),
    followSha256: followDigest(key, id),
    mailId,
    messageId: messageIdOf(mailId),
  };
  const result = await store(ctx.db, envoi);
  if (result.outcome === 'different-body') {
    throw new ConflictError('The idempotency key was used with another body.', {
      userMessage:
        'Cet envoi est déjà parti, avec d’autres réponses. Pour en dire plus, commencez une nouvelle demande.',
    });
  }
  ctx.ring?.();
  return { outcome: result.outcome, id: result.id, reference: result.reference };
}

type Stored = { id: string; reference: string; outcome: 'created' | 'repeated' | 'different-body' };

function store(db: Database, envoi: object): Promise<Stored> {
  return drawReference(async (reference) => {
    const body = JSON.stringify({ ...envoi, reference });
    const [row] = await db.execute<{ result: Stored }>(sql`select submit_changes(${body}::jsonb) as result`);
    if (!row) throw new Error('submit_changes returned nothing.');
    return row.result;
  });
}

type ReadRequest = { type: string; schemaVersion: number; subject: string; payload: unknown };

function readRequests(requests: SubmittedChanges['requests']): ReadRequest[] {
  if (requests.length === 0)
    throw new InvalidInputError('An envoi needs at least one request.', [], {
      userMessage: 'Il n’y a rien à envoyer.',
    });
  const issues: Issue[] = [];
  const read = requests.map(({ type, payload }, index) => {
    const answers = readAnswers(type, payload);
    if (answers.ok) return { type, ...answers };
    for (const { path, message } of answers.issues) issues.push({ path: `requests.${index}.${path}`, message });
    return null;
  });
  if (issues.length > 0) throw new InvalidInputError(`${issues.length} answer(s) of the envoi are not usable.`, issues);
  return read.filter((request) => request !== null);
}
