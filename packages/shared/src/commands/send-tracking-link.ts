import { createHash, randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { recoverSecret, secretDigest, tokenSecret } from '../auth/token-secrets.ts';
import { emailKey } from '../domain/email.ts';
import type { MailKind } from '../mail/mail-kinds.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { trackingLinkEnd } from '../reads/tracking-link-end.ts';
import type { TransactionContext } from './context.ts';

/** What stands for an address in the ledger of work: the worker compares it, nobody reads it. */
export function addressDigest(address: string): string {
  return createHash('sha256').update(emailKey(address)).digest('hex');
}

type Envoi = { id: string; email: string | null; name: string; confirmed: boolean; written_lately: boolean };

/**
 * Somebody lost the link and gave a reference and an address. When both belong together, the link goes to that address
 * and nowhere else. Done by the worker, so that the answer on the screen takes the same time whether they do or not.
 *
 * A link that still works is sent again as it is: voiding it would kill the links in the mails already received, at the
 * word of anybody who knows the reference. A new link is made when the old one has expired, or when its key has been
 * taken out of TOKEN_KEYS; then the old one is voided, because a key is taken out when it is no longer trusted.
 * An address that nobody has confirmed gets no more than one mail with this link in 24 hours.
 */
export async function sendTrackingLink(
  tx: TransactionContext,
  ref: string,
  settings: { tokenKeys: readonly string[] },
): Promise<void> {
  const [reference = '', digest = '', slot = ''] = ref.split('/');
  const [envoi] = await tx.db.execute<Envoi>(sql`
    select s.id, s.submitter_email as email, s.submitter_name as name, s.email_confirmed_at is not null as confirmed,
      ${writtenLately(tx, 'acknowledgement')} or ${writtenLately(tx, 'tracking-link')} as written_lately
    from submission s where s.reference = ${reference}`);
  if (!envoi || envoi.email === null || addressDigest(envoi.email) !== digest) return;
  if (!envoi.confirmed && envoi.written_lately) return;
  await queueMail(tx.db, {
    kind: 'tracking-link',
    causeKey: `tracking-link:${envoi.id}:${slot}`,
    to: { address: envoi.email, name: envoi.name },
    submissionId: envoi.id,
    tokenId: await workingToken(tx, envoi.id, settings.tokenKeys),
  });
}

function writtenLately(tx: TransactionContext, kind: MailKind): SQL {
  return sql`exists (select from mail m where m.kind = ${sql.raw(`'${kind}'`)} and lower(m.to_address) = lower(s.submitter_email)
    and m.state in ('pending', 'sending', 'sent', 'unknown')
    and m.created_at > ${tx.now().toISOString()}::timestamptz - interval '24 hours')`;
}

type Token = { id: string; purpose: string; digest: string };

async function workingToken(tx: TransactionContext, submissionId: string, keys: readonly string[]): Promise<string> {
  const now = tx.now().toISOString();
  const [known] = await tx.db.execute<Token>(sql`
    select id, purpose, encode(secret_sha256, 'hex') as digest from token
    where purpose = 'tracking' and submission_id = ${submissionId} and voided_at is null and expires_at > ${now}::timestamptz
    order by created_at desc limit 1`);
  if (known && isRecoverable(known, keys)) return known.id;
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  const id = randomUUID();
  const expires = (await trackingLinkEnd(tx.db, tx.now(), { submissionId })).toISOString();
  const secret = Buffer.from(secretDigest(tokenSecret(key, 'tracking', id))).toString('hex');
  await tx.db.execute(sql`
    update token set voided_at = ${now}::timestamptz
    where purpose = 'tracking' and submission_id = ${submissionId} and voided_at is null`);
  await tx.db.execute(sql`
    insert into token (id, purpose, submission_id, secret_sha256, expires_at, created_at)
    values (${id}, 'tracking', ${submissionId}, decode(${secret}, 'hex'), ${expires}::timestamptz, ${now}::timestamptz)`);
  return id;
}

function isRecoverable({ id, purpose, digest }: Token, keys: readonly string[]): boolean {
  try {
    recoverSecret(keys, { id, purpose, secretSha256: Buffer.from(digest, 'hex') });
    return true;
  } catch {
    return false;
  }
}
