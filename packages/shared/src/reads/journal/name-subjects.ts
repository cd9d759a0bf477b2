import { type SQL, sql } from 'drizzle-orm';
import type { JournalPlace } from '../../contracts/journal.ts';
import type { Database } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { formatReference } from '../../domain/reference.ts';
import { ROLE_LABELS, type Role } from '../../domain/roles.ts';
import { isSettingKey, settingOf } from '../../settings/settings.ts';
import type { JournalRow } from './list-journal.ts';
import { isUuid } from './say-changes.ts';

const fullName = sql`p.first_name || ' ' || p.last_name`;

type Kind = {
  /** French. */
  label: string;
  /** A query with `id` (text) and `name` for a list of ids; a kind without one has no name. */
  names?: (ids: SQL) => SQL;
  place?: JournalPlace['kind'];
};

/** What an entry may be about. */
const KINDS: Record<string, Kind> = {
  'change-request': {
    label: 'Demande',
    names: (ids) => sql`select c.id::text as id, s.reference || ' ' || c.subject as name from change_request c
      join submission s on s.id = c.submission_id where c.id = any (${ids})`,
    place: 'request',
  },
  po: { label: 'PO', names: (ids) => sql`select id::text as id, name from po where id = any (${ids})`, place: 'po' },
  school: { label: 'École', names: (ids) => sql`select id::text as id, name from school where id = any (${ids})` },
  site: { label: 'Implantation' },
  'school-site': { label: 'Enseignement' },
  person: {
    label: 'Personne',
    names: (ids) => sql`select p.id::text as id, ${fullName} as name from person p where p.id = any (${ids})`,
    place: 'person',
  },
  account: {
    label: 'Compte',
    names: (ids) => sql`select a.id::text as id, ${fullName} as name from member_account a
      join person p on p.id = a.person_id where a.id = any (${ids})`,
  },
  mandate: {
    label: 'Mandat',
    names: (ids) => sql`select m.id::text as id, ${fullName} || ', ' || po.name as name from mandate m
      join person p on p.id = m.person_id join po on po.id = m.po_id where m.id = any (${ids})`,
  },
  role: {
    label: 'Rôle',
    names: (ids) => sql`select r.id::text as id, r.role || ' ' || ${fullName} || ', ' || po.name as name
      from role_assignment r join mandate m on m.id = r.mandate_id join person p on p.id = m.person_id
      join po on po.id = m.po_id where r.id = any (${ids})`,
  },
  staff: {
    label: 'Équipe',
    names: (ids) => sql`select id::text as id, name from staff_user where id = any (${ids})`,
    place: 'team',
  },
  'staff-task': { label: 'Tâche' },
  'member-import': {
    label: 'Importation',
    names: (ids) => sql`select id::text as id, file_name as name from member_import where id = any (${ids})`,
    place: 'import',
  },
  export: { label: 'Exportation' },
  'bulk-run': {
    label: 'Lot',
    names: (ids) => sql`select r.id::text as id, 'de ' || u.name as name from bulk_run r
      join staff_user u on u.id = r.staff_id where r.id = any (${ids})`,
    place: 'run',
  },
  'reason-template': {
    label: 'Modèle',
    names: (ids) => sql`select id::text as id, title as name from reason_template where id = any (${ids})`,
    place: 'templates',
  },
  audience: {
    label: 'Audience',
    names: (ids) => sql`select id::text as id, name from audience where id = any (${ids})`,
    place: 'audiences',
  },
  mailing: {
    label: 'Courrier',
    names: (ids) => sql`select id::text as id, case when trim(subject) = '' then 'sans objet'
        else regexp_replace(subject, '\\{\\{([^{}]+)\\}\\}', '[\\1]', 'g') end as name
      from mailing where id = any (${ids})`,
    place: 'mailing',
  },
  'mailing-template': {
    label: 'Modèle de courrier',
    names: (ids) => sql`select id::text as id, name from mailing_template where id = any (${ids})`,
    place: 'mailing-templates',
  },
  'mailing-file': {
    label: 'Fichier de courrier',
    names: (ids) => sql`select id::text as id, name from mailing_file where id = any (${ids})`,
  },
  resource: {
    label: 'Ressource',
    names: (ids) => sql`select id::text as id, title as name from resource where id = any (${ids})`,
    place: 'resources',
  },
  'resource-file': {
    label: 'Fichier',
    names: (ids) => sql`select id::text as id, name from resource_file where id = any (${ids})`,
    place: 'resources',
  },
  'administrator-roles': { label: 'Tous les administrateurs', place: 'resources' },
  platform: {
    label: 'Plateforme',
    names: (ids) => sql`select id::text as id, name from platform where id = any (${ids})`,
    place: 'platforms',
  },
  'saved-view': {
    label: 'Vue',
    names: (ids) => sql`select id::text as id, name from saved_view where id = any (${ids})`,
  },
  mail: { label: 'Mail' },
  erasure: {
    label: 'Effacement',
    names: (ids) => sql`select e.id::text as id, ${fullName} as name from erasure e join person p on p.id = e.person_id
      where e.id = any (${ids})`,
    place: 'retention',
  },
  'retention-run': { label: 'Conservation' },
  'audit-entry': { label: 'Journal' },
  database: { label: 'Base de données' },
  'audit-check': { label: 'Journal' },
  setting: { label: 'Réglage' },
  region: {
    label: 'Secrétariat',
    names: (ids) => sql`select id::text as id, name from region where id = any (${ids})`,
  },
};
KINDS['staff-user'] = KINDS.staff as Kind;

/** What kind of thing it is, in French. */
export function sayKind(type: string): string {
  return KINDS[type]?.label ?? type;
}

export function placeOf({ subject_type, subject_id }: JournalRow): JournalPlace | null {
  const kind = KINDS[subject_type]?.place;
  return kind ? { kind, id: subject_id } : null;
}

/** The names of what these entries are about, by `type/id`; one query for each kind among them. */
export async function nameSubjects(db: Database, rows: readonly JournalRow[]): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const [type, { names }] of Object.entries(KINDS)) {
    const ids = [...new Set(rows.flatMap((row) => (row.subject_type === type ? row.subject_id : [])))].filter(isUuid);
    if (!names || ids.length === 0) continue;
    const found = await db.execute<{ id: string; name: string }>(names(uuidList(ids)));
    for (const { id, name } of found) named.set(`${type}/${id}`, polish(type, name));
  }
  for (const { subject_type: type, subject_id: key } of rows) {
    if (type === 'setting' && isSettingKey(key)) named.set(`${type}/${key}`, settingOf(key).label);
  }
  return named;
}

/** References and roles are stored without their human form, which stands in the first word. */
function polish(type: string, name: string): string {
  const [first = '', ...rest] = name.split(' ');
  if (type === 'change-request') return `${formatReference(first)}, ${rest.join(' ')}`;
  if (type === 'role') return `${ROLE_LABELS[first as Role] ?? first}, ${rest.join(' ')}`;
  return name;
}
