import { describe, expect, test } from '@jest/globals';
import { backofficeEnv } from '../../src/env/backoffice-env.ts';
import { extranetEnv } from '../../src/env/extranet-env.ts';
import { intakeEnv } from '../../src/env/intake-env.ts';
import { operatorEnv } from '../../src/env/operator-env.ts';
import { type EnvSource, parseEnv } from '../../src/env/parse-env.ts';
import { workerEnv } from '../../src/env/worker-env.ts';

const key = 'k'.repeat(32);
const database = 'postgres://guichet_worker:s3cret-pass@127.0.0.1:5432/guichet';

function mistakesOf(result: { ok: boolean; mistakes?: string[] }): string[] {
  if (result.ok) throw new Error('expected mistakes');
  return result.mistakes ?? [];
}

describe('the environment of a process', () => {
  test('the least that each process needs is enough, and defaults fill the rest', () => {
    const intake = parseEnv(intakeEnv, { DATABASE_URL: database, TOKEN_KEYS: key, INTAKE_PORT: '4100' });
    expect(intake).toMatchObject({
      ok: true,
      env: {
        HOST: '127.0.0.1',
        INTAKE_PORT: 4100,
        INTAKE_URL: 'http://localhost:4100',
        EXTRANET_URL: 'http://localhost:3002',
        TRUST_PROXY: 0,
        LOG_LEVEL: 'info',
        DEMO: false,
        TOKEN_KEYS: [key],
      },
    });
    const staff = { DATABASE_URL: database, TOKEN_KEYS: key, AUTH_SECRET_STAFF: key };
    expect(parseEnv(backofficeEnv, staff)).toMatchObject({ ok: true, env: { UNDO_DELAY: 10 } });
    expect(parseEnv(extranetEnv, { DATABASE_URL: database, TOKEN_KEYS: key, AUTH_SECRET_MEMBER: key }).ok).toBe(true);
    const worker = parseEnv(workerEnv, { DATABASE_URL: database, TOKEN_KEYS: key, SMTP_URL: 'smtp://127.0.0.1:1025' });
    expect(worker).toMatchObject({ ok: true, env: { WORKER_PORT: 3003, MAIL_FROM: { name: 'Guichet PO' } } });
    expect(parseEnv(operatorEnv, {})).toMatchObject({ ok: true, env: { DATA_DIR: '.data', DEMO: true } });
  });

  test('all mistakes are told at once, each naming its variable and what to write', () => {
    const mistakes = mistakesOf(
      parseEnv(backofficeEnv, {
        BACKOFFICE_PORT: '70000',
        BACKOFFICE_URL: 'https://po.example/guichet',
        INTAKE_URL: 'ftp://po.example',
        AUTH_SECRET_STAFF: 'short',
        TOKEN_KEYS: `${key},also-short`,
        UNDO_DELAY: 'soon',
        TRUST_PROXY: 'true',
        LOG_LEVEL: 'loud',
        DEMO: 'yes',
        SINGLE_HOLDER_ROLES: 'treasurer,king',
      }),
    );
    expect(mistakes).toHaveLength(11);
    for (const name of ['DATABASE_URL', 'BACKOFFICE_PORT', 'BACKOFFICE_URL', 'INTAKE_URL', 'AUTH_SECRET_STAFF']) {
      expect(mistakes.filter((mistake) => mistake.startsWith(`${name} `))).toHaveLength(1);
    }
    for (const mistake of mistakes) expect(mistake).toMatch(/^[A-Z_]+ .+\. (Write|Give) .+/);
    expect(mistakes.join('\n')).toContain('BACKOFFICE_PORT is "70000", which is not a port. Write a port from 1');
    expect(mistakes.join('\n')).toContain('TOKEN_KEYS has a key (number 2) of 10 characters');
    expect(mistakes.join('\n')).toContain('SINGLE_HOLDER_ROLES names "king"');
  });

  test('a complaint never repeats a secret or a password', () => {
    const source: EnvSource = {
      DATABASE_URL: 'mysql://root:hunter2@db/guichet',
      REDIS_URL: 'redis://:hunter2@one:6379,two:6379',
      SMTP_URL: 'http://user:hunter2@mail.example',
      TOKEN_KEYS: 'hunter2',
    };
    const mistakes = mistakesOf(parseEnv(workerEnv, source));
    expect(mistakes).toHaveLength(4);
    expect(mistakes.join('\n')).not.toContain('hunter2');
  });

  test('an empty variable counts as absent', () => {
    const env = { DATABASE_URL: database, TOKEN_KEYS: key, SMTP_URL: 'smtp://mail.example', REDIS_URL: '', HOST: '' };
    expect(parseEnv(workerEnv, env)).toMatchObject({ ok: true, env: { HOST: '127.0.0.1' } });
    expect(mistakesOf(parseEnv(intakeEnv, { DATABASE_URL: '', TOKEN_KEYS: key }))).toEqual([
      expect.stringMatching(/^DATABASE_URL is missing\. Write the address of PostgreSQL/),
    ]);
  });

  test('two servers cannot share a port', () => {
    expect(mistakesOf(parseEnv(operatorEnv, { EXTRANET_PORT: '3000' }))).toEqual([
      'EXTRANET_PORT is the same as INTAKE_PORT. Give each its own port.',
    ]);
  });

  test('the days of a correction rise, and the last reminder comes before the end', () => {
    const least = { DATABASE_URL: database, TOKEN_KEYS: key, SMTP_URL: 'smtp://127.0.0.1:1025' };
    const read = (days: string, lapse: string) =>
      parseEnv(workerEnv, { ...least, CORRECTION_REMINDER_DAYS: days, CORRECTION_LAPSE_DAYS: lapse });
    expect(parseEnv(workerEnv, least)).toMatchObject({
      env: { CORRECTION_REMINDER_DAYS: [5, 12], CORRECTION_LAPSE_DAYS: 30 },
    });
    expect(read('2, 4,6', '7')).toMatchObject({
      env: { CORRECTION_REMINDER_DAYS: [2, 4, 6], CORRECTION_LAPSE_DAYS: 7 },
    });
    expect(read('none', '1')).toMatchObject({ env: { CORRECTION_REMINDER_DAYS: [] } });
    expect(mistakesOf(read('12,5', '30'))[0]).toContain('CORRECTION_REMINDER_DAYS');
    expect(mistakesOf(read('5,30', '30'))[0]).toContain('CORRECTION_LAPSE_DAYS');
  });

  test('the ages that alarm are two, the smaller first', () => {
    const least = { DATABASE_URL: database, TOKEN_KEYS: key, AUTH_SECRET_STAFF: key };
    const read = (days: string) => parseEnv(backofficeEnv, { ...least, AGE_ALERT_DAYS: days });
    expect(parseEnv(backofficeEnv, least)).toMatchObject({ env: { AGE_ALERT_DAYS: [3, 5] } });
    expect(read('2, 10')).toMatchObject({ env: { AGE_ALERT_DAYS: [2, 10] } });
    for (const days of ['5', '5,3', '0,2', '3,3', 'soon', '1,2,3']) {
      expect(mistakesOf(read(days))[0]).toContain('AGE_ALERT_DAYS');
    }
  });
});
