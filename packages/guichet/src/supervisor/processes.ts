import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import type { EnvSource } from '@guichet/shared/env/parse-env';
import type { DatabaseRole, Secrets } from '../data-folder/secrets.ts';
import type { ProcessSpec } from './child.ts';

/** Never handed down as they came: each process gets its own, or none. */
const ownOfEach = [
  ...[
    'DATABASE_URL',
    'TOKEN_KEYS',
    'AUTH_SECRET_STAFF',
    'AUTH_SECRET_MEMBER',
    'OIDC_SIGNING_KEYS',
    'SMTP_URL',
    'REDIS_URL',
  ],
  'BACKUP_PASSPHRASE',
];

/**
 * Small machines: V8 collects earlier and keeps less. Measured with the demonstration data, every process stays far
 * below; the worker holds rendered mails, the back office its exports. Mails die young: a worker with room for more of
 * them sends a mailing quicker, and holds 20 MB more.
 */
const flags = (youngMb: number) => [
  '--max-old-space-size=256',
  `--max-semi-space-size=${youngMb}`,
  '--enable-source-maps',
];
export const NODE_FLAGS = { app: flags(4), worker: flags(16) };

/** The four processes of the product with the environment of each: its own database role, and only its secrets. */
export function productProcesses(given: {
  env: OperatorEnv;
  source: EnvSource;
  secrets: Secrets;
  databaseUrl: (role: DatabaseRole) => string;
}): ProcessSpec[] {
  const { env, source, secrets } = given;
  const tokenKeys = (env.TOKEN_KEYS ?? secrets.tokenKeys).join(',');
  const common = {
    ...inherited(source),
    NODE_ENV: 'production',
    HOST: env.HOST,
    LOG_LEVEL: env.LOG_LEVEL,
    DEMO: String(env.DEMO),
    INTAKE_PORT: String(env.INTAKE_PORT),
    BACKOFFICE_PORT: String(env.BACKOFFICE_PORT),
    EXTRANET_PORT: String(env.EXTRANET_PORT),
    INTAKE_URL: env.INTAKE_URL,
    BACKOFFICE_URL: env.BACKOFFICE_URL,
    EXTRANET_URL: env.EXTRANET_URL,
    TOKEN_KEYS: tokenKeys,
    UNDO_DELAY: String(env.UNDO_DELAY),
  };
  const reachable = env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST;
  const inUrl = reachable.includes(':') ? `[${reachable}]` : reachable;
  return [
    {
      name: 'intake-form',
      entry: compiled('intake-form', 'server/main.js'),
      nodeFlags: NODE_FLAGS.app,
      env: { ...common, DATABASE_URL: given.databaseUrl('guichet_intake') },
      readyUrl: `http://${inUrl}:${env.INTAKE_PORT}/readyz`,
    },
    {
      name: 'backoffice',
      entry: compiled('backoffice', 'server/main.js'),
      nodeFlags: NODE_FLAGS.app,
      env: {
        ...common,
        DATABASE_URL: given.databaseUrl('guichet_backoffice'),
        AUTH_SECRET_STAFF: env.AUTH_SECRET_STAFF ?? secrets.authStaff,
      },
      readyUrl: `http://${inUrl}:${env.BACKOFFICE_PORT}/readyz`,
    },
    {
      name: 'extranet',
      entry: compiled('extranet', 'server/main.js'),
      nodeFlags: NODE_FLAGS.app,
      env: {
        ...common,
        DATABASE_URL: given.databaseUrl('guichet_extranet'),
        AUTH_SECRET_MEMBER: env.AUTH_SECRET_MEMBER ?? secrets.authMember,
        ...(source.OIDC_SIGNING_KEYS ? { OIDC_SIGNING_KEYS: source.OIDC_SIGNING_KEYS } : {}),
      },
      readyUrl: `http://${inUrl}:${env.EXTRANET_PORT}/readyz`,
    },
    {
      name: 'worker',
      entry: compiled('worker', 'main.js'),
      nodeFlags: NODE_FLAGS.worker,
      env: {
        ...common,
        // Health and metrics only: nobody but this machine asks for them.
        HOST: '127.0.0.1',
        WORKER_PORT: String(env.WORKER_PORT),
        DATABASE_URL: given.databaseUrl('guichet_worker'),
        SMTP_URL: env.SMTP_URL ?? `smtp://127.0.0.1:${env.MAIL_SMTP_PORT}`,
        // Beside the database, and not in it: see privacy/erasure-list.ts.
        ERASURE_LIST: source.ERASURE_LIST ?? join(resolve(env.DATA_DIR), 'erasure-list.jsonl'),
        ...(source.REDIS_URL ? { REDIS_URL: source.REDIS_URL } : {}),
      },
      readyUrl: `http://127.0.0.1:${env.WORKER_PORT}/readyz`,
    },
  ];
}

/** What the machine and the operator set stays: proxies, certificates, TRUST_PROXY, MAIL_FROM and the like. */
function inherited(source: EnvSource): Record<string, string> {
  const kept = Object.entries(source).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !ownOfEach.includes(entry[0]) && !/^p?npm_/i.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

function compiled(packageName: string, file: string): string {
  // The packages lie side by side; the applications are no dependency of this one.
  return fileURLToPath(new URL(`../../../${packageName}/dist/${file}`, import.meta.url));
}
