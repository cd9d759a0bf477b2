import { z } from 'zod';
import { addressVariables, singleHolderRoles, withAddresses } from './common-env.ts';
import {
  databasePassword,
  databaseUrl,
  filePath,
  folder,
  host,
  logLevel,
  mailAddress,
  mailbox,
  oneLine,
  passphrase,
  port,
  redisUrl,
  seconds,
  secret,
  secretList,
  smtpUrl,
  yesOrNo,
} from './variables.ts';

/**
 * What the one-command start and the command line read. Everything may be left out: the start brings its own
 * database, mail catcher and secrets, and passes them on to the processes that it starts.
 * DATABASE_URL, where given, connects as the owner of the schema (guichet_migrator).
 */
export const operatorEnv = z
  .object({
    ...addressVariables,
    DATABASE_URL: databaseUrl().optional(),
    // For the command `migrate` alone: a superuser who makes the roles, and the passwords to give them.
    DATABASE_ADMIN_URL: databaseUrl().optional(),
    DATABASE_PASSWORD_MIGRATOR: databasePassword().optional(),
    DATABASE_PASSWORD_INTAKE: databasePassword().optional(),
    DATABASE_PASSWORD_BACKOFFICE: databasePassword().optional(),
    DATABASE_PASSWORD_EXTRANET: databasePassword().optional(),
    DATABASE_PASSWORD_WORKER: databasePassword().optional(),
    HOST: host().default('127.0.0.1'),
    WORKER_PORT: port(3003).default(3003),
    MAIL_WEB_PORT: port(1080).default(1080),
    MAIL_SMTP_PORT: port(1025).default(1025),
    DATA_DIR: folder().default('.data'),
    DEMO: yesOrNo().default(true),
    LOG_LEVEL: logLevel().default('info'),
    REDIS_URL: redisUrl().optional(),
    SMTP_URL: smtpUrl().optional(),
    MAIL_FROM: mailbox().optional(),
    SECRETARIAT_NAME: oneLine('Write the name of the secretariat, such as Secrétariat Namur-Luxembourg.').optional(),
    SECRETARIAT_EMAIL: mailAddress().optional(),
    SECRETARIAT_PHONE: oneLine('Write the telephone of the secretariat, such as 081 12 34 56.').optional(),
    FOUR_EYES: yesOrNo().default(false),
    SINGLE_HOLDER_ROLES: singleHolderRoles(),
    UNDO_DELAY: seconds('Write how long an approval can be taken back, such as 10.').default(10),
    ERASURE_LIST: filePath().optional(),
    BACKUP_PASSPHRASE: passphrase().optional(),
    TOKEN_KEYS: secretList().optional(),
    AUTH_SECRET_STAFF: secret().optional(),
    AUTH_SECRET_MEMBER: secret().optional(),
  })
  .superRefine((env, context) => {
    for (const [name, twin] of sharedPorts(env)) {
      context.addIssue({ code: 'custom', path: [name], message: `is the same as ${twin}. Give each its own port.` });
    }
  })
  .transform(withAddresses);

const listening = [
  'INTAKE_PORT',
  'BACKOFFICE_PORT',
  'EXTRANET_PORT',
  'WORKER_PORT',
  'MAIL_WEB_PORT',
  'MAIL_SMTP_PORT',
] as const;

function sharedPorts(env: Record<(typeof listening)[number], number>): [string, string][] {
  return listening.flatMap((name, index): [string, string][] => {
    const twin = listening.slice(0, index).find((other) => env[other] === env[name]);
    return twin === undefined ? [] : [[name, twin]];
  });
}

export type OperatorEnv = z.output<typeof operatorEnv>;

/** The secretariat's contacts as far as they are given: `migrateDatabase` leaves the others as they are. */
export function secretariatOf(env: OperatorEnv): { name?: string; email?: string; phone?: string } {
  const given = { name: env.SECRETARIAT_NAME, email: env.SECRETARIAT_EMAIL, phone: env.SECRETARIAT_PHONE };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
