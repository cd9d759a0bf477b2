import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { createSealer } from '../../auth/sealer.ts';
import { newTotpSecret, totpStepOf, totpUri } from '../../auth/second-factor/totp.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireSelf, type SecurityOptions } from './own-account.ts';
import { giveFirstRecoveryCodes, settleRemovedFactor } from './own-factors.ts';

/** Secrets at rest; the owner’s id is the context, so that none can be moved to another account. */
export const totpSealer = (tokenKeys: readonly string[]) => createSealer(tokenKeys, 'authenticator app');

/** Begins to set an authenticator app up, the first or another: nothing holds until a first code confirms it. */
export async function beginTotp(ctx: Context, options: SecurityOptions): Promise<{ secret: string; uri: string }> {
  const self = requireSelf(ctx);
  const { actor, tables } = self;
  const { totp } = tables;
  const secret = newTotpSecret();
  return inTransaction(ctx, async ({ db }) => {
    const { email } = await self.lock(db);
    const pendingSecret = totpSealer(options.tokenKeys).seal(secret, actor.id);
    await db
      .insert(totp)
      .values({ ownerId: actor.id, pendingSecret })
      .onConflictDoUpdate({ target: totp.ownerId, set: { pendingSecret } });
    return { secret, uri: totpUri(secret, email) };
  });
}

/** The app that waits for its first code, to be shown again; null when none does. */
export async function readPendingTotp(
  ctx: Context,
  options: Pick<SecurityOptions, 'tokenKeys'>,
): Promise<{ secret: string; uri: string } | null> {
  const self = requireSelf(ctx);
  const { totp } = self.tables;
  return inTransaction(ctx, async ({ db }) => {
    const { id, email } = await self.lock(db);
    const [row] = await db.select({ pending: totp.pendingSecret }).from(totp).where(eq(totp.ownerId, id));
    const secret = row?.pending ? totpSealer(options.tokenKeys).unseal(row.pending, id) : null;
    return secret === null ? null : { secret, uri: totpUri(secret, email) };
  });
}

/**
 * The first code of an app: from now on it is a factor, in place of the former app. Answers recovery codes, to be shown
 * this once, for who has none.
 * @throws InvalidInputError for a wrong code, ConflictError when no app waits for one
 */
export async function confirmTotp(
  ctx: Context,
  { code }: { code: string },
  options: SecurityOptions,
): Promise<{ recoveryCodes: string[] | null }> {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { totp } = tables;
  return inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const [row] = await db.select().from(totp).where(eq(totp.ownerId, actor.id));
    const pending = row?.pendingSecret ?? null;
    const secret = pending === null ? null : totpSealer(options.tokenKeys).unseal(pending, actor.id);
    if (secret === null) {
      throw new ConflictError(`The ${subject.type} ${actor.id} is setting no app up.`, {
        userMessage: 'Cette mise en place a expiré ou est déjà faite. Recommencez-la.',
      });
    }
    const now = ctx.now();
    const step = await totpStepOf(secret, code, now, null);
    if (step === null) throw wrongCode();
    await db
      .update(totp)
      .set({ secret: pending, confirmedAt: now, lastStep: step, pendingSecret: null })
      .where(eq(totp.ownerId, actor.id));
    const recoveryCodes = await giveFirstRecoveryCodes(db, self, now);
    await self.tell(db, 'totp-added');
    await writeAudit(db, actor, now, [{ action: 'add-totp', subject }]);
    return { recoveryCodes };
  });
}

/** @throws ConflictError when there is none, or it is the last factor where one is required */
export async function removeTotp(ctx: Context, options: SecurityOptions): Promise<void> {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { totp } = tables;
  await inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const [removed] = await db
      .delete(totp)
      .where(and(eq(totp.ownerId, actor.id), isNotNull(totp.confirmedAt)))
      .returning({ ownerId: totp.ownerId });
    if (!removed) {
      throw new ConflictError(`The ${subject.type} ${actor.id} has no app.`, {
        userMessage: 'Aucune application de codes n’est liée à votre accès.',
      });
    }
    await settleRemovedFactor(db, self, options);
    await self.tell(db, 'totp-removed');
    await writeAudit(db, actor, ctx.now(), [{ action: 'remove-totp', subject }]);
  });
}

/**
 * Whether this is a code of the person's app, not used before: accepting it and refusing it from then on is one
 * conditional update, so that of two at once one wins.
 */
export async function proveTotp(
  ctx: Context,
  { code }: { code: string },
  options: Pick<SecurityOptions, 'tokenKeys'>,
): Promise<boolean> {
  const self = requireSelf(ctx);
  const { actor, tables } = self;
  const { totp } = tables;
  const [row] = await ctx.db.select().from(totp).where(eq(totp.ownerId, actor.id));
  const secret = row?.secret ? totpSealer(options.tokenKeys).unseal(row.secret, actor.id) : null;
  if (!row || secret === null) return false;
  const step = await totpStepOf(secret, code, ctx.now(), row.lastStep);
  if (step === null) return false;
  const accepted = await ctx.db
    .update(totp)
    // Sealed anew each time: after a rotation of TOKEN_KEYS the first key takes over from the former ones by itself.
    .set({ lastStep: step, secret: totpSealer(options.tokenKeys).seal(secret, actor.id) })
    .where(
      and(
        eq(totp.ownerId, actor.id),
        eq(totp.secret, row.secret ?? ''),
        sql`${totp.lastStep} is null or ${totp.lastStep} < ${step}`,
      ),
    )
    .returning({ ownerId: totp.ownerId });
  return accepted.length > 0;
}

export function wrongCode(): InvalidInputError {
  const message = 'Ce code n’est pas le bon. Attendez le suivant dans votre application, puis réessayez.';
  return new InvalidInputError('wrong code', [{ path: 'code', message }], { userMessage: message });
}
