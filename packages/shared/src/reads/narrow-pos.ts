import { type SQL, sql } from 'drizzle-orm';
import type { GapFilter, PoListQuery, SchoolCount } from '../contracts/po-list.ts';
import { REQUIRED_ROLES } from '../domain/completeness.ts';
import type { CivilDate } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';

type Reader = { regionId: string; today: CivilDate; singleHolderRoles: readonly Role[] };

/** Whether a PO, `p` in the statement, is of the secretariat and fits the filters. */
export function narrowPos(reader: Reader, query: PoListQuery): SQL {
  const { district, level, municipality, schools, gap, vacant, closed, verified } = query;
  const ofSchool = [
    district === undefined ? undefined : sql`s.district = ${district}`,
    municipality === undefined ? undefined : sql`s.municipality = ${municipality}`,
    level === undefined ? undefined : sql`${level} = any (string_to_array(s.level, ' / '))`,
  ].filter((condition) => condition !== undefined);
  const open = isOpen(reader.today);
  return sql.join(
    [
      sql`p.region_id = ${reader.regionId}`,
      ...(closed === 'all' ? [] : [closed === 'closed' ? sql`not ${isOpenPo(reader.today)}` : isOpenPo(reader.today)]),
      // One school that is all of it at once: a secondary school in that district.
      ...(ofSchool.length > 0
        ? [sql`exists (select from school s where s.po_id = p.id and ${open} and ${sql.join(ofSchool, sql` and `)})`]
        : []),
      ...(schools === undefined
        ? []
        : [sql`(select count(*) from school s where s.po_id = p.id and ${open}) ${schoolsNumber(schools)}`]),
      ...(verified === undefined
        ? []
        : [
            sql`${sql.raw(verified === 'longer' ? 'not' : '')} exists (select from verification v where v.po_id = p.id
            and v.confirmed_at > (${reader.today}::date - interval '1 year'))`,
          ]),
      ...(gap === undefined ? [] : [hasGap(gap, reader)]),
      ...(vacant === undefined
        ? []
        : [
            sql`exists (select from po_gap g where g.po_id = p.id and g.kind = 'unheld' and g.role = ${vacant}
              and coalesce(upper(g.days), 'infinity'::date) > ${reader.today}::date and g.days @> ${reader.today}::date)`,
          ]),
    ],
    sql` and `,
  );
}

/** Whether a PO, `p` in the statement, is not closed on the day. */
export function isOpenPo(day: CivilDate): SQL {
  return sql`(p.closed_on is null or p.closed_on >= ${day}::date)`;
}

/** Whether a school, `s` in the statement, is open on the day. */
export function isOpen(day: CivilDate): SQL {
  return sql`(s.opened_on is null or s.opened_on <= ${day}::date) and (s.closed_on is null or s.closed_on >= ${day}::date)`;
}

/** Whether a gap, `g` in the statement, is one of today that staff should know; the twin of `isWorthTelling`. */
export function tellable({ today, singleHolderRoles }: Omit<Reader, 'regionId'>): SQL {
  // By the last of its days, from an index (migration 0063): nearly all gaps are of the past.
  const lasts = sql`coalesce(upper(g.days), 'infinity'::date) > ${today}::date`;
  return sql`(g.kind in ('no-email', 'ending', 'no-account', 'bounced') and ${lasts}
    or g.kind = 'unheld' and g.role = any (${roleList(REQUIRED_ROLES)}) and ${lasts}
    or g.kind = 'several' and g.role = any (${roleList(singleHolderRoles)}) and ${lasts}) and g.days @> ${today}::date`;
}

const COUNTS: Record<SchoolCount, SQL> = {
  none: sql`= 0`,
  one: sql`= 1`,
  few: sql`between 2 and 4`,
  many: sql`>= 5`,
};

/** What a number of schools is compared with. */
export function schoolsNumber(count: SchoolCount): SQL {
  return COUNTS[count];
}

const KINDS: Record<Exclude<GapFilter, 'any' | 'none'>, SQL> = {
  'no-president': sql`g.kind = 'unheld' and g.role = 'president'`,
  'no-treasurer': sql`g.kind = 'unheld' and g.role = 'treasurer'`,
  'no-secretary': sql`g.kind = 'unheld' and g.role = 'secretary'`,
  several: sql`g.kind = 'several'`,
  'no-email': sql`g.kind = 'no-email'`,
  ending: sql`g.kind = 'ending'`,
  'no-account': sql`g.kind = 'no-account'`,
  bounced: sql`g.kind = 'bounced'`,
};

function hasGap(gap: GapFilter, reader: Reader): SQL {
  const found = (more: SQL) => sql`exists (select from po_gap g where g.po_id = p.id and ${tellable(reader)} ${more})`;
  if (gap === 'any') return found(sql``);
  if (gap === 'none') return sql`not ${found(sql``)}`;
  return found(sql`and ${KINDS[gap]}`);
}

function roleList(roles: readonly Role[]): SQL {
  return sql`${`{${roles.join(',')}}`}::text[]`;
}
