import { issueAccountToken } from '../../auth/issue-token.ts';
import { tokenSecret } from '../../auth/token-secrets.ts';
import type { Transaction } from '../../db/client.ts';
import { tokenDoor } from '../../db/tables/token-door.ts';

/** Long enough for a page to load, too short to be passed on. */
const DOOR_MINUTES = 10;

/** Beside what it was opened. `showsContacts`: members see each other's address and telephone, so the form may too. */
export type DoorSubject =
  | { kind: 'any' | 'po' }
  | { kind: 'school'; id: string }
  | { kind: 'member'; id: string; showsContacts: boolean };

/**
 * Opens the public form to a member who is signed in, for one PO: the page behind `/arriver/<secret>` lets them in once.
 * Whether they are a member of that PO is asked again there. Returns the secret, which is nowhere stored.
 */
export async function openFormDoor(
  tx: Transaction,
  wanted: { keys: readonly string[]; accountId: string; poId: string; now: Date; about?: DoorSubject | undefined },
): Promise<string> {
  const { keys, accountId, poId, now, about = { kind: 'any' } } = wanted;
  const tokenId = await issueAccountToken(tx, {
    keys,
    purpose: 'form-door',
    accountId,
    expiresAt: new Date(now.getTime() + DOOR_MINUTES * 60_000),
    now,
  });
  await tx.insert(tokenDoor).values({
    ...{ tokenId, poId, about: about.kind, subjectId: 'id' in about ? about.id : null },
    showsContacts: about.kind === 'member' && about.showsContacts,
  });
  return tokenSecret(keys[0] ?? '', 'form-door', tokenId);
}
