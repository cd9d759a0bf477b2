import { randomBytes } from 'node:crypto';
import { platform } from '../../db/tables/platform.ts';
import { foldForSearch } from '../../domain/text.ts';
import { PLATFORM_COLUMNS, type PlatformRow } from '../../reads/list-platforms.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { drawPlatformSecret } from './platform-secret.ts';
import { readPlatform, type WrittenPlatform } from './read-platform.ts';

/**
 * Adds a platform that members enter with their account. Its secret is in the answer and nowhere else; a public one has
 * none.
 * @throws ForbiddenError for others than administrators, InvalidInputError for what cannot be used
 */
export async function createPlatform(
  ctx: Context,
  input: WrittenPlatform & { public: boolean },
  options: { allowLocalhost: boolean },
): Promise<{ platform: PlatformRow; secret: string | null }> {
  const actor = requireAdministrator(ctx);
  const written = readPlatform(input, options);
  const drawn = input.public ? null : drawPlatformSecret();
  return inTransaction(ctx, async (tx) => {
    const at = tx.now();
    const [row] = await tx.db
      .insert(platform)
      .values({
        ...written,
        clientId: drawClientId(written.name),
        public: input.public,
        secretSha256: drawn?.digest ?? null,
        secretMadeAt: drawn && at,
        ...{ createdBy: actor.id, createdAt: at, updatedBy: actor.id, updatedAt: at },
      })
      .returning(PLATFORM_COLUMNS);
    if (!row) throw new Error('The platform was not written.');
    await writeAudit(tx.db, actor, at, [
      {
        action: 'create-platform',
        subject: { type: 'platform', id: row.id },
        after: { ...written, clientId: row.clientId, public: row.public },
      },
    ]);
    return { platform: row, secret: drawn?.secret ?? null };
  });
}

/** Says which platform it is in the logs of its operator, and is nobody else's. */
function drawClientId(name: string): string {
  const words = foldForSearch(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${words || 'plateforme'}-${randomBytes(5).toString('hex')}`;
}
