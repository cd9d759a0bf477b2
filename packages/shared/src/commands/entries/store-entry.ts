import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { secretDigest, tokenSecret } from '../../auth/token-secrets.ts';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { requestPayload } from '../../db/tables/request-payload.ts';
import { submission } from '../../db/tables/submission.ts';
import { hashOf } from '../../domain/hash.ts';
import { formatReference } from '../../domain/reference.ts';
import { ConflictError } from '../../errors/errors.ts';
import { messageIdOf } from '../../mail/queue-mail.ts';
import { trackingLinkEnd } from '../../reads/tracking-link-end.ts';
import type { StaffActor, TransactionContext } from '../context.ts';
import type { Entry } from './enter-changes.ts';
import type { ReadEntry } from './read-entry.ts';

export type StoredEnvoi = { id: string; isNew: true } | { id: string; isNew: false; reference: string };

/** Writes the envoi, or finds the one that this entry wrote before. @throws ConflictError when the id bears other answers */
export async function insertEnvoi(
  tx: TransactionContext,
  actor: StaffActor,
  { id: idempotencyKey, poId, personId }: Entry,
  { entry, reference }: { entry: ReadEntry; reference: string },
): Promise<StoredEnvoi> {
  const id = randomUUID();
  const bodySha256 = hashOf({ ...entry, poId, personId });
  const [written] = await tx.db
    .insert(submission)
    .values({
      ...{ id, reference, regionId: actor.regionId, poId, poTyped: entry.poTyped },
      ...{ submitterName: entry.name, submitterEmail: entry.email, submitterFunction: entry.function },
      ...{ submitterPersonId: personId, message: entry.message, privacyReadAt: tx.now() },
      ...{ channel: 'staff' as const, enteredBy: actor.id, cameBy: entry.cameBy, cameOn: entry.cameOn },
      ...{ idempotencyKey, bodySha256, createdAt: tx.now() },
    })
    .onConflictDoNothing({ target: submission.idempotencyKey })
    .returning({ id: submission.id });
  if (written) return { id, isNew: true };
  const [known] = await tx.db.select().from(submission).where(eq(submission.idempotencyKey, idempotencyKey));
  if (known?.enteredBy === actor.id && known.bodySha256 === bodySha256)
    return { id: known.id, isNew: false, reference: known.reference };
  const called = known?.enteredBy === actor.id ? ` sous la référence ${formatReference(known.reference)}` : '';
  throw new ConflictError(`The entry ${idempotencyKey} was stored with other answers.`, {
    userMessage: `Cette saisie est déjà enregistrée${called}, avec d’autres réponses. Corrigez-la là-bas.`,
  });
}

/** Writes the requests of the envoi, each with its answers and the first line of its history; their ids, in their order. */
export async function insertRequests(
  tx: TransactionContext,
  actor: StaffActor,
  { poId }: Entry,
  { entry: { requests, cameBy, cameOn }, submissionId }: { entry: ReadEntry; submissionId: string },
): Promise<string[]> {
  const createdAt = tx.now();
  const rows = requests.map((request, index) => ({ ...request, id: randomUUID(), position: index + 1 }));
  await tx.db.insert(changeRequest).values(
    rows.map(({ id, position, type, subject }) => ({
      ...{ id, submissionId, position, type, subject },
      ...{ regionId: actor.regionId, poId, createdAt },
    })),
  );
  await tx.db
    .insert(requestPayload)
    .values(
      rows.map(({ id, schemaVersion, payload }) => ({ requestId: id, version: 1, schemaVersion, payload, createdAt })),
    );
  await tx.db.insert(requestEvent).values(
    rows.map(({ id }) => ({
      ...{ requestId: id, event: 'submit', toState: 'submitted' as const, detail: { cameBy, cameOn } },
      ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label, at: createdAt },
    })),
  );
  return rows.map(({ id }) => id);
}

/** Sends the author the link by which the envoi is followed. */
export async function acknowledge(
  tx: TransactionContext,
  submissionId: string,
  keys: readonly string[],
): Promise<void> {
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no tracking link can be made.');
  const [tokenId, mailId] = [randomUUID(), randomUUID()];
  const entry = {
    ...{ submissionId, tokenId, mailId, messageId: messageIdOf(mailId) },
    tokenSha256: Buffer.from(secretDigest(tokenSecret(key, 'tracking', tokenId))).toString('hex'),
    tokenExpiresAt: (await trackingLinkEnd(tx.db, tx.now(), { submissionId })).toISOString(),
  };
  await tx.db.execute(sql`select acknowledge_entry(${JSON.stringify(entry)}::jsonb)`);
}
