import { createHash, createHmac, randomBytes } from 'node:crypto';
import { freePort } from '../packages/shared/src/db/cluster/cluster.ts';
import { TEST_TOKEN_KEYS } from '../packages/shared/src/testing/register-builder.ts';
import type { Cluster } from './cluster.ts';
import { percentile } from './figures.ts';
import { type RawRequest, rawRequest } from './http-load.ts';
import { databaseOf, type LoadSize } from './loaded-office.ts';
import { measureAnswers } from './measure-pages.ts';
import { startProgram } from './program.ts';
import { BIG, HUNDREDTH, type LoadedOptions, withLoads } from './with-loads.ts';

const AIM = 60;
/** Members whose pages are asked for, one after the other: presidents among them. */
const READERS = 300;
const SECRET = 'm'.repeat(40);

type Reader = { id: string; fase: number; cookie: string };
type Measured = { name: string; p50: number; p99: number; processorMs: number };

/** The pages of members with 100,000 on record, beside the same pages with a hundredth; nobody's sign-in is measured. */
export const benchExtranet = (options: LoadedOptions): Promise<string> =>
  withLoads([HUNDREDTH, BIG], options, async (cluster) => {
    const { say, profile } = options;
    const small = await measureExtranet(cluster, HUNDREDTH, say);
    const big = await measureExtranet(cluster, BIG, say, profile);
    return big.map((page, index) => sayPage(page, small[index])).join('\n');
  });

async function measureExtranet(
  cluster: Cluster,
  size: LoadSize,
  say: (text: string) => void,
  profile?: string,
): Promise<Measured[]> {
  const database = databaseOf(size);
  const readers = await openSessions(cluster, database);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const program = await startProgram(
    'packages/extranet/dist/server/main.js',
    {
      DATABASE_URL: cluster.url('extranet', database),
      ...{ EXTRANET_PORT: String(port), EXTRANET_URL: url, TOKEN_KEYS: TEST_TOKEN_KEYS.join(',') },
      ...{ AUTH_SECRET_MEMBER: SECRET, LOG_LEVEL: 'info' },
    },
    `${url}/readyz`,
    profile,
  );
  try {
    const measured: Measured[] = [];
    for (const [name, pathOf] of Object.entries(PAGES)) {
      const requests: RawRequest[] = readers.map((reader) =>
        rawRequest('GET', pathOf(reader), { Cookie: reader.cookie, Accept: 'text/html' }),
      );
      const { milliseconds, processorMs } = await measureAnswers(
        { port, processorMs: program.processorMs },
        requests,
        600,
      );
      const [p50, p99] = [percentile(milliseconds, 50), percentile(milliseconds, 99)];
      say(`  ${database}: ${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
      measured.push({ name, p50, p99, processorMs });
    }
    return measured;
  } finally {
    await program.end();
  }
}

const PAGES: Record<string, (reader: Reader) => string> = {
  'home of a member, with the resources': () => '/',
  'file of the own PO': ({ fase }) => `/dossier/${fase}`,
  'own data': () => '/mes-donnees',
};

/** Sessions as a sign-in leaves them: what costs a second of hashing each is not what is measured here. */
async function openSessions(cluster: Cluster, database: string): Promise<Reader[]> {
  const { sql } = cluster.connect('migrator', database);
  const members = await sql<{ id: string; fase: number }[]>`
    select distinct on (md5(a.id::text)) a.id, o.fase
    from member_account a join mandate m on m.person_id = a.person_id and m.annulled_at is null and m.period @> current_date
      join person p on p.id = a.person_id and not p.deceased join po o on o.id = m.po_id
    where a.state = 'active' order by md5(a.id::text) limit ${READERS}`;
  const readers: Reader[] = [];
  for (const { id, fase } of members) {
    const token = randomBytes(24).toString('base64url');
    const stored = createHash('sha256').update(token).digest('base64url');
    await sql`insert into member_session (user_id, token, expires_at, authenticated_at, way)
      values (${id}, ${stored}, now() + interval '1 day', now(), 'password')`;
    const signature = createHmac('sha256', SECRET).update(token).digest('base64');
    readers.push({ id, fase, cookie: `guichet-member.session_token=${encodeURIComponent(`${token}.${signature}`)}` });
  }
  return readers;
}

function sayPage({ name, p50, p99, processorMs }: Measured, small: Measured | undefined): string {
  const beside = small
    ? `; at a hundredth p50 ${small.p50.toFixed(1)} ms, p99 ${small.p99.toFixed(1)} ms, ratio of p50 ${(p50 / small.p50).toFixed(2)}`
    : '';
  return `${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim: p99 ≤ ${AIM} ms), ${processorMs.toFixed(1)} ms of processor${beside}`;
}
