import { type SQL, sql } from 'drizzle-orm';

/** The subject of `audit_entry e` as a uuid, `sid.id`; null for those that are numbered otherwise. */
export const subjectId = sql`cross join lateral (select case
  when e.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.subject_id::uuid end as id) sid`;

/**
 * Whether `audit_entry e` belongs to another secretariat than `regionId`: by its request, by what it is about, and failing
 * both by who acted. False for what belongs to none.
 */
export function belongsElsewhere(regionId: string): SQL {
  const elsewhere = sql`region_id <> ${regionId}::uuid`;
  const ofMandates = (condition: SQL) => sql`(select bool_and(po.${elsewhere}) from mandate m join po on po.id = m.po_id
    where ${condition})`;
  const ofRow = (table: string) => sql`(select x.${elsewhere} from ${sql.identifier(table)} x where x.id = sid.id)`;
  return sql`coalesce(
    (select c.${elsewhere} from change_request c
      where c.id = coalesce(e.request_id, case when e.subject_type = 'change-request' then sid.id end)),
    case e.subject_type
      when 'po' then ${ofRow('po')}
      when 'region' then sid.id <> ${regionId}::uuid
      when 'school' then (select po.${elsewhere} from school s join po on po.id = s.po_id where s.id = sid.id)
      when 'person' then ${ofMandates(sql`m.person_id = sid.id`)}
      when 'account' then ${ofMandates(sql`m.person_id = (select a.person_id from member_account a where a.id = sid.id)`)}
      when 'mandate' then ${ofMandates(sql`m.id = sid.id`)}
      when 'role' then ${ofMandates(sql`m.id = (select r.mandate_id from role_assignment r where r.id = sid.id)`)}
      when 'member-import' then ${ofRow('member_import')}
      when 'bulk-run' then ${ofRow('bulk_run')}
      when 'erasure' then ${ofRow('erasure')}
      when 'reason-template' then ${ofRow('reason_template')}
      when 'audience' then ${ofRow('audience')}
      when 'mailing' then ${ofRow('mailing')}
      when 'mailing-template' then ${ofRow('mailing_template')}
      when 'mailing-file' then ${ofRow('mailing_file')}
      when 'saved-view' then ${ofRow('saved_view')}
      when 'staff' then ${ofRow('staff_user')}
      when 'staff-user' then ${ofRow('staff_user')}
    end,
    (select t.${elsewhere} from staff_user t where e.actor_kind = 'staff' and t.id = e.actor_id),
    false)`;
}
