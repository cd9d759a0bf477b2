import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/client.ts';
import { changeRequest } from '../../db/tables/change-request.ts';
import { mandate } from '../../db/tables/mandate.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { person } from '../../db/tables/person.ts';
import { po } from '../../db/tables/po.ts';
import { roleAssignment } from '../../db/tables/role-assignment.ts';
import { school } from '../../db/tables/school.ts';
import { schoolSite } from '../../db/tables/school-site.ts';
import { site } from '../../db/tables/site.ts';
import { submission } from '../../db/tables/submission.ts';
import { OPEN_STATES } from '../../domain/transitions.ts';
import { NotFoundError } from '../../errors/errors.ts';

export type PoRows = Awaited<ReturnType<typeof loadPoRows>>;
export type MemberRow = PoRows['members'][number];
export type RoleRow = PoRows['roles'][number];
export type SchoolRow = PoRows['schools'][number];
export type SiteRow = PoRows['sites'][number];

const other = alias(po, 'other');

/**
 * All that is on record of a PO, of whatever time, annulled rows included: six statements side by side, each by an index.
 * @throws NotFoundError when there is no such PO in the region
 */
export async function loadPoRows(db: Database, regionId: string, poId: string) {
  const [[found], absorbed, schools, sites, members, roles, requests] = await Promise.all([
    db
      .select({ po, mergedInto: { id: other.id, name: other.name } })
      .from(po)
      .leftJoin(other, eq(other.id, po.mergedInto))
      .where(and(eq(po.id, poId), eq(po.regionId, regionId))),
    db
      .select({ id: po.id, name: po.name, fase: po.fase, closedOn: po.closedOn })
      .from(po)
      .where(eq(po.mergedInto, poId))
      .orderBy(po.closedOn, po.id),
    db
      .select()
      .from(school)
      .where(sql`${school.id} in (${schoolsOf(poId)})`),
    db
      .select({ schoolId: schoolSite.schoolId, kinds: schoolSite.teachingKinds, createdBy: schoolSite.createdBy, site })
      .from(schoolSite)
      .innerJoin(site, eq(site.id, schoolSite.siteId))
      .where(sql`${schoolSite.schoolId} in (${schoolsOf(poId)})`)
      .orderBy(site.fase),
    listMembers(db, poId),
    db
      .select({ role: roleAssignment })
      .from(roleAssignment)
      .innerJoin(mandate, eq(mandate.id, roleAssignment.mandateId))
      .where(eq(mandate.poId, poId))
      .then((rows) => rows.map(({ role }) => role)),
    listOpenRequests(db, poId),
  ]);
  if (!found) throw new NotFoundError(`no PO ${poId} in region ${regionId}`, { userMessage: 'Ce PO n’existe pas.' });
  return { ...found, absorbed, schools, sites, members, roles, requests };
}

/** Those that are its own, those that will be, and those that once were. */
function schoolsOf(poId: string) {
  return sql`select id from school where po_id = ${poId}
    union select id from school where next_po_id = ${poId}
    union select subject_id from field_change
      where subject_type = 'school' and field = 'poId' and old_value #>> '{}' = ${poId}`;
}

/** None goes to the present address any more, or one did not arrive and none did since (the same as in `po_gaps_of`). */
const BOUNCED = sql<boolean>`exists (select from mail_suppression b where b.address_key = ${person.emailKey}) or exists (select from mail m
  where m.person_id = ${person.id} and m.state = 'failed' and lower(m.to_address) = lower(${person.email})
    and not exists (select from mail n where n.person_id = ${person.id} and n.state = 'sent'
      and lower(n.to_address) = lower(${person.email}) and n.created_at > m.created_at))`;

function listMembers(db: Database, poId: string) {
  return db
    .select({ person, mandate, account: { state: memberAccount.state }, bounced: BOUNCED })
    .from(mandate)
    .innerJoin(person, eq(person.id, mandate.personId))
    .leftJoin(memberAccount, eq(memberAccount.personId, person.id))
    .where(eq(mandate.poId, poId));
}

const OPEN = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

function listOpenRequests(db: Database, poId: string) {
  return db
    .select({
      id: changeRequest.id,
      reference: submission.reference,
      type: changeRequest.type,
      subject: changeRequest.subject,
      state: changeRequest.state,
      createdAt: changeRequest.createdAt,
    })
    .from(changeRequest)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .where(and(eq(changeRequest.poId, poId), sql`${changeRequest.state} in (${OPEN})`))
    .orderBy(changeRequest.createdAt, changeRequest.position);
}
