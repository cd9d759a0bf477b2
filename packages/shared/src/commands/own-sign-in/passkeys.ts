import { and, eq, lte } from 'drizzle-orm';
import { type PopulationName, SIGN_IN_TABLES } from '../../auth/sign-in-tables.ts';
import { keepChallenge, takeChallenge } from '../../auth/second-factor/passkey-challenges.ts';
import {
  passkeyCreationOptions,
  passkeyRequestOptions,
  readNewPasskey,
  readPasskeyCounter,
} from '../../auth/second-factor/passkeys.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireSelf, type SecurityOptions } from './own-account.ts';
import { giveFirstRecoveryCodes, settleRemovedFactor } from './own-factors.ts';

/** More are of no use to anybody, and a list of them must stay readable. */
const MOST = 20;

/** What the browser needs to make a passkey for the person. */
export async function beginPasskey(ctx: Context, { publicUrl }: SecurityOptions) {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { passkey } = tables;
  return inTransaction(ctx, async ({ db }) => {
    const user = await self.lock(db);
    const known = await db.select().from(passkey).where(eq(passkey.ownerId, actor.id));
    if (known.length >= MOST) {
      throw new ConflictError(`The ${subject.type} ${actor.id} has ${MOST} passkeys.`, {
        userMessage: `Vous avez déjà ${MOST} clés d’accès : retirez celles qui ne servent plus.`,
      });
    }
    const options = await passkeyCreationOptions({ publicUrl }, user, known);
    await keepChallenge(db, tables, {
      challenge: options.challenge,
      purpose: 'create',
      owner: actor.id,
      now: ctx.now(),
    });
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
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { passkey } = tables;
  const given = readName(name);
  const now = ctx.now();
  const made = await readNewPasskey({ publicUrl }, response, (challenge) =>
    takeChallenge(ctx.db, tables, { challenge, purpose: 'create', owner: actor.id, now }),
  );
  if (!made) throw refusedPasskey();
  return inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const [row] = await db
      .insert(passkey)
      .values({ ...made, ownerId: actor.id, name: given, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: passkey.id });
    if (!row) {
      throw new ConflictError('the passkey is known already', { userMessage: 'Cette clé d’accès est déjà ajoutée.' });
    }
    const recoveryCodes = self.passkeyIsFactor ? await giveFirstRecoveryCodes(db, self, now) : null;
    await self.tell(db, 'passkey-added');
    await writeAudit(db, actor, now, [{ action: 'add-passkey', subject, after: { passkey: row.id, name: given } }]);
    return { recoveryCodes };
  });
}

/** @throws NotFoundError for a passkey that is not one's own, InvalidInputError without a name */
export async function renamePasskey(ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { passkey } = tables;
  const given = readName(name);
  await inTransaction(ctx, async ({ db }) => {
    const [row] = await db
      .update(passkey)
      .set({ name: given })
      .where(and(eq(passkey.id, id), eq(passkey.ownerId, actor.id)))
      .returning({ id: passkey.id });
    if (!row) throw noPasskey(id);
    await writeAudit(db, actor, ctx.now(), [
      { action: 'rename-passkey', subject, after: { passkey: id, name: given } },
    ]);
  });
}

/** @throws NotFoundError for a passkey that is not one's own, ConflictError for the last factor where one is required */
export async function removePasskey(ctx: Context, { id }: { id: string }, options: SecurityOptions): Promise<void> {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  const { passkey } = tables;
  await inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const [row] = await db
      .delete(passkey)
      .where(and(eq(passkey.id, id), eq(passkey.ownerId, actor.id)))
      .returning({ name: passkey.name });
    if (!row) throw noPasskey(id);
    await settleRemovedFactor(db, self, options);
    await self.tell(db, 'passkey-removed');
    await writeAudit(db, actor, ctx.now(), [
      { action: 'remove-passkey', subject, before: { passkey: id, name: row.name } },
    ]);
  });
}

type Stranger = Pick<Context, 'db' | 'now'>;
/** Where nobody is known yet, the app says whose passkeys it asks for. */
type Door = Pick<SecurityOptions, 'publicUrl'> & { population: PopulationName };

/** What the browser needs to show a passkey; the same for everybody. */
export async function askForPasskey(ctx: Stranger, { publicUrl, population }: Door) {
  const options = await passkeyRequestOptions({ publicUrl });
  await keepChallenge(ctx.db, SIGN_IN_TABLES[population], {
    challenge: options.challenge,
    purpose: 'show',
    now: ctx.now(),
  });
  return options;
}

/** Whose passkey this is, or null. The device asked who is there: it stands for both factors. */
export async function provePasskey(
  ctx: Stranger,
  { response }: { response: { id: string } },
  { publicUrl, population }: Door,
): Promise<{ ownerId: string } | null> {
  const tables = SIGN_IN_TABLES[population];
  const { passkey } = tables;
  const [known] = await ctx.db.select().from(passkey).where(eq(passkey.credentialId, response.id));
  if (!known) return null;
  const now = ctx.now();
  const counter = await readPasskeyCounter({ publicUrl }, response, known, (challenge) =>
    takeChallenge(ctx.db, tables, { challenge, purpose: 'show', now }),
  );
  if (counter === null) return null;
  const used = await ctx.db
    .update(passkey)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkey.id, known.id), lte(passkey.counter, counter)))
    .returning({ ownerId: passkey.ownerId });
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
