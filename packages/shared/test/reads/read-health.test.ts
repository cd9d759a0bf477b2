import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Health } from '../../src/contracts/health.ts';
import { SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { writeAudit } from '../../src/commands/write-audit.ts';
import { type Facts, judgeHealth } from '../../src/reads/health/judge-health.ts';
import { readHealth } from '../../src/reads/health/read-health.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

const NOW = new Date('2026-06-15T10:00:00.000Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000).toISOString();

const worker = (values: Partial<Health['workers'][number]> = {}): Health['workers'][number] => ({
  ...{ instance: 'serveur:1', at: before(2), queueAt: before(2), since: before(3_600), mailPausedSeconds: 0 },
  ...values,
});
const facts = (values: Partial<Facts> = {}): Facts => ({
  ...{ at: NOW.toISOString(), workers: [worker()], queues: null, work: [], dead: [], mails: [], runs: [] },
  ...{ audit: { unsealed: 0, oldestUnsealed: null }, databaseBytes: 1, strayReports: 0, abandoned: 0, tampered: false },
  ...values,
});
const work = (late: number) => ({
  ...{ kind: 'apply', label: 'Appliquer', due: late, late, planned: 0, retried: 0, oldestDue: null },
});
const said = (values: Partial<Facts>) => judgeHealth(facts(values)).map(({ kind, title }) => `${kind}: ${title}`);

describe('the light', () => {
  test('is green when everything answers, also while one of several workers is gone', () => {
    expect(said({})).toEqual([]);
    expect(
      said({ workers: [worker({ at: before(4_000), queueAt: null }), worker({ instance: 'serveur:2' })] }),
    ).toEqual([]);
  });

  test.each<[string, Partial<Facts>, string]>([
    ['no worker', { workers: [] }, 'bad: Le programme de fond ne donne pas signe de vie.'],
    [
      'a silent worker',
      { workers: [worker({ at: before(31) })] },
      'bad: Le programme de fond ne donne pas signe de vie.',
    ],
    ['a queue out of reach', { workers: [worker({ queueAt: before(31) })] }, 'bad: La file d’attente ne répond pas.'],
    [
      'a journal that was changed',
      { tampered: true },
      'bad: La dernière vérification du journal a trouvé un changement.',
    ],
    ['late work', { work: [work(2), work(1)] }, 'warn: 3 travaux attendent depuis plus d’une minute.'],
    ['one late work', { work: [work(1)] }, 'warn: Un travail attend depuis plus d’une minute.'],
    ['work given up', { abandoned: 2 }, 'warn: 2 travaux ont été abandonnés.'],
    [
      'mails refused',
      { workers: [worker({ mailPausedSeconds: 9 })] },
      'warn: Le serveur de mails ne prend rien en ce moment.',
    ],
    [
      'an old mail',
      { mails: [{ state: 'pending', label: 'À envoyer', count: 1, oldest: before(901) }] },
      'warn: Un mail attend depuis plus de 15 minutes.',
    ],
    [
      'no sealer',
      { audit: { unsealed: 1, oldestUnsealed: before(301) } },
      'warn: Le journal n’est plus scellé depuis plus de 5 minutes.',
    ],
  ])('tells of %s, with what to do', (_, values, sentence) => {
    expect(said(values)).toEqual([sentence]);
    expect(judgeHealth(facts(values))[0]?.advice).toMatch(/^\p{Lu}.+\.$/u);
  });

  test('tells the gravest first', () => {
    expect(said({ work: [work(1)], workers: [], tampered: true }).map((note) => note.slice(0, 4))).toEqual([
      'bad:',
      'bad:',
      'warn',
    ]);
  });
});

describe('the health of an installation', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const owner = database.sql('migrator');
    const detail = { since: before(60), mailPausedMs: 1_500 };
    const counts = { work: { waiting: 3, active: 2 }, mail: { waiting: 0, active: 1 } };
    await database.sql('worker')`insert into heartbeat (process, instance, at, detail) values
      ('worker', 'serveur:1', ${before(2)}, ${JSON.stringify(detail)}::jsonb),
      ('queue', 'serveur:1', ${before(2)}, ${JSON.stringify({ store: 'redis', counts })}::jsonb)`;
    const row = (kind: string, state: string, at: string, attempts = 0, code: string | null = null) =>
      owner`insert into outbox (kind, ref, state, next_at, attempts, error_code, done_at)
        values (${kind}, ${randomUUID()}, ${state}, ${at}, ${attempts}, ${code}, ${state === 'pending' ? null : at})`;
    await row('apply', 'pending', before(5));
    await row('apply', 'pending', before(90), 2);
    await row('apply', 'pending', before(-3_600));
    await row('mail', 'done', before(5));
    await row('arrive', 'dead', before(50), 12, '23514');
    await owner`insert into outbox (kind, ref, state, done_at) values ('duplicates', 'all/2026-06-15', 'done', ${before(3_000)})`;
    const mail = (state: string, at: string) =>
      owner`insert into mail (kind, cause_key, to_address, state, message_id, created_at)
        values ('activation', ${randomUUID()}, 'a@maquette.example', ${state}, ${randomUUID()}, ${at})`;
    await mail('pending', before(30));
    await mail('sent', before(30));
    await mail('failed', before(30));
    await mail('failed', before(8 * 86_400));
    const stray = (at: string) => owner`insert into mail_report (message_key, kind, source, received_at)
      values (${randomUUID()}, 'bounced', 'mailbox', ${at})`;
    await stray(before(30));
    await stray(before(8 * 86_400));
    await database
      .db('worker')
      .transaction((tx) =>
        writeAudit(tx, SYSTEM_ACTOR, new Date(before(10)), [
          { action: 'add-note', subject: { type: 'person', id: randomUUID() } },
        ]),
      );
  });
  afterAll(() => database.close());

  test('is read by the back office, in counts and moments', async () => {
    const health = await readHealth(database.db('backoffice'), NOW);
    expect(health.workers).toEqual([worker({ since: before(60), mailPausedSeconds: 2 })]);
    expect(health.queues).toMatchObject({
      store: 'Redis',
      counts: [
        { name: 'mail', waiting: 0, active: 1 },
        { name: 'work', waiting: 3, active: 2 },
      ],
    });
    expect(health.work).toEqual([
      {
        ...{ kind: 'apply', label: 'Appliquer une demande approuvée', due: 2, late: 1, planned: 1, retried: 1 },
        oldestDue: before(90),
      },
    ]);
    expect(health.dead).toEqual([
      { label: 'Examiner une demande qui arrive', code: '23514', count: 1, last: before(50) },
    ]);
    expect(health.mails.map(({ state, count }) => [state, count])).toEqual([
      ['pending', 1],
      ['sending', 0],
      ['held', 0],
      ['failed', 1],
      ['unknown', 0],
    ]);
    expect(health.strayReports).toBe(1);
    expect(health.audit).toEqual({ unsealed: 1, oldestUnsealed: before(10) });
    expect(health.runs.find(({ label }) => label === 'Recherche des doublons')?.at).toBe(before(3_000));
    expect(health.databaseBytes).toBeGreaterThan(1_000_000);
    expect(health.notes.map(({ kind }) => kind)).toEqual(['warn', 'warn']);
  });

  test('says nothing of anybody', async () => {
    expect(JSON.stringify(await readHealth(database.db('backoffice'), NOW))).not.toContain('@');
  });
});
