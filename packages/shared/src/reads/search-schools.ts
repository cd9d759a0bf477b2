import { type SQL, sql } from 'drizzle-orm';
import type { Found } from '../contracts/search.ts';
import type { Database } from '../db/client.ts';

type Row = { id: string; name: string; fase: number | null; locality: string; poName: string; poId: string };

/**
 * Schools of one secretariat by words of the name, the FASE number or the locality; each word with the others that it may
 * be a mistyping of. `id` is that of the PO, whose page shows the school. Empty without words.
 */
export async function searchSchools(
  db: Database,
  regionId: string,
  asked: readonly (readonly string[])[],
  limit: number,
): Promise<Found[]> {
  if (asked.length === 0) return [];
  const fits = asked.map(
    (alternatives) =>
      sql`(${sql.join(
        alternatives.map((word): SQL => sql`s.search like ${`%${word}%`}`),
        sql` or `,
      )})`,
  );
  const typed = asked.map(([word]) => word ?? '');
  const number = typed.find((word) => /^\d{1,6}$/.test(word)) ?? '0';
  const rows = await db.execute<Row>(sql`
    select s.name, s.fase, s.locality, po.name as "poName", po.id as "poId" from school s join po on po.id = s.po_id
    where ${sql.join(fits, sql` and `)} and po.region_id = ${regionId}
    order by s.fase is not distinct from ${number}::int desc, starts_with(s.search, ${typed[0] ?? ''}) desc, s.name, s.id limit ${limit}`);
  return rows.map(({ name, fase, locality, poName, poId }) => ({
    id: poId,
    title: name,
    detail: [fase === null ? 'sans numéro FASE' : `FASE ${fase}`, locality, poName].filter(Boolean).join(' · '),
    why: fase !== null && typed.includes(String(fase)) ? `FASE ${fase}` : '',
  }));
}
