import type { Database } from '@guichet/shared/db/client';
import { person } from '@guichet/shared/db/tables/person';
import { po } from '@guichet/shared/db/tables/po';
import { region } from '@guichet/shared/db/tables/region';
import type { CivilDate } from '@guichet/shared/domain/dates';
import { hashOf } from '@guichet/shared/domain/hash';
import { formatEnterpriseNumber } from '@guichet/shared/domain/identifiers';
import { formatName } from '@guichet/shared/domain/names';
import { formatPhone } from '@guichet/shared/domain/phone';
import { formatAddress } from '@guichet/shared/domain/postal-address';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { eq, inArray } from 'drizzle-orm';
import { maskEmail } from '../server/mask-email.ts';
import { listMembers } from './list-members.ts';
import { listSchools } from './list-schools.ts';
import type { Secretariat } from './read-secretariat.ts';

export type VerificationFile = {
  fase: number;
  name: string;
  region: Secretariat;
  facts: { key: string; label: string; value: string }[];
  schools: { key: string; name: string; place: string }[];
  members: { key: string; name: string; roles: string; email: string }[];
  /** Of all that is shown: who confirms, confirms this. */
  hash: string;
};

/**
 * The file of a PO as president and secretary read it before they answer for it. A link can be passed on: addresses of
 * people are shown only as far as their owner recognises them, dates of birth and homes not at all.
 */
export async function readVerificationFile(
  db: Database,
  poId: string,
  today: CivilDate,
): Promise<VerificationFile | null> {
  const [found] = await db
    .select({ po, region: { name: region.name, email: region.email, phone: region.phone } })
    .from(po)
    .innerJoin(region, eq(region.id, po.regionId))
    .where(eq(po.id, poId));
  if (!found) return null;
  const [schools, members] = await Promise.all([
    listSchools(db, poId, today),
    listMembers(db, poId, { today, contacts: false }),
  ]);
  const ids = members.map(({ personId }) => personId);
  const addresses =
    ids.length === 0
      ? []
      : await db.select({ id: person.id, email: person.email }).from(person).where(inArray(person.id, ids));
  const addressOf = (id: string) => addresses.find((one) => one.id === id)?.email ?? null;
  const { fase, name, enterpriseNumber, contactEmail, contactPhone } = found.po;
  const shown = {
    facts: [
      { key: 'fase', label: 'Numéro FASE', value: String(fase) },
      { key: 'bce', label: 'Numéro d’entreprise', value: formatEnterpriseNumber(enterpriseNumber ?? '') },
      { key: 'address', label: 'Adresse', value: formatAddress(found.po) },
      { key: 'email', label: 'E-mail', value: contactEmail ?? '' },
      { key: 'phone', label: 'Téléphone', value: contactPhone ? formatPhone(contactPhone) : '' },
    ],
    schools: schools.map((school) => ({ key: school.id, name: school.name, place: formatAddress(school.address) })),
    members: members.map((member) => ({
      key: member.personId,
      name: formatName(member),
      roles: member.roles.map(({ role }) => ROLE_LABELS[role]).join(', ') || 'Membre',
      email: maskedOf(addressOf(member.personId)),
    })),
  };
  return { fase, name, region: found.region, ...shown, hash: hashOf({ name, ...shown }) };
}

function maskedOf(email: string | null): string {
  return email ? maskEmail(email) : 'pas d’adresse mail';
}
