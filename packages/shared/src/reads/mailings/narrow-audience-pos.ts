import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { textList } from '../../db/text-list.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { isProvince, PROVINCES } from '../../domain/provinces.ts';
import { isOpen, isOpenPo, schoolsNumber } from '../narrow-pos.ts';
import { searchWords } from '../search-words.ts';
import { isHeld } from './is-held.ts';

/**
 * Whether a PO, `p` in the statement, is among those of an audience: of the secretariat, open on the day, and in each list
 * that is given. District and level are those of one school at once; the province is that of the PO's own address; a role
 * that is lacking is looked at on the same day.
 */
export function narrowAudiencePos(
  { ids, districts, provinces, levels, schools, named, without }: AudienceCriteria['pos'],
  { regionId, day }: { regionId: string; day: CivilDate },
): SQL {
  const open = isOpen(day);
  const ofSchool = [
    districts === undefined ? undefined : sql`s.district = any (${textList(districts)})`,
    levels === undefined ? undefined : sql`string_to_array(s.level, ' / ') && ${textList(levels)}`,
  ].filter((condition) => condition !== undefined);
  const conditions = [
    sql`p.region_id = ${regionId}::uuid`,
    isOpenPo(day),
    ids === undefined ? undefined : sql`p.id = any (${uuidList(ids)})`,
    provinces === undefined ? undefined : isInProvinces(provinces),
    ofSchool.length === 0
      ? undefined
      : sql`exists (select from school s where s.po_id = p.id and ${open} and ${sql.join(ofSchool, sql` and `)})`,
    schools === undefined
      ? undefined
      : anyOf(
          schools.map(
            (count) => sql`(select count(*) from school s where s.po_id = p.id and ${open}) ${schoolsNumber(count)}`,
          ),
        ),
    ...searchWords(named ?? '').map((word) => sql`' ' || p.search like ${`% ${word}%`}`),
    ...(without === undefined ? [] : lacks(without, sql`${day}::date`)),
  ];
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  );
}

function lacks({ role, why }: NonNullable<AudienceCriteria['pos']['without']>, day: SQL): SQL[] {
  const held = isHeld(role, { day, reachable: false });
  return [
    ...(why === 'unheld' ? [] : [sql`not ${isHeld(role, { day, reachable: true })}`]),
    ...(why === undefined ? [] : [why === 'unheld' ? sql`not ${held}` : held]),
  ];
}

function isInProvinces(provinces: readonly string[]): SQL {
  const stretches = provinces.filter(isProvince).flatMap((name) => [...PROVINCES[name].postcodes]);
  const within = stretches.map(([first, last]) => sql`p.postcode collate "C" between ${first} and ${last}`);
  return sql`(p.postcode ~ '^[0-9]{4}$' and ${anyOf(within)})`;
}

/** None of none: a list that was given and is empty fits nothing. */
function anyOf(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;
}
