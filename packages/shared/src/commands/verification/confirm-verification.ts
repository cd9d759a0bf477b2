import { sql } from 'drizzle-orm';
import type { MemberActor } from '../../auth/member-access.ts';
import { secretDigest } from '../../auth/token-secrets.ts';
import type { Database } from '../../db/client.ts';
import { verification } from '../../db/tables/verification.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import type { VerifierRole } from '../../domain/verification.ts';
import { ForbiddenError } from '../../errors/errors.ts';
import { type Actor, type Context, inTransaction, type TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

/** Whom a link asks, about which PO; only while the office is theirs. */
export type FollowedAsk = { verificationId: string; poId: string; personId: string; name: string; role: VerifierRole };

/** Reads what a link is about, and changes nothing; null when it is too old, of nobody, or no longer theirs to answer. */
export async function followAsk(db: Database, secret: string, now: Date): Promise<FollowedAsk | null> {
  if (secret === '') return null;
  const [row] = await db.execute<FollowedAsk>(sql`
    select a.verification_id as "verificationId", v.po_id as "poId", h.id as "personId",
      h.first_name || ' ' || h.last_name as name, held.role
    from verification_ask a join verification v on v.id = a.verification_id join person h on h.id = a.person_id
    cross join lateral (${heldOffice(sql`v.po_id`, sql`a.person_id`, now)}) held
    where a.secret_sha256 = ${secretDigest(secret)} and a.expires_at > ${now.toISOString()}::timestamptz and not h.deceased`);
  return row ?? null;
}

/** The president or secretary of a PO says that its file is right. Resolves with whether this did it, or it was said before. */
export async function confirmByLink(ctx: Omit<Context, 'actor'>, ask: FollowedAsk): Promise<'confirmed' | 'before'> {
  const actor: Actor = { kind: 'submitter', id: null, label: ask.name };
  return inTransaction({ ...ctx, actor }, async (tx) => {
    await takeTurn(tx, ask.poId);
    return confirm(tx, { ...ask, via: 'link' });
  });
}

/**
 * The same of a member who is signed in, asked or not.
 * @throws ForbiddenError for who is neither president nor secretary of that PO today
 */
export async function confirmByMember(
  ctx: Omit<Context, 'actor'> & { actor: MemberActor },
  poId: string,
): Promise<'confirmed' | 'before'> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (tx) => {
    const [held] = await tx.db.execute<{ role: VerifierRole }>(
      heldOffice(sql`${poId}::uuid`, sql`${personId}::uuid`, tx.now()),
    );
    if (!held) {
      throw new ForbiddenError(`Person ${personId} does not answer for PO ${poId}.`, {
        userMessage: 'La présidence ou le secrétariat du PO peut confirmer le dossier.',
      });
    }
    await takeTurn(tx, poId);
    const [latest] = await tx.db.execute<{ id: string }>(sql`
      select id from verification where po_id = ${poId} and (confirmed_at is null or confirmed_at > ${tx.now().toISOString()}::timestamptz - interval '1 day')
      order by asked_at desc, id desc limit 1`);
    return confirm(tx, { verificationId: latest?.id ?? null, poId, personId, role: held.role, via: 'extranet' });
  });
}

/** The office that a person holds in a PO today; president before secretary. */
function heldOffice(po: ReturnType<typeof sql>, person: ReturnType<typeof sql>, now: Date) {
  return sql`select r.role from mandate m join role_assignment r on r.mandate_id = m.id
    where m.po_id = ${po} and m.person_id = ${person} and m.annulled_at is null and r.annulled_at is null
      and r.role in ('president', 'secretary') and r.period @> ${todayInBrussels(now)}::date order by r.role limit 1`;
}

async function takeTurn(tx: TransactionContext, poId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`verification-of:${poId}`}, 0))`);
}

type Answer = Omit<FollowedAsk, 'name' | 'verificationId'> & {
  verificationId: string | null;
  via: 'link' | 'extranet';
};

async function confirm(
  tx: TransactionContext,
  { verificationId, poId, personId: confirmedBy, role: confirmedRole, via }: Answer,
): Promise<'confirmed' | 'before'> {
  const answer = { confirmedAt: tx.now(), confirmedBy, confirmedRole, via };
  if (verificationId === null) await tx.db.insert(verification).values({ poId, askedAt: tx.now(), ...answer });
  else {
    const written = await tx.db
      .update(verification)
      .set(answer)
      .where(sql`${verification.id} = ${verificationId} and ${verification.confirmedAt} is null`)
      .returning({ id: verification.id });
    if (written.length === 0) return 'before';
  }
  await writeAudit(tx.db, tx.actor, tx.now(), [
    {
      action: 'confirm-verification',
      subject: { type: 'po', id: poId },
      after: { personId: confirmedBy, role: confirmedRole },
    },
  ]);
  return 'confirmed';
}
