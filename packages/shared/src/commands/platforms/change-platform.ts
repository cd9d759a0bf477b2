import { and, eq } from 'drizzle-orm';
import { platform } from '../../db/tables/platform.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { PLATFORM_COLUMNS, type PlatformRow } from '../../reads/list-platforms.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { drawPlatformSecret } from './platform-secret.ts';
import { readPlatform, type WrittenPlatform } from './read-platform.ts';

type OnVersion = { id: string; version: number };

/**
 * Changes a platform. Members who agreed are asked again when the text, what is told of them or the roles change.
 * @throws ConflictError when a colleague was quicker, NotFoundError when there is none, ForbiddenError and
 *   InvalidInputError as when it is created
 */
export async function changePlatform(
  ctx: Context,
  { id, version, ...input }: OnVersion & WrittenPlatform,
  options: { allowLocalhost: boolean },
): Promise<PlatformRow> {
  requireAdministrator(ctx);
  const written = readPlatform(input, options);
  return save(ctx, { id, version }, 'change-platform', (before) => {
    const asked = ({ consentText, shares, roles }: WrittenPlatform) => canonicalJson({ consentText, shares, roles });
    const askAgain = asked(before) === asked(written) ? 0 : 1;
    return { ...written, consentVersion: before.consentVersion + askAgain };
  });
}

/**
 * Makes another secret, in the answer and nowhere else; the former one ends at once.
 * @throws as `changePlatform`, InvalidInputError for a public platform, which has none
 */
export async function renewPlatformSecret(
  ctx: Context,
  on: OnVersion,
): Promise<{ platform: PlatformRow; secret: string }> {
  const { secret, digest } = drawPlatformSecret();
  const row = await save(ctx, on, 'renew-platform-secret', (before) => {
    if (before.public) {
      throw new InvalidInputError(`Platform ${on.id} is public.`, [], {
        userMessage: 'Cette application n’a pas de secret : elle ne pourrait pas le garder.',
      });
    }
    return { secretSha256: digest, secretMadeAt: ctx.now() };
  });
  return { platform: row, secret };
}

/** Closes a platform at once, or opens it again. @throws as `changePlatform` */
export async function openOrClosePlatform(
  ctx: Context,
  { disabled, ...on }: OnVersion & { disabled: boolean },
): Promise<PlatformRow> {
  return save(ctx, on, disabled ? 'disable-platform' : 'enable-platform', () => ({
    disabledAt: disabled ? ctx.now() : null,
  }));
}

type Values = Partial<typeof platform.$inferInsert>;

async function save(
  ctx: Context,
  { id, version }: OnVersion,
  action: AuditAction,
  change: (before: PlatformRow) => Values,
): Promise<PlatformRow> {
  const actor = requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const before = await getOrThrow(tx, id);
    const set = change(before);
    const [row] = await tx.db
      .update(platform)
      .set({ ...set, version: version + 1, updatedBy: actor.id, updatedAt: tx.now() })
      .where(and(eq(platform.id, id), eq(platform.version, version)))
      .returning(PLATFORM_COLUMNS);
    if (!row) {
      throw new ConflictError(`Platform ${id} changed since it was read.`, {
        userMessage:
          'Quelqu’un a changé cette plateforme entre-temps. Votre texte est gardé : comparez, puis enregistrez.',
      });
    }
    await writeAudit(tx.db, actor, tx.now(), [
      { action, subject: { type: 'platform', id }, before: told(before), after: told(row) },
    ]);
    return row;
  });
}

async function getOrThrow(tx: TransactionContext, id: string): Promise<PlatformRow> {
  const [row] = await tx.db.select(PLATFORM_COLUMNS).from(platform).where(eq(platform.id, id));
  if (!row) throw new NotFoundError(`No platform ${id}.`, { userMessage: 'Cette plateforme n’existe pas.' });
  return row;
}

function told(row: PlatformRow) {
  const { name, redirectUris, postLogoutUris, roles, shares, consentText } = row;
  const secretMadeAt = row.secretMadeAt?.toISOString() ?? null;
  return {
    name,
    redirectUris,
    postLogoutUris,
    roles,
    shares,
    consentText,
    disabled: row.disabledAt !== null,
    secretMadeAt,
  };
}
