import {
  GROUP_STATES,
  NEWEST_FIRST,
  QUEUE_GROUPS,
  type QueueGroup,
} from '../packages/shared/src/contracts/request-list.ts';
import { DEFAULT_AGE_ALERTS } from '../packages/shared/src/domain/request-age.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../packages/shared/src/domain/roles.ts';
import type { RequestListQuery } from '../packages/shared/src/contracts/request-list.ts';
import { getRequestView } from '../packages/shared/src/reads/get-request-view.ts';
import { listRequests } from '../packages/shared/src/reads/list-requests.ts';
import type { Cluster } from './cluster.ts';
import type { PageKind } from './measure-pages.ts';
import { slip } from './slips.ts';

const QUEUE_AIM = 50;
const REQUEST_AIM = 60;
const SEARCH_AIM = 150;
const NEAR_AIM = 400;

const PAGE = 50;
const THOUSANDTH = 999 * PAGE;

/** What is asked of the back office: every group, its first and its thousandth (or last) page, requests, and searches. */
export async function officePages(cluster: Cluster, database: string): Promise<PageKind[]> {
  const { sql } = cluster.connect('migrator', database);
  const ids = async (where: string) => {
    const rows = await sql.unsafe<{ id: string }[]>(
      `select id from change_request where ${where} order by md5(id::text) limit 300`,
    );
    return rows.map(({ id }) => `/api/requests/${id}`);
  };
  return [
    ...QUEUE_GROUPS.map((group) => ({
      name: `queue ${group}, first page`,
      aim: QUEUE_AIM,
      paths: [queuePath(group)],
      read: readList,
    })),
    ...(await deepPages(cluster, database)),
    {
      name: 'request page, open',
      aim: REQUEST_AIM,
      read: readRequest,
      paths: await ids("state in ('submitted', 'failed', 'correction_requested', 'approved')"),
    },
    {
      name: 'request page, over',
      aim: REQUEST_AIM,
      read: readRequest,
      paths: await ids("state in ('applied', 'rejected', 'withdrawn', 'lapsed')"),
    },
    ...(await searches(cluster, database)),
  ];
}

async function deepPages(cluster: Cluster, database: string): Promise<PageKind[]> {
  const { sql } = cluster.connect('migrator', database);
  const pages: PageKind[] = [];
  for (const group of ['todo', 'closed', 'all'] as const) {
    const direction = NEWEST_FIRST.has(group) ? 'desc' : 'asc';
    // In "todo", what was submitted comes after what failed.
    const rank = group === 'todo' ? 1 : 0;
    const states = group === 'todo' ? ['submitted'] : [...GROUP_STATES[group]];
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int as count from change_request where state = any(${states})`;
    const [last] = await sql.unsafe<{ cursor: string }[]>(
      `select '${rank}_' || to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || submission_id || '_' || position as cursor
       from change_request where state = any($1) order by created_at ${direction}, submission_id ${direction}, position ${direction} offset $2 limit 1`,
      [states, Math.min(THOUSANDTH, Math.max(0, count - PAGE)) - 1],
    );
    const name = count > THOUSANDTH + PAGE ? 'thousandth page' : 'last page';
    pages.push({
      name: `queue ${group}, ${name}`,
      aim: QUEUE_AIM,
      read: readList,
      paths: [queuePath(group, { cursor: last?.cursor ?? '' })],
    });
  }
  return pages;
}

async function searches(cluster: Cluster, database: string): Promise<PageKind[]> {
  const { sql } = cluster.connect('migrator', database);
  const rows = await sql<
    { reference: string; subject: string; po: string; fase: number; name: string; email: string }[]
  >`
    select s.reference, c.subject, p.name as po, p.fase, s.submitter_name as name, s.submitter_email as email
    from change_request c join submission s on s.id = c.submission_id join po p on p.id = c.po_id
    where c.subject like '% %' and c.subject <> 'Le PO' order by md5(c.id::text) limit 150`;
  const last = (text: string): string => text.split(' ').at(-1) ?? text;
  const exact = rows.flatMap(({ reference, subject, po, fase, name, email }) => [
    reference,
    `${reference.slice(0, 4)}-${reference.slice(4)}`,
    subject,
    po,
    String(fase),
    name,
    email,
    `${last(subject)} ${po}`,
  ]);
  const prefix = rows.flatMap(({ reference, subject, po, email }) => [
    reference.slice(0, 5),
    last(subject).slice(0, 4),
    last(subject).slice(0, 2),
    po.slice(0, 12),
    email.slice(0, 10),
    `${last(subject).slice(0, 3)} ${last(po.replace(' ASBL', '')).slice(0, 3)}`,
  ]);
  const broad = [
    'saint',
    'sainte',
    'institut',
    'asbl',
    'example',
    'ma',
    'le',
    'collège',
    'jean',
    'comité scolaire',
    'namur',
    '9',
  ];
  const slips = rows.flatMap(({ reference, subject, po }) => [
    slip(last(subject)),
    `${subject.split(' ')[0]} ${slip(last(subject))}`,
    slip(last(po.replace(' ASBL', ''))),
    slip(reference),
  ]);
  return (['todo', 'all'] as const).flatMap((group) => [
    {
      name: `search ${group}, exact`,
      aim: SEARCH_AIM,
      paths: exact.map((q) => queuePath(group, { q })),
      read: readList,
    },
    {
      name: `search ${group}, beginnings`,
      aim: SEARCH_AIM,
      paths: prefix.map((q) => queuePath(group, { q })),
      read: readList,
    },
    {
      name: `search ${group}, words of very many`,
      aim: SEARCH_AIM,
      paths: broad.map((q) => queuePath(group, { q })),
      read: readList,
    },
    {
      name: `search ${group}, mistyped`,
      aim: NEAR_AIM,
      paths: slips.map((q) => queuePath(group, { q })),
      read: readList,
    },
  ]);
}

const readList: PageKind['read'] = (db, { id: staffId, regionId }, path) => {
  const query = Object.fromEntries(new URL(path, 'http://localhost').searchParams) as RequestListQuery;
  return listRequests(db, { staffId, regionId, now: new Date(), ageAlerts: DEFAULT_AGE_ALERTS }, query);
};

const readRequest: PageKind['read'] = (db, actor, path) =>
  getRequestView(db, actor, path.split('/').at(-1) ?? '', {
    now: new Date(),
    undoDelaySeconds: 10,
    fourEyes: false,
    ageAlerts: DEFAULT_AGE_ALERTS,
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
  });

export function queuePath(group: QueueGroup, more: Record<string, string> = {}): string {
  return `/api/requests/search?${new URLSearchParams({ group, ...more })}`;
}
