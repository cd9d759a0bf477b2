import type { JournalQuery } from '../packages/shared/src/contracts/journal.ts';
import type { PeopleListQuery } from '../packages/shared/src/contracts/people-list.ts';
import type { PoListQuery } from '../packages/shared/src/contracts/po-list.ts';
import { todayInBrussels } from '../packages/shared/src/domain/dates.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../packages/shared/src/domain/roles.ts';
import { getDashboard } from '../packages/shared/src/reads/dashboard/get-dashboard.ts';
import { listDuplicatePairs } from '../packages/shared/src/reads/duplicates/list-duplicate-pairs.ts';
import { getPersonFile } from '../packages/shared/src/reads/get-person-file.ts';
import { getPoFile } from '../packages/shared/src/reads/get-po-file.ts';
import { readHealth } from '../packages/shared/src/reads/health/read-health.ts';
import { listJournal } from '../packages/shared/src/reads/journal/list-journal.ts';
import { listPeople } from '../packages/shared/src/reads/list-people.ts';
import { listPoChoices } from '../packages/shared/src/reads/list-po-choices.ts';
import { listPos } from '../packages/shared/src/reads/list-pos.ts';
import type { Cluster } from './cluster.ts';
import { dailySearches } from './daily-searches.ts';
import type { PageKind } from './measure-pages.ts';

const FILE_AIM = 60;
const DASHBOARD_AIM = 300;
/** Of pages that are one question each, asked again and again: fewer would be no honest p99, more tell nothing new. */
const LOOKS = 200;

const singleHolderRoles = DEFAULT_SINGLE_HOLDER_ROLES;
const queryOf = <T>(path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams) as T;
const today = () => todayInBrussels(new Date());

/** What is asked of the register: files of POs and people, their lists, search from anywhere, and administration. */
export async function registerPages(cluster: Cluster, database: string): Promise<PageKind[]> {
  const { sql } = cluster.connect('migrator', database);
  const ids = async (table: 'po' | 'person') => {
    const rows = await sql<{ id: string }[]>`select id from ${sql(table)} order by md5(id::text) limit 300`;
    return rows.map(({ id }) => id);
  };
  const [pos, people] = [await ids('po'), await ids('person')];
  return [
    { name: 'file of a PO', aim: FILE_AIM, paths: pos.map((id) => `/api/pos/${id}`), read: readPo },
    {
      name: 'file of a PO on a day of the past',
      ...{ aim: FILE_AIM, paths: pos.map((id) => `/api/pos/${id}?day=2022-03-01`), read: readPo },
    },
    { name: 'file of a person', aim: FILE_AIM, paths: people.map((id) => `/api/people/${id}`), read: readPerson },
    ...(await dailySearches(cluster, database)),
    ...(await lists(cluster, database)),
    ...administration(),
  ];
}

const readPo: PageKind['read'] = (db, { regionId }, path) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const day = searchParams.get('day') ?? undefined;
  return getPoFile(db, pathname.split('/').at(-1) ?? '', { regionId, today: today(), day, singleHolderRoles });
};

const readPerson: PageKind['read'] = (db, { regionId }, path) =>
  getPersonFile(db, regionId, path.split('/').at(-1) ?? '', new Date());

async function lists(cluster: Cluster, database: string): Promise<PageKind[]> {
  const readPos: PageKind['read'] = (db, { regionId }, path) =>
    listPos(db, { regionId, today: today(), singleHolderRoles }, queryOf<PoListQuery>(path));
  const readPeople: PageKind['read'] = (db, { regionId }, path) =>
    listPeople(db, { regionId, now: new Date() }, queryOf<PeopleListQuery>(path));
  const { sql } = cluster.connect('migrator', database);
  const [po] = await sql<{ name: string; id: string }[]>`
    select name, id from po order by name offset (select count(*) / 2 from po) limit 1`;
  const [person] = await sql<{ search: string; id: string }[]>`
    select search, id from person order by search collate "C" offset (select count(*) / 2 from person) limit 1`;
  const cursor = {
    pos: Buffer.from(JSON.stringify([po?.name, po?.id])).toString('base64url'),
    people: `${person?.id}_${person?.search}`,
  };
  const list = (what: 'POs' | 'people', said: string, query: Record<string, string>): PageKind => ({
    name: `list of ${what}, ${said}`,
    ...{ aim: FILE_AIM, answers: LOOKS },
    paths: [`/api/${what === 'POs' ? 'po-list' : 'people/search'}?${new URLSearchParams(query)}`],
    read: what === 'POs' ? readPos : readPeople,
  });
  return [
    list('POs', 'first page', {}),
    list('POs', 'a page in the middle', { cursor: cursor.pos }),
    list('POs', 'without treasurer', { gap: 'no-treasurer' }),
    list('POs', 'complete', { gap: 'none' }),
    list('POs', 'of a place and a level', { municipality: 'Namur', level: 'Fondamental' }),
    list('POs', 'by words', { q: 'institut namur' }),
    {
      name: 'choices of the list of POs',
      ...{ aim: FILE_AIM, paths: ['/api/po-list/choices'], answers: LOOKS },
      read: (db, { regionId }) => listPoChoices(db, regionId, today()),
    },
    list('people', 'first page', {}),
    list('people', 'a page in the middle', { cursor: cursor.people }),
    list('people', 'treasurers', { role: 'treasurer' }),
    list('people', 'bounced', { standing: 'bounced' }),
    list('people', 'activated', { standing: 'activated' }),
  ];
}

function administration(): PageKind[] {
  const readJournal: PageKind['read'] = (db, { regionId }, path) =>
    listJournal(db, { regionId, now: new Date() }, queryOf<JournalQuery>(path));
  const readPairs: PageKind['read'] = (db, { regionId }) => listDuplicatePairs(db, regionId, { filter: 'open', q: '' });
  const readFigures: PageKind['read'] = (db, { regionId }, path) =>
    getDashboard(db, regionId, {
      now: new Date(),
      weeks: Number(new URL(path, 'http://localhost').searchParams.get('weeks')),
    });
  const dashboard = (weeks: number): PageKind => ({
    name: `dashboard, ${weeks === 12 ? 'twelve weeks' : 'a year'}`,
    ...{ aim: DASHBOARD_AIM, paths: [`/api/dashboard?weeks=${weeks}`], read: readFigures },
  });
  const pages: PageKind[] = [
    dashboard(12),
    dashboard(52),
    { name: 'duplicates', aim: FILE_AIM, paths: ['/api/duplicates/search'], read: readPairs },
    { name: 'journal', aim: FILE_AIM, paths: ['/api/administration/journal/search'], read: readJournal },
    {
      name: 'journal of one act on a day',
      aim: FILE_AIM,
      paths: ['/api/administration/journal/search?action=reject-request&to=2024-06-03'],
      read: readJournal,
    },
    {
      name: 'health',
      aim: FILE_AIM,
      paths: ['/api/administration/health'],
      read: (db) => readHealth(db, new Date()),
    },
  ];
  return pages.map((page) => ({ ...page, answers: LOOKS }));
}
