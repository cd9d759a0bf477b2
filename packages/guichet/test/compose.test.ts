import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backofficeEnv } from '@guichet/shared/env/backoffice-env';
import { extranetEnv } from '@guichet/shared/env/extranet-env';
import { intakeEnv } from '@guichet/shared/env/intake-env';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { parseEnv } from '@guichet/shared/env/parse-env';
import { workerEnv } from '@guichet/shared/env/worker-env';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Service {
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: { test: string[] };
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services } = parse(compose, { merge: true }) as { services: Record<string, Service> };
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

const PROCESSES = {
  'intake-form': intakeEnv,
  backoffice: backofficeEnv,
  extranet: extranetEnv,
  worker: workerEnv,
  migrate: operatorEnv,
};
/** Inside a container a process keeps its own port; outside, compose maps it. */
const FIXED = ['INTAKE_PORT', 'BACKOFFICE_PORT', 'EXTRANET_PORT', 'WORKER_PORT'];

/** What a service passes on, as written: name and value of each variable. */
function environmentOf(service: string): Map<string, string> {
  return new Map(Object.entries(services[service]?.environment ?? {}));
}

/** As compose fills a value in: a required variable by a sample, one that is left out by its default. */
function fillIn(value: string, given: Record<string, string>): string {
  return value.replaceAll(/\$\{([A-Z_]+)(?::?([-?])([^}]*))?\}/g, (_, name: string, mark: string, word: string) => {
    return given[name] ?? (mark === '-' ? word : '');
  });
}

const secret = 'a'.repeat(40);
const GIVEN: Record<string, string> = {
  POSTGRES_PASSWORD: secret,
  ...Object.fromEntries(
    ['MIGRATOR', 'INTAKE', 'BACKOFFICE', 'EXTRANET', 'WORKER'].map((role) => [`DATABASE_PASSWORD_${role}`, secret]),
  ),
  INTAKE_URL: 'https://formulaire.po.example',
  BACKOFFICE_URL: 'https://secretariat.po.example',
  EXTRANET_URL: 'https://extranet.po.example',
  TOKEN_KEYS: secret,
  AUTH_SECRET_STAFF: secret,
  AUTH_SECRET_MEMBER: `b${secret}`,
  SMTP_URL: 'smtp://mail-catcher:1025',
};

describe('docker-compose.yml', () => {
  test.each(Object.entries(PROCESSES))('passes to %s only what it reads, and enough to start', (service, schema) => {
    const passed = environmentOf(service);
    const known = Object.keys(schema.in.shape);
    expect([...passed.keys()].filter((name) => !known.includes(name))).toEqual([]);
    const filled = Object.fromEntries([...passed].map(([name, value]) => [name, fillIn(value, GIVEN)]));
    expect(parseEnv(schema, filled)).toMatchObject({ ok: true, env: { DEMO: false } });
  });

  test.each(['intake-form', 'backoffice', 'extranet', 'worker'] as const)(
    'lets %s be configured in full',
    (service) => {
      const known = Object.keys(PROCESSES[service].in.shape).filter((name) => !FIXED.includes(name));
      expect([...environmentOf(service).keys()].sort()).toEqual(known.sort());
    },
  );

  test('gives each process its own database role, and the superuser to the migration alone', () => {
    const roles = Object.keys(PROCESSES).map((service) => {
      const url = new URL(fillIn(environmentOf(service).get('DATABASE_URL') ?? '', GIVEN));
      return `${service} as ${url.username}`;
    });
    expect(roles).toEqual([
      'intake-form as guichet_intake',
      'backoffice as guichet_backoffice',
      'extranet as guichet_extranet',
      'worker as guichet_worker',
      'migrate as guichet_migrator',
    ]);
    expect(compose.match(/POSTGRES_PASSWORD\}/g)).toHaveLength(1);
    expect(environmentOf('migrate').get('DATABASE_ADMIN_URL')).toContain('POSTGRES_PASSWORD');
  });

  test('names no secret, and says of each that is missing what to do', () => {
    const secrets = ['POSTGRES_PASSWORD', 'TOKEN_KEYS', 'AUTH_SECRET_STAFF', 'AUTH_SECRET_MEMBER', 'SMTP_URL'];
    for (const name of [...secrets, ...Object.keys(GIVEN)]) {
      expect(compose).toMatch(new RegExp(`\\$\\{${name}:\\?set it in \\.env to [^}]+\\}`));
    }
  });

  test('publishes nothing beyond this machine', () => {
    const published = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(published).toHaveLength(4);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('asks each process on its own port whether it is ready', () => {
    for (const [service, port] of [
      ['intake-form', 3000],
      ['backoffice', 3001],
      ['extranet', 3002],
      ['worker', 3003],
    ] as const) {
      expect(services[service]?.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/readyz`);
    }
  });
});

describe('the image', () => {
  test('runs as nobody in particular, and holds what the commands name', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    const programs = [...`${compose}${dockerfile}`.matchAll(/packages\/[\w-]+\/dist\/[\w/-]+\.js/g)].map(
      ([path]) => path,
    );
    expect(new Set(programs).size).toBe(5);
    for (const path of programs) {
      const source = path.replace('/dist/', '/src/').replace(/js$/, 'ts');
      expect({ path, exists: existsSync(join(root, source)) }).toEqual({ path, exists: true });
    }
  });

  test('installs every package of the workspace', () => {
    for (const name of ['shared', ...Object.keys(PROCESSES).filter((each) => each !== 'migrate'), 'guichet']) {
      expect(dockerfile).toContain(`COPY packages/${name}/package.json packages/${name}/`);
    }
  });
});
