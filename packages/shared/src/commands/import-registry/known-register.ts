import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { CauseKind } from '../../db/tables/cause.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import type { KnownRow } from './compare-rows.ts';
import { type RegisterContent, teachingKey } from './register-content.ts';

/** What the PO database holds of the POs, schools and sites that a file names. */
export type KnownRegister = {
  pos: Map<number, KnownPo>;
  schools: Map<number, KnownSchool>;
  sites: Map<number, KnownRow>;
  teaching: Map<string, KnownRow>;
  /** Schools announced by a request: the ministry had given them no FASE number yet. */
  announced: KnownSchool[];
};

/** `mergedInto`: the PO that took it over, and whichever took that one over. */
export type KnownPo = KnownRow & { closedOn: CivilDate | null; mergedInto: { id: string; fase: number } | null };

export type KnownSchool = KnownRow & {
  poId: string;
  poFase: number;
  name: string;
  closedOn: CivilDate | null;
  /** It is announced to go to another PO. */
  leaves: boolean;
};

/** The POs that the file writes about: those it names, and those that the schools it names belong to now. */
export async function findPosToLock(tx: Transaction, content: RegisterContent): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from po where fase = any(${numbers(content.pos)}::int[])
      or id in (select po_id from school where fase = any(${numbers(content.schools)}::int[]))`);
  return rows.map(({ id }) => id);
}

export async function loadKnownRegister(tx: Transaction, content: RegisterContent): Promise<KnownRegister> {
  const poFases = numbers(content.pos);
  const schoolFases = numbers(content.schools);
  const pos = await tx.execute<PoRow>(sql`
    select p.id, p.fase, p.name, p.enterprise_number, ${address('p')} as address, p.municipality, p.closed_on::text, heir.id as heir_id, heir.fase as heir_fase, c.kind as created_by
    from po p join cause c on c.id = p.created_by left join lateral (${LAST_HEIR}) heir on true
    where p.fase = any(${poFases}::int[])`);
  const schools = await tx.execute<SchoolRow>(sql`
    select s.id, s.fase, s.po_id, p.fase as po_fase, s.name, s.enterprise_number, s.level, s.network, ${address('s')} as address,
      s.municipality, s.district, s.zone, s.closed_on::text, s.next_po_id is not null as leaves, c.kind as created_by
    from school s join cause c on c.id = s.created_by join po p on p.id = s.po_id
    where s.fase = any(${schoolFases}::int[])
      or (s.fase is null and s.po_id in (select id from po where fase = any(${poFases}::int[])))`);
  const sites = await tx.execute<SiteRow>(sql`
    select s.id, s.fase, ${address('s')} as address, s.municipality, s.latitude, s.longitude, c.kind as created_by
    from site s join cause c on c.id = s.created_by where s.fase = any(${numbers(content.sites)}::int[])`);
  const teaching = await tx.execute<TeachingRow>(sql`
    select l.school_id, s.fase as school_fase, i.fase as site_fase, l.teaching_kinds, c.kind as created_by
    from school_site l join school s on s.id = l.school_id join site i on i.id = l.site_id
      join cause c on c.id = l.created_by
    where s.fase = any(${schoolFases}::int[])`);
  const knownSchools = schools.map(toSchool);
  return {
    pos: new Map(pos.map((row) => [row.fase, toPo(row)])),
    schools: new Map(schools.flatMap(({ fase }, index) => entry(fase, knownSchools[index]))),
    sites: new Map(sites.map((row) => [row.fase, toSite(row)])),
    teaching: new Map(teaching.map((row) => [teachingKey(row.school_fase, row.site_fase), toTeaching(row)])),
    announced: knownSchools.filter((_, index) => schools[index]?.fase === null),
  };
}

/** The last of those that took `p` over, one after the other. */
const LAST_HEIR = sql`
  with recursive heirs as (
    select o.id, o.fase, o.merged_into, 1 as step from po o where o.id = p.merged_into
    union all select o.id, o.fase, o.merged_into, h.step + 1 from heirs h join po o on o.id = h.merged_into
  ) select id, fase from heirs order by step desc limit 1`;

type Row<T> = T & { created_by: CauseKind };
type PoRow = Row<{
  id: string;
  fase: number;
  name: string;
  enterprise_number: string | null;
  address: PostalAddress;
  municipality: string;
  closed_on: CivilDate | null;
  heir_id: string | null;
  heir_fase: number | null;
}>;
type SchoolRow = Row<{
  id: string;
  fase: number | null;
  po_id: string;
  po_fase: number;
  name: string;
  enterprise_number: string | null;
  level: string;
  network: string;
  address: PostalAddress;
  municipality: string;
  district: string;
  zone: string;
  closed_on: CivilDate | null;
  leaves: boolean;
}>;
type SiteRow = Row<{
  id: string;
  fase: number;
  address: PostalAddress;
  municipality: string;
  latitude: number | null;
  longitude: number | null;
}>;
type TeachingRow = Row<{ school_id: string; school_fase: number; site_fase: number; teaching_kinds: string[] }>;

function toPo({ id, created_by, name, enterprise_number, address, municipality, ...row }: PoRow): KnownPo {
  const values = { name, enterpriseNumber: enterprise_number, address, municipality };
  const mergedInto = row.heir_id === null || row.heir_fase === null ? null : { id: row.heir_id, fase: row.heir_fase };
  return { id, createdBy: created_by, values, closedOn: row.closed_on, mergedInto };
}

function toSchool(row: SchoolRow): KnownSchool {
  const { fase, name, level, network, address, municipality, district, zone } = row;
  const values = { fase, poId: row.po_id, name, enterpriseNumber: row.enterprise_number, level, network };
  return {
    id: row.id,
    createdBy: row.created_by,
    poId: row.po_id,
    poFase: row.po_fase,
    name,
    closedOn: row.closed_on,
    leaves: row.leaves,
    values: { ...values, address, municipality, district, zone },
  };
}

function toSite({ id, created_by, address, municipality, latitude, longitude }: SiteRow): KnownRow {
  const coordinates = latitude === null || longitude === null ? null : { latitude, longitude };
  return { id, createdBy: created_by, values: { address, municipality, coordinates } };
}

function toTeaching(row: TeachingRow): KnownRow {
  return { id: row.school_id, createdBy: row.created_by, values: { teachingKinds: row.teaching_kinds } };
}

function entry<T>(fase: number | null, value: T | undefined): [number, T][] {
  return fase === null || value === undefined ? [] : [[fase, value]];
}

/** The six columns of an address as one value, so that it is compared and told as one. */
function address(alias: string) {
  const a = sql.identifier(alias);
  return sql`jsonb_build_object('street', ${a}.street, 'number', ${a}.number, 'box', ${a}.box,
    'postcode', ${a}.postcode, 'locality', ${a}.locality, 'country', ${a}.country)`;
}

/** An array parameter that holds any number of FASE numbers. */
function numbers(map: ReadonlyMap<number, unknown>): string {
  return `{${[...map.keys()].join(',')}}`;
}
