import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import { formatName } from '@guichet/shared/domain/names';
import type { Role } from '@guichet/shared/domain/roles';
import { getPublicPo } from '@guichet/shared/reads/public-pos';
import { readValues } from '@guichet/shared/request-types/fields';
import { nameRoles } from '@guichet/shared/request-types/format-answers';
import { sql } from 'drizzle-orm';
import { submitterForm } from '../../form/submitter-form.ts';
import type { Draft, KnownSubmitter } from '../drafts/draft.ts';

type Entered = {
  poId: string;
  email: string | null;
  firstName: string;
  lastName: string;
  roles: Role[];
  members: KnownSubmitter['members'];
};

/**
 * Lets a member in by the door that the extranet has opened, once: a new draft with PO and submitter filled in and, for
 * presidents and secretaries, the members of the PO to choose from. Null for a door that is shut. The door itself says
 * who may enter, in the one SQL function that reads persons.
 */
export async function enterByDoor(db: Database, secret: string, now: Date): Promise<Draft | null> {
  const digest = Buffer.from(secretDigest(secret)).toString('hex');
  const [row] = await db.execute<{ entered: Entered | null }>(
    sql`select enter_by_door(decode(${digest}, 'hex')) as entered`,
  );
  const entered = row?.entered;
  const po = entered && (await getPublicPo(db, entered.poId));
  if (!po) return null;
  const submitter = {
    name: formatName(entered),
    email: entered.email ?? '',
    function: nameRoles(entered.roles) || 'membre',
  };
  return {
    version: 0,
    startedAt: now.toISOString(),
    po,
    requests: [],
    submitter: readValues(submitterForm.groups, submitter),
    known: { proof: secret, poId: po.id, members: entered.members },
  };
}
