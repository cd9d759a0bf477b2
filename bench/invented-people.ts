import { lettersOf } from '../packages/shared/src/testing/invented-member.ts';
import type { Cluster } from './cluster.ts';

const PLACES = ['Namur', 'Ciney', 'Arlon', 'Dinant', 'Bastogne', 'Gembloux', 'Marche-en-Famenne', 'Philippeville'];
const SAINTS = ['Aldegonde', 'Begge', 'Feuillen', 'Hadelin', 'Materne', 'Remacle', 'Walburge', 'Monon'];

export type InventedPo = { id: string; fase: number; name: string; locality: string };

/** POs with two schools each, in one statement per table; `from`: how many there are already. */
export async function insertPos(cluster: Cluster, count: number, from = 0): Promise<InventedPo[]> {
  const { sql } = cluster.connect('migrator');
  const pos = Array.from({ length: count }, (_, at) => at + from).map((n) => ({
    fase: 900_000 + n,
    name: `PO Sainte-${SAINTS[n % SAINTS.length]} ${lettersOf(n).slice(0, 6)} ASBL`,
    locality: PLACES[(n * 5) % PLACES.length] ?? '',
  }));
  const [made] = await sql<{ id: string }[]>`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'bench') returning id`;
  const rows = await sql<InventedPo[]>`
    insert into po (fase, name, street, number, postcode, locality, region_id, created_by)
    select p.fase, p.name, 'Rue de l’Exemple', '1', '5000', p.locality, (select id from region limit 1), ${made?.id ?? ''}::uuid
    from jsonb_to_recordset(${JSON.stringify(pos)}::jsonb) as p (fase int, name text, locality text) returning id, fase, name, locality`;
  await sql`
    insert into school (fase, po_id, name, postcode, locality, created_by)
    select 800000 + 2 * (p.fase - 900000) + n, p.id, 'École libre ' || split_part(p.name, ' ', 3) || ' ' || n, '5000', p.locality, p.created_by
    from po p, generate_series(0, 1) n where p.fase >= ${900_000 + from}`;
  await sql`analyze`;
  return rows;
}
