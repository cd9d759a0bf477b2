import { sql } from 'drizzle-orm';
import type { Found, FoundGroup, SearchResults } from '../contracts/search.ts';
import type { Database } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import { type CivilDate, formatDate, todayInBrussels } from '../domain/dates.ts';
import { formatPhone } from '../domain/phone.ts';
import { formatReference, squeezeReference } from '../domain/reference.ts';
import { REQUEST_STATES, type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { typeLabel } from '../request-types/forms.ts';
import { addressBeginning, phoneDigits, phoneFits } from './contact-ways.ts';
import { nearWords } from './near-words.ts';
import { searchPeople, searchPeopleNear } from './search-people.ts';
import { type FoundPo, type PoMatchReason, searchPos } from './search-pos.ts';
import { addressWordQuery, exactWordQuery, findNewest, nearWordQuery, type NewestQuery } from './search-requests.ts';
import { searchSchools } from './search-schools.ts';
import { searchWords } from './search-words.ts';

/** `many` for a page of results, fewer for a list below the words. */
const SHOWN = { few: 6, many: 40 } as const;

type Asked = { regionId: string; today: CivilDate; limit: number };

/**
 * Everything of one secretariat that bears the words: people, POs, schools, requests, best first, each with what made it
 * a match. What merely resembles is looked for when nothing bears the words: people as soon as nobody and no PO or school
 * does, the others when no request does either. Empty for signs without a letter or digit.
 */
export async function searchEverything(
  db: Database,
  reader: { regionId: string; today: CivilDate },
  { q, size }: { q: string; size: keyof typeof SHOWN },
): Promise<SearchResults> {
  const shown = SHOWN[size];
  // One more than is shown tells that there are more.
  const asked = { ...reader, limit: shown + 1 };
  const words = searchWords(q);
  const [people, pos, schools, requests] = await Promise.all([
    searchPeople(db, asked, q),
    findPos(db, asked, q, false),
    searchSchools(
      db,
      reader.regionId,
      words.map((word) => [word]),
      asked.limit,
    ),
    findRequests(db, asked, q, { query: exactWordQuery(q), rare: addressWordQuery(q) }),
  ]);
  const exact = { people, pos, schools, requests };
  if (people.length + pos.length + schools.length > 0) return grouped(exact, shown, false);
  if (requests.length > 0) {
    const near = await searchPeopleNear(db, asked, q);
    return { ...grouped(exact, shown, false), people: group(near, shown, true) };
  }
  return grouped(await findNear(db, asked, q, words), shown, true);
}

async function findNear(db: Database, asked: Asked, q: string, words: readonly string[]) {
  const [people, pos, schools, requests] = await Promise.all([
    searchPeopleNear(db, asked, q),
    findPos(db, asked, q, true),
    nearWords(db, words).then((alternatives) =>
      alternatives.some(({ length }) => length > 1) ? searchSchools(db, asked.regionId, alternatives, asked.limit) : [],
    ),
    nearWordQuery(db, q).then((query) => findRequests(db, asked, q, { query })),
  ]);
  return { people, pos, schools, requests };
}

function grouped(found: Record<keyof SearchResults, Found[]>, shown: number, near: boolean): SearchResults {
  return {
    people: group(found.people, shown, near),
    pos: group(found.pos, shown, near),
    schools: group(found.schools, shown, near),
    requests: group(found.requests, shown, near),
  };
}

function group(found: readonly Found[], shown: number, near: boolean): FoundGroup {
  return { found: found.slice(0, shown), more: found.length > shown, near: near && found.length > 0 };
}

const PO_WHY: Record<PoMatchReason, (po: FoundPo) => string> = {
  fase: ({ fase }) => `FASE ${fase}`,
  name: () => '',
  place: () => 'localité',
  school: ({ schools }) => schools.join(', '),
  near: () => 'nom proche',
};

async function findPos(db: Database, { regionId, limit }: Asked, q: string, typos: boolean): Promise<Found[]> {
  const [contacts, named] = await Promise.all([
    findPosByContact(db, regionId, q, limit),
    searchPos(db, q, { limit, regionId, typos, closed: true }),
  ]);
  const known = new Set(contacts.map(({ id }) => id));
  const others = named.filter(({ id }) => !known.has(id));
  return [
    ...contacts,
    ...others.map((po) => ({
      id: po.id,
      title: po.name,
      detail: [`FASE ${po.fase}`, po.address, po.closedOn && `ferme le ${formatDate(po.closedOn)}`]
        .filter(Boolean)
        .join(' · '),
      why: PO_WHY[po.why](po),
    })),
  ];
}

type ContactRow = {
  id: string;
  name: string;
  fase: number;
  email: string | null;
  phone: string | null;
  mailed: boolean;
};

/** POs by the address or the number at which they are reached. */
async function findPosByContact(db: Database, regionId: string, q: string, limit: number): Promise<Found[]> {
  const address = addressBeginning(q);
  const digits = phoneDigits(q);
  if (address === null && digits === null) return [];
  const mailed = address === null ? sql`false` : sql`lower(contact_email) like ${`${address}%`}`;
  const called = digits === null ? sql`false` : phoneFits('contact_phone', digits);
  const rows = await db.execute<ContactRow>(sql`
    with reached as materialized (
      select id, name, fase, contact_email as email, contact_phone as phone, coalesce(${mailed}, false) as mailed, region_id
      from po where ${mailed} or ${called})
    select id, name, fase, email, phone, mailed from reached where region_id = ${regionId} order by name, id limit ${limit}`);
  return rows.map(({ id, name, fase, email, phone, ...row }) => ({
    id,
    title: name,
    detail: `FASE ${fase}`,
    why: row.mailed ? `adresse mail ${email}` : `téléphone ${formatPhone(phone ?? '')}`,
  }));
}

type RequestRow = {
  id: string;
  reference: string;
  type: string;
  subject: string;
  po_name: string | null;
  state: RequestState;
  created_at: string;
};

async function findRequests(
  db: Database,
  asked: Asked,
  q: string,
  words: Pick<NewestQuery, 'query' | 'rare'>,
): Promise<Found[]> {
  const { regionId, limit } = asked;
  const ids = await findNewest(db, {
    ...{ regionId, ...words, limit },
    ...{ states: REQUEST_STATES, narrowing: undefined, after: null },
  });
  if (ids.length === 0) return [];
  const rows = await db.execute<RequestRow>(sql`
    select r.id, s.reference, r.type, r.subject, coalesce(po.name, s.po_typed ->> 'name') as po_name, r.state, r.created_at
    from change_request r join submission s on s.id = r.submission_id left join po on po.id = r.po_id
    where r.id = any(${uuidList(ids)}) order by r.created_at desc, r.submission_id desc, r.position desc`);
  const squeezed = squeezeReference(q);
  return rows.map((row) => ({
    id: row.id,
    title: `${typeLabel(row.type)} · ${row.subject}`,
    detail: [STATE_LABELS[row.state], row.po_name, formatDate(todayInBrussels(new Date(row.created_at)))]
      .filter(Boolean)
      .join(' · '),
    why:
      squeezed.length >= 3 && row.reference.startsWith(squeezed) ? `référence ${formatReference(row.reference)}` : '',
  }));
}
