import { todayInBrussels } from '../packages/shared/src/domain/dates.ts';
import { searchEverything } from '../packages/shared/src/reads/search-everything.ts';
import type { Cluster } from './cluster.ts';
import type { PageKind } from './measure-pages.ts';
import { slip } from './slips.ts';

const SEARCH_AIM = 150;
const NEAR_AIM = 400;

/** Searches from anywhere as callers give rise to: names, POs, schools, places, addresses, numbers, references, slips. */
export async function dailySearches(cluster: Cluster, database: string): Promise<PageKind[]> {
  const { sql } = cluster.connect('migrator', database);
  const people = await sql<{ first: string; last: string; email: string | null; phone: string }[]>`
    select first_name as first, last_name as last, email, phone from person order by md5(id::text) limit 60`;
  const pos = await sql<{ name: string; fase: number; locality: string; school: string; reference: string }[]>`
    select p.name, p.fase, p.locality, s.name as school, v.reference from po p
      join lateral (select name from school where po_id = p.id order by id limit 1) s on true
      join lateral (select reference from submission where po_id = p.id limit 1) v on true
    order by md5(p.id::text) limit 60`;
  const last = (text: string): string => text.replace(' ASBL', '').split(' ').at(-1) ?? text;
  const exact = [
    ...people.flatMap(({ first, last: name, email, phone }) => [`${first} ${name}`, name, email ?? name, phone]),
    ...pos.flatMap(({ name, fase, locality, school, reference }) => [
      ...[name, String(fase), school, reference, `trésorier ${last(name)}`, `${last(name)} ${locality}`],
    ]),
  ];
  const beginnings = [
    ...people.flatMap(({ first, last: name, email, phone }) => [
      ...[
        name.slice(0, 4),
        name.slice(0, 2),
        `${first} ${name.slice(0, 3)}`,
        (email ?? name).slice(0, 9),
        phone.slice(-6),
      ],
    ]),
    ...pos.flatMap(({ name, school, reference }) => [
      ...[name.slice(0, 12), last(name).slice(0, 4), last(school).slice(0, 5), reference.slice(0, 5)],
    ]),
  ];
  const common = [
    'saint',
    'école',
    'institut',
    'namur',
    'asbl',
    'marie',
    'ma',
    'le',
    'président',
    'example',
    '5000',
    'jean',
  ];
  const slips = [
    ...people.flatMap(({ first, last: name }) => [slip(name), `${first} ${slip(name)}`]),
    ...pos.flatMap(({ name, school, locality }) => [
      slip(last(name)),
      slip(last(school)),
      `${slip(last(name))} ${locality}`,
    ]),
  ];
  const kind = (said: string, aim: number, words: readonly string[], size: 'few' | 'many' = 'few'): PageKind => ({
    name: `search from anywhere, ${said}`,
    aim,
    paths: [...new Set(words)].map((q) => `/api/search?${new URLSearchParams({ q, size })}`),
    read: (db, { regionId }, path) => {
      const q = new URL(path, 'http://localhost').searchParams.get('q') ?? '';
      return searchEverything(db, { regionId, today: todayInBrussels(new Date()) }, { q, size });
    },
  });
  return [
    kind('exact', SEARCH_AIM, exact),
    kind('beginnings', SEARCH_AIM, beginnings),
    kind('words of very many', SEARCH_AIM, common),
    kind('page of results', SEARCH_AIM, [...exact, ...beginnings], 'many'),
    kind('mistyped', NEAR_AIM, slips),
  ];
}
