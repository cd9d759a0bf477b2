import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { Subject } from './import-report.ts';
import type { RegisterContent, RegisterScope } from './register-content.ts';
import { teachingKey } from './register-content.ts';

/**
 * What earlier imports brought in, within the networks and districts asked for, and that the file does not name any
 * more. Schools and POs closed by `today` are expected to be absent. With a scope, a PO or a site belongs to it through its
 * schools.
 */
export async function findAbsent(
  tx: Transaction,
  content: RegisterContent,
  scope: RegisterScope,
  today: CivilDate,
): Promise<Subject[]> {
  const schools = await tx.execute<{ id: string; fase: number; name: string }>(sql`
    select s.id, s.fase, s.name from school s join cause c on c.id = s.created_by
    where c.kind = 'import' and s.fase <> all(${numbers(content.schools)}::int[])
      and (s.closed_on is null or s.closed_on > ${today}::date) and ${inScope(scope)}
    order by s.fase`);
  const pos = await tx.execute<{ fase: number; name: string }>(sql`
    select p.fase, p.name from po p join cause c on c.id = p.created_by
    where c.kind = 'import' and p.fase <> all(${numbers(content.pos)}::int[])
      and (p.closed_on is null or p.closed_on > ${today}::date)
      and (${everything(scope)} or exists (select from school s where s.po_id = p.id and ${inScope(scope)}))
    order by p.fase`);
  const sites = await tx.execute<{ fase: number; name: string }>(sql`
    select i.fase, trim(i.postcode || ' ' || i.locality) as name from site i join cause c on c.id = i.created_by
    where c.kind = 'import' and i.fase <> all(${numbers(content.sites)}::int[])
      and (${everything(scope)} or exists (
        select from school_site l join school s on s.id = l.school_id where l.site_id = i.id and ${inScope(scope)}))
    order by i.fase`);
  // A pair goes with its school or its site: it is told only where both are still there.
  const teaching = await tx.execute<{ school_fase: number; site_fase: number; name: string }>(sql`
    select s.fase as school_fase, i.fase as site_fase, s.name
    from school_site l join school s on s.id = l.school_id join site i on i.id = l.site_id
      join cause c on c.id = l.created_by
    where c.kind = 'import' and s.fase = any(${numbers(content.schools)}::int[])
      and i.fase = any(${numbers(content.sites)}::int[])
    order by s.fase, i.fase`);
  return [
    ...pos.map(({ fase, name }) => ({ kind: 'po' as const, fase: String(fase), name })),
    ...schools.map(({ fase, name }) => ({ kind: 'school' as const, fase: String(fase), name })),
    ...sites.map(({ fase, name }) => ({ kind: 'site' as const, fase: String(fase), name })),
    ...teaching
      .map(({ school_fase, site_fase, name }) => ({ fase: teachingKey(school_fase, site_fase), name }))
      .filter(({ fase }) => !content.teaching.has(fase))
      .map((pair) => ({ kind: 'teaching' as const, ...pair })),
  ];
}

function everything(scope: RegisterScope) {
  return sql`${scope.networks === null && scope.districts === null}::boolean`;
}

function inScope({ networks, districts }: RegisterScope) {
  const among = (column: string, names: string[] | null) =>
    names === null
      ? sql`true`
      : sql`s.${sql.identifier(column)} in (select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`;
  return sql`${among('network', networks)} and ${among('district', districts)}`;
}

function numbers(map: ReadonlyMap<number, unknown>): string {
  return `{${[...map.keys()].join(',')}}`;
}
