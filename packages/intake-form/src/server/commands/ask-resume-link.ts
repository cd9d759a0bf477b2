import { randomUUID } from 'node:crypto';
import { secretDigest, tokenSecret } from '@guichet/shared/auth/token-secrets';
import type { SubmitContext } from '@guichet/shared/commands/submit-changes';
import { messageIdOf } from '@guichet/shared/mail/queue-mail';
import { sql } from 'drizzle-orm';
import type { DraftKey } from '../drafts/draft-store.ts';
import { createSealer } from '@guichet/shared/auth/sealer';

/**
 * Sends a link that opens the draft on another device. The draft's secret goes into the database wrapped with a key made
 * of the link's own secret, which is not there.
 */
export async function askResumeLink(
  ctx: SubmitContext,
  { key, secret, address }: { key: DraftKey; secret: string; address: string },
): Promise<void> {
  const tokenId = randomUUID();
  const mailId = randomUUID();
  const link = tokenSecret(ctx.tokenKeys[0] ?? '', 'resume', tokenId);
  const asked = {
    address,
    tokenId,
    tokenSha256: hex(secretDigest(link)),
    wrappedSecret: hex(Buffer.from(createSealer([link], 'resume').seal(secret, key), 'base64url')),
    mailId,
    messageId: messageIdOf(mailId),
  };
  await ctx.db.execute(
    sql`select ask_resume_link(${key}, decode(${hex(secretDigest(secret))}, 'hex'), ${JSON.stringify(asked)}::jsonb)`,
  );
  ctx.ring?.();
}

export type ResumeLink = { key: DraftKey; left: boolean };

/** Where a resume link leads to; null when nowhere. Changes nothing. */
export async function lookAtResumeLink(ctx: SubmitContext, link: string): Promise<ResumeLink | null> {
  const found = await follow(ctx, link, false);
  return found && { key: found.draftId, left: found.left };
}

/** Opens the draft of a resume link: gives the secret of the draft, and the address that the link was sent to. */
export async function openResumeLink(
  ctx: SubmitContext,
  link: string,
): Promise<(ResumeLink & { secret: string; email: string }) | null> {
  const found = await follow(ctx, link, true);
  if (!found?.wrapped) return null;
  const wrapped = Buffer.from(found.wrapped, 'hex').toString('base64url');
  const secret = createSealer([link], 'resume').unseal(wrapped, found.draftId);
  return secret === null ? null : { key: found.draftId, left: found.left, secret, email: found.email ?? '' };
}

type Followed = { draftId: string; left: boolean; wrapped: string | null; email: string | null };

async function follow({ db }: SubmitContext, link: string, opens: boolean): Promise<Followed | null> {
  const digest = sql`decode(${hex(secretDigest(link))}, 'hex')`;
  const [row] = await db.execute<{ found: Followed | null }>(
    sql`select follow_resume_link(${digest}, ${opens}) as found`,
  );
  return row?.found ?? null;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
