import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import type { PoCandidate } from '../request-types/request-type.ts';
import { searchWords } from './search-words.ts';

type Found = {
  id: string;
  fase: number;
  name: string;
  address: string;
  likeness: number | null;
  school: string | null;
  here: boolean;
};

const SHOWN = 5;

/**
 * The POs of a secretariat, still open, that somebody may have meant who wrote a PO by hand, likeliest first: those whose name, or
 * the name of a school of theirs, resembles what was typed, words such as "école" left out; those of the locality that
 * was typed come before others that are as like, and after all others when nothing else speaks for them.
 */
export async function findPoCandidates(
  db: Database | Transaction,
  typed: { name: string; address: string },
  regionId: string,
): Promise<PoCandidate[]> {
  const name = searchWords(typed.name).join(' ');
  const places = JSON.stringify(searchWords(typed.address));
  // word_similarity tells how well the words fit a part of a text; 0.6, the default of `<%`, is one mistyping in six letters.
  const rows = await db.execute<Found>(sql`
    with alike as (
      select id as po_id, word_similarity(${name}, search) as likeness, null as school from po where ${name} <% search
      union all
      select po_id, word_similarity(${name}, search), name from school where ${name} <% search
    ), best as (
      select distinct on (po_id) po_id, likeness, school from alike order by po_id, likeness desc, school nulls first
    ), judged as (
      select p.id, p.fase, p.name, concat_ws(' ', p.street, p.number) || ', ' || concat_ws(' ', p.postcode, p.locality) as address,
        likeness, school, exists (
          select from jsonb_array_elements_text(${places}::jsonb) place
          where place = p.postcode or place = any(string_to_array(fold(p.locality || ' ' || p.municipality), ' '))) as here
      from po p left join best on best.po_id = p.id
      where p.region_id = ${regionId}
        and (p.closed_on is null or p.closed_on >= (now() at time zone 'Europe/Brussels')::date)
    )
    select * from judged where likeness is not null or here
    order by coalesce(likeness, 0.3) + case when here then 0.25 else 0 end desc, fase limit ${SHOWN}`);
  return rows.map(({ id, fase, name, address, ...why }) => ({ id, fase, name, address, reason: reasonOf(why) }));
}

function reasonOf({ likeness, school, here }: Pick<Found, 'likeness' | 'school' | 'here'>): string {
  const percent = `${Math.round((likeness ?? 0) * 100)}\u00a0%`;
  const name = school === null ? `nom ressemblant à ${percent}` : `son école ${school} ressemble à ${percent}`;
  return [...(likeness === null ? [] : [name]), ...(here ? ['même localité'] : [])].join(', ');
}
