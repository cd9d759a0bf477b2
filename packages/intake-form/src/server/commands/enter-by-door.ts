import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import type { CivilDate } from '@guichet/shared/domain/dates';
import { formatEnterpriseNumber } from '@guichet/shared/domain/identifiers';
import { formatName } from '@guichet/shared/domain/names';
import { formatPhone } from '@guichet/shared/domain/phone';
import type { PostalAddress } from '@guichet/shared/domain/postal-address';
import type { Role } from '@guichet/shared/domain/roles';
import { getPublicPo } from '@guichet/shared/reads/public-pos';
import { readValues } from '@guichet/shared/request-types/fields';
import type { Recorded, RecordedKind } from '@guichet/shared/request-types/fill-in';
import { nameRoles } from '@guichet/shared/request-types/format-answers';
import type { RequestTypeName } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import { sql } from 'drizzle-orm';
import { submitterForm } from '../../form/submitter-form.ts';
import { type Draft, type DraftRequest, type KnownSubmitter, newRequest } from '../drafts/draft.ts';

type Entered = {
  poId: string;
  email: string | null;
  firstName: string;
  lastName: string;
  roles: Role[];
  members: KnownSubmitter['members'];
  about: 'any' | RecordedKind;
  recorded: Row | null;
};

/** As the function of the database gives it: of what was asked about. */
type Row = Partial<PostalAddress> & {
  fase?: number | null;
  name?: string;
  enterpriseNumber?: string | null;
  contactEmail?: string | null;
  contactPhone?: string | null;
  firstName?: string;
  lastName?: string;
  birthDate?: CivilDate;
  email?: string | null;
  phone?: string | null;
};

/** What a door that still opens is about: 'self' for who comes in, 'any' for nothing in particular. Null: it is shut. */
export type DoorSubject = 'any' | 'self' | RecordedKind;

export async function lookAtDoor(db: Database, secret: string): Promise<DoorSubject | null> {
  const [row] = await db.execute<{ about: DoorSubject | null }>(sql`select look_at_door(${digestOf(secret)}) as about`);
  return row?.about ?? null;
}

/**
 * Lets a member in by the door that the extranet has opened, once: a new draft with PO and submitter filled in, what is
 * recorded of what it is about when `type` can tell it and, for presidents and secretaries, the members of the PO to
 * choose from. Null for a door that is shut. The door itself says who may enter, in the one SQL function that reads
 * persons.
 */
export async function enterByDoor(
  db: Database,
  secret: string,
  { now, type }: { now: Date; type: RequestTypeName | null },
): Promise<Draft | null> {
  const [row] = await db.execute<{ entered: Entered | null }>(
    sql`select enter_by_door(${digestOf(secret)}) as entered`,
  );
  const entered = row?.entered;
  const po = entered && (await getPublicPo(db, entered.poId));
  if (!po) return null;
  const submitter = {
    name: formatName(entered),
    email: entered.email ?? '',
    function: nameRoles(entered.roles) || 'membre',
  };
  const request = type && filledIn(type, entered);
  return {
    version: 0,
    startedAt: now.toISOString(),
    po,
    requests: request ? [request] : [],
    submitter: readValues(submitterForm.groups, submitter),
    known: { proof: secret, poId: po.id, members: entered.members },
  };
}

const digestOf = (secret: string) => sql`decode(${Buffer.from(secretDigest(secret)).toString('hex')}, 'hex')`;

/** Null where the type asks nothing about it, or it has left the PO meanwhile. */
function filledIn(type: RequestTypeName, { about, recorded: row }: Entered): DraftRequest | null {
  const known = row && about !== 'any' ? readRecorded(about, row) : null;
  const filled = known && requestType(type).fillIn?.(known);
  return filled ? { ...newRequest(type, filled.values), recorded: filled.recorded } : null;
}

function readRecorded(kind: RecordedKind, row: Row): Recorded {
  const name = row.name ?? '';
  switch (kind) {
    case 'po':
      return {
        ...{ kind, name, address: addressOf(row), contactEmail: row.contactEmail ?? '' },
        enterpriseNumber: row.enterpriseNumber ? formatEnterpriseNumber(row.enterpriseNumber) : '',
        contactPhone: row.contactPhone ? formatPhone(row.contactPhone) : '',
      };
    case 'school':
      return { kind, name, value: String(row.fase ?? name), address: addressOf(row) };
    case 'member':
      return {
        ...{ kind, firstName: row.firstName ?? '', lastName: row.lastName ?? '', email: row.email ?? '' },
        birthDate: row.birthDate ?? null,
        phone: row.phone ? formatPhone(row.phone) : '',
        address: row.country === undefined ? null : addressOf(row),
      };
  }
}

function addressOf(row: Partial<PostalAddress>): PostalAddress {
  const { street = '', number = '', box = '', postcode = '', locality = '', country = 'BE' } = row;
  return { street, number, box, postcode, locality, country };
}
