import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { createSealer } from '../../auth/sealer.ts';
import { newTotpSecret, totpStepOf, totpUri } from '../../auth/second-factor/totp.ts';
import { staffTotp } from '../../db/tables/staff-totp.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import {
  giveFirstRecoveryCodes,
  lockOwnAccount,
  requireSelf,
  type SecurityOptions,
  settleRemovedFactor,
} from './own-account.ts';
import { tellSecurityChange } from './tell-security-change.ts';

/** Secrets at rest; `staffId` is the context, so that none can be moved to another account. */
export const totpSealer = (tokenKeys: readonly string[]) => createSealer(tokenKeys, 'authenticator app');

/** Begins to set an authenticator app up, the first or another: nothing holds until a first code confirms it. */
export async function beginTotp(ctx: Context, options: SecurityOptions): Promise<{ secret: string; uri: string }> {
  const actor = requireSelf(ctx);
  const secret = newTotpSecret();
  return inTransaction(ctx, async ({ db }) => {
    const { email } = await lockOwnAccount(db, actor);
    const pendingSecret = totpSealer(options.tokenKeys).seal(secret, actor.id);
    await db
      .insert(staffTotp)
      .values({ staffId: actor.id, pendingSecret })
      .onConflictDoUpdate({ target: staffTotp.staffId, set: { pendingSecret } });
    return { secret, uri: totpUri(secret, email) };
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
  const actor = requireSelf(ctx);
  return inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const [row] = await db.select().from(staffTotp).where(eq(staffTotp.staffId, actor.id));
    const pending = row?.pendingSecret ?? null;
    const secret = pending === null ? null : totpSealer(options.tokenKeys).unseal(pending, actor.id);
    if (secret === null) {
      throw new ConflictError(`Staff user ${actor.id} is setting no app up.`, {
        userMessage: 'Cette mise en place a expiré ou est déjà faite. Recommencez-la.',
      });
    }
    const now = ctx.now();
    const step = await totpStepOf(secret, code, now, null);
    if (step === null) throw wrongCode();
    await db
      .update(staffTotp)
      .set({ secret: pending, confirmedAt: now, lastStep: step, pendingSecret: null })
      .where(eq(staffTotp.staffId, actor.id));
    const recoveryCodes = await giveFirstRecoveryCodes(db, actor.id, now);
    await tellSecurityChange(db, user, 'totp-added');
    await writeAudit(db, actor, now, [{ action: 'add-totp', subject: { type: 'staff', id: actor.id } }]);
    return { recoveryCodes };
  });
}

/** @throws ConflictError when there is none, or it is the last factor where one is required */
export async function removeTotp(ctx: Context, options: SecurityOptions): Promise<void> {
  const actor = requireSelf(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const [removed] = await db
      .delete(staffTotp)
      .where(and(eq(staffTotp.staffId, actor.id), isNotNull(staffTotp.confirmedAt)))
      .returning({ staffId: staffTotp.staffId });
    if (!removed) {
      throw new ConflictError(`Staff user ${actor.id} has no app.`, {
        userMessage: 'Aucune application de codes n’est liée à votre accès.',
      });
    }
    await settleRemovedFactor(db, actor.id, options);
    await tellSecurityChange(db, user, 'totp-removed');
    await writeAudit(db, actor, ctx.now(), [{ action: 'remove-totp', subject: { type: 'staff', id: actor.id } }]);
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
  const actor = requireSelf(ctx);
  const [row] = await ctx.db.select().from(staffTotp).where(eq(staffTotp.staffId, actor.id));
  const secret = row?.secret ? totpSealer(options.tokenKeys).unseal(row.secret, actor.id) : null;
  if (!row || secret === null) return false;
  const step = await totpStepOf(secret, code, ctx.now(), row.lastStep);
  if (step === null) return false;
  const accepted = await ctx.db
    .update(staffTotp)
    // Sealed anew each time: after a rotation of TOKEN_KEYS the first key takes over from the former ones by itself.
    .set({ lastStep: step, secret: totpSealer(options.tokenKeys).seal(secret, actor.id) })
    .where(
      and(
        eq(staffTotp.staffId, actor.id),
        eq(staffTotp.secret, row.secret ?? ''),
        sql`${staffTotp.lastStep} is null or ${staffTotp.lastStep} < ${step}`,
      ),
    )
    .returning({ staffId: staffTotp.staffId });
  return accepted.length > 0;
}

export function wrongCode(): InvalidInputError {
  const message = 'Ce code n’est pas le bon. Attendez le suivant dans votre application, puis réessayez.';
  return new InvalidInputError('wrong code', [{ path: 'code', message }], { userMessage: message });
}
