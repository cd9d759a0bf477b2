import { and, eq, lte } from 'drizzle-orm';
import { keepChallenge, takeChallenge } from '../../auth/second-factor/passkey-challenges.ts';
import {
  passkeyCreationOptions,
  passkeyRequestOptions,
  readNewPasskey,
  readPasskeyCounter,
} from '../../auth/second-factor/passkeys.ts';
import { staffPasskey } from '../../db/tables/staff-passkey.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
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

/** More are of no use to anybody, and a list of them must stay readable. */
const MOST = 20;

/** What the browser needs to make a passkey for the person. */
export async function beginPasskey(ctx: Context, { publicUrl }: SecurityOptions) {
  const actor = requireSelf(ctx);
  return inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const known = await db.select().from(staffPasskey).where(eq(staffPasskey.staffId, actor.id));
    if (known.length >= MOST) {
      throw new ConflictError(`Staff user ${actor.id} has ${MOST} passkeys.`, {
        userMessage: `Vous avez déjà ${MOST} clés d’accès : retirez celles qui ne servent plus.`,
      });
    }
    const options = await passkeyCreationOptions({ publicUrl }, user, known);
    await keepChallenge(db, { challenge: options.challenge, purpose: 'create', owner: actor.id, now: ctx.now() });
    return options;
  });
}

/**
 * Adds the passkey that the browser made. Answers recovery codes, to be shown this once, for who has none.
 * @throws InvalidInputError when it does not hold or has no name, ConflictError when it is known already
 */
export async function addPasskey(
  ctx: Context,
  { name, response }: { name: string; response: unknown },
  { publicUrl }: SecurityOptions,
): Promise<{ recoveryCodes: string[] | null }> {
  const actor = requireSelf(ctx);
  const given = readName(name);
  const now = ctx.now();
  const made = await readNewPasskey({ publicUrl }, response, (challenge) =>
    takeChallenge(ctx.db, { challenge, purpose: 'create', owner: actor.id, now }),
  );
  if (!made) throw refusedPasskey();
  return inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const [row] = await db
      .insert(staffPasskey)
      .values({ ...made, staffId: actor.id, name: given, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: staffPasskey.id });
    if (!row) {
      throw new ConflictError('the passkey is known already', { userMessage: 'Cette clé d’accès est déjà ajoutée.' });
    }
    const recoveryCodes = await giveFirstRecoveryCodes(db, actor.id, now);
    await tellSecurityChange(db, user, 'passkey-added');
    await writeAudit(db, actor, now, [
      { action: 'add-passkey', subject: { type: 'staff', id: actor.id }, after: { passkey: row.id, name: given } },
    ]);
    return { recoveryCodes };
  });
}

/** @throws NotFoundError for a passkey that is not one's own, InvalidInputError without a name */
export async function renamePasskey(ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const actor = requireSelf(ctx);
  const given = readName(name);
  await inTransaction(ctx, async ({ db }) => {
    const [row] = await db
      .update(staffPasskey)
      .set({ name: given })
      .where(and(eq(staffPasskey.id, id), eq(staffPasskey.staffId, actor.id)))
      .returning({ id: staffPasskey.id });
    if (!row) throw noPasskey(id);
    await writeAudit(db, actor, ctx.now(), [
      { action: 'rename-passkey', subject: { type: 'staff', id: actor.id }, after: { passkey: id, name: given } },
    ]);
  });
}

/** @throws NotFoundError for a passkey that is not one's own, ConflictError for the last factor where one is required */
export async function removePasskey(ctx: Context, { id }: { id: string }, options: SecurityOptions): Promise<void> {
  const actor = requireSelf(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const [row] = await db
      .delete(staffPasskey)
      .where(and(eq(staffPasskey.id, id), eq(staffPasskey.staffId, actor.id)))
      .returning({ name: staffPasskey.name });
    if (!row) throw noPasskey(id);
    await settleRemovedFactor(db, actor.id, options);
    await tellSecurityChange(db, user, 'passkey-removed');
    await writeAudit(db, actor, ctx.now(), [
      { action: 'remove-passkey', subject: { type: 'staff', id: actor.id }, before: { passkey: id, name: row.name } },
    ]);
  });
}

type Stranger = Pick<Context, 'db' | 'now'>;

/** What the browser needs to show a passkey; the same for everybody. */
export async function askForPasskey(ctx: Stranger, { publicUrl }: Pick<SecurityOptions, 'publicUrl'>) {
  const options = await passkeyRequestOptions({ publicUrl });
  await keepChallenge(ctx.db, { challenge: options.challenge, purpose: 'show', now: ctx.now() });
  return options;
}

/** Whose passkey this is, or null. The device asked who is there: it stands for both factors. */
export async function provePasskey(
  ctx: Stranger,
  { response }: { response: { id: string } },
  { publicUrl }: Pick<SecurityOptions, 'publicUrl'>,
): Promise<{ staffId: string } | null> {
  const [known] = await ctx.db.select().from(staffPasskey).where(eq(staffPasskey.credentialId, response.id));
  if (!known) return null;
  const now = ctx.now();
  const counter = await readPasskeyCounter({ publicUrl }, response, known, (challenge) =>
    takeChallenge(ctx.db, { challenge, purpose: 'show', now }),
  );
  if (counter === null) return null;
  const used = await ctx.db
    .update(staffPasskey)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(staffPasskey.id, known.id), lte(staffPasskey.counter, counter)))
    .returning({ staffId: staffPasskey.staffId });
  return used[0] ?? null;
}

export function refusedPasskey(): InvalidInputError {
  return new InvalidInputError('the passkey does not hold', [], {
    userMessage: 'Cette clé d’accès n’a pas été acceptée. Réessayez, ou choisissez une autre façon.',
  });
}

function readName(name: string): string {
  const given = normaliseText(name);
  if (given !== '' && given.length <= 60 && textProblem(given) === null) return given;
  const message = 'Donnez à cette clé un nom de 60 caractères au plus, par exemple « Ordinateur du bureau ».';
  throw new InvalidInputError('the passkey has no name', [{ path: 'name', message }], { userMessage: message });
}

function noPasskey(id: string): NotFoundError {
  return new NotFoundError(`no passkey ${id} of one's own`, { userMessage: 'Cette clé d’accès n’existe plus.' });
}
