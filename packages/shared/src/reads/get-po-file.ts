import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import type { MemberView, PoFile } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { mandate } from '../db/tables/mandate.ts';
import { type AccountState, memberAccount } from '../db/tables/member-account.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { school } from '../db/tables/school.ts';
import { schoolSite } from '../db/tables/school-site.ts';
import { site } from '../db/tables/site.ts';
import { type CivilDate, formatDate } from '../domain/dates.ts';
import { sayBirthDate } from '../domain/erased.ts';
import { formatEnterpriseNumber } from '../domain/identifiers.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod, phaseOn } from '../domain/periods.ts';
import { formatPhone } from '../domain/phone.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { ROLE_LABELS, ROLES } from '../domain/roles.ts';
import { OPEN_STATES } from '../domain/transitions.ts';
import { NotFoundError } from '../errors/errors.ts';
import { loadOrigins, type Origins } from './load-origins.ts';

type PersonRow = typeof person.$inferSelect;
type MandateRow = typeof mandate.$inferSelect;
type RoleRow = typeof roleAssignment.$inferSelect;

/**
 * The file of a PO as the secretariat reads it, with what set each value. Annulled mandates and roles are left out.
 * @throws NotFoundError when there is no such PO in the region
 */
export async function getPoFile(db: Database, regionId: string, poId: string, today: CivilDate): Promise<PoFile> {
  const [found] = await db
    .select()
    .from(po)
    .where(and(eq(po.id, poId), eq(po.regionId, regionId)));
  if (!found) throw new NotFoundError(`no PO ${poId} in region ${regionId}`, { userMessage: 'Ce PO n’existe pas.' });
  const [schools, members, roles, open] = await Promise.all([
    db.select().from(school).where(eq(school.poId, poId)).orderBy(asc(school.name), asc(school.id)),
    listMembers(db, poId),
    listRoles(db, poId),
    countOpen(db, poId),
  ]);
  const sites = await listSites(
    db,
    schools.map(({ id }) => id),
  );
  const origins = await loadOrigins(
    db,
    [poId, ...schools.map(({ id }) => id), ...members.map(({ person: { id } }) => id)],
    [
      found.createdBy,
      ...schools.map(({ createdBy }) => createdBy),
      ...members.flatMap((row) => [row.person.createdBy, row.mandate.openedBy, row.mandate.endedBy]),
      ...roles.flatMap(({ assignedBy, endedBy }) => [assignedBy, endedBy]),
    ],
  );
  const fact = (label: string, field: string, value: string | null) => ({
    label,
    value: value || '—',
    origin: origins.ofField(poId, field) ?? (value ? origins.ofCause(found.createdBy) : null),
  });
  return {
    id: found.id,
    fase: found.fase,
    name: found.name,
    facts: [
      fact('Nom', 'name', found.name),
      fact('Numéro FASE', 'fase', String(found.fase)),
      fact(
        'Numéro d’entreprise (BCE)',
        'enterpriseNumber',
        found.enterpriseNumber && formatEnterpriseNumber(found.enterpriseNumber),
      ),
      fact('Adresse', 'address', formatAddress(found)),
      fact('Adresse mail de contact', 'contactEmail', found.contactEmail),
      fact('Téléphone de contact', 'contactPhone', found.contactPhone && formatPhone(found.contactPhone)),
    ],
    schools: schools.map((row) => ({
      id: row.id,
      name: row.name,
      fase: row.fase,
      address: formatAddress(row),
      level: row.level,
      period: schoolPeriod(row, today),
      closes: row.closedOn !== null,
      sites: sites
        .filter(({ schoolId }) => schoolId === row.id)
        .map((place) => ({ fase: place.site.fase, address: formatAddress(place.site), kinds: place.kinds })),
      origin: origins.ofField(row.id, 'name') ?? origins.ofField(row.id, 'address') ?? origins.ofCause(row.createdBy),
    })),
    members: members
      .map((row) =>
        viewMember(
          row,
          roles.filter(({ mandateId }) => mandateId === row.mandate.id),
          origins,
          today,
        ),
      )
      .sort((a, b) => WHEN.indexOf(a.when) - WHEN.indexOf(b.when)),
    openRequests: open,
  };
}

const WHEN: MemberView['when'][] = ['present', 'future', 'past'];

type Member = { person: PersonRow; mandate: MandateRow; account: { state: AccountState } | null };

function listMembers(db: Database, poId: string): Promise<Member[]> {
  return db
    .select({ person, mandate, account: { state: memberAccount.state } })
    .from(mandate)
    .innerJoin(person, eq(person.id, mandate.personId))
    .leftJoin(memberAccount, eq(memberAccount.personId, person.id))
    .where(and(eq(mandate.poId, poId), isNull(mandate.annulledAt)))
    .orderBy(asc(person.lastName), asc(person.firstName), asc(mandate.period));
}

async function listRoles(db: Database, poId: string): Promise<RoleRow[]> {
  const rows = await db
    .select({ role: roleAssignment })
    .from(roleAssignment)
    .innerJoin(mandate, eq(mandate.id, roleAssignment.mandateId))
    .where(and(eq(mandate.poId, poId), isNull(mandate.annulledAt), isNull(roleAssignment.annulledAt)));
  return rows
    .map(({ role }) => role)
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.period.from < b.period.from ? -1 : 1));
}

async function listSites(db: Database, schoolIds: string[]) {
  if (schoolIds.length === 0) return [];
  return db
    .select({ schoolId: schoolSite.schoolId, kinds: schoolSite.teachingKinds, site })
    .from(schoolSite)
    .innerJoin(site, eq(site.id, schoolSite.siteId))
    .where(inArray(schoolSite.schoolId, schoolIds))
    .orderBy(asc(site.fase));
}

async function countOpen(db: Database, poId: string): Promise<number> {
  const [row] = await db
    .select({ open: count() })
    .from(changeRequest)
    .where(and(eq(changeRequest.poId, poId), inArray(changeRequest.state, [...OPEN_STATES])));
  return row?.open ?? 0;
}

function schoolPeriod({ openedOn, closedOn }: typeof school.$inferSelect, today: CivilDate): string | null {
  if (closedOn)
    return closedOn < today ? `fermée depuis le ${formatDate(closedOn)}` : `ferme le ${formatDate(closedOn)}`;
  return openedOn && openedOn > today ? `ouvre le ${formatDate(openedOn)}` : null;
}

const ACCOUNTS: Record<AccountState, string> = {
  waiting: 'en attente d’une adresse mail personnelle',
  invited: 'invitation envoyée, pas encore activé',
  active: 'actif',
  closed: 'fermé',
};

function viewMember(
  { person: found, mandate: held, account }: Member,
  roles: RoleRow[],
  origins: Origins,
  today: CivilDate,
): MemberView {
  const made = origins.ofCause(found.createdBy);
  const fact = (label: string, field: string, value: string) => ({
    label,
    value: value || '—',
    origin: origins.ofField(found.id, field) ?? (value ? made : null),
  });
  return {
    personId: found.id,
    mandateId: held.id,
    name: formatName(found),
    deceased: found.deceased,
    period: formatPeriod(held.period, today),
    when: phaseOn(held.period, today),
    roles: roles.map((role) => ({
      id: role.id,
      label: ROLE_LABELS[role.role],
      period: formatPeriod(role.period, today),
      when: phaseOn(role.period, today),
      origin: origins.ofCause(role.endedBy) ?? origins.ofCause(role.assignedBy),
    })),
    account: account ? ACCOUNTS[account.state] : 'aucun',
    origin: origins.ofCause(held.endedBy) ?? origins.ofCause(held.openedBy),
    facts: [
      fact('Date de naissance', 'birthDate', sayBirthDate(found.birthDate)),
      fact('Adresse mail', 'email', found.email ?? ''),
      fact('Téléphone', 'phone', found.phone ? formatPhone(found.phone) : ''),
      fact('Adresse postale', 'address', formatAddress(found)),
    ],
  };
}
