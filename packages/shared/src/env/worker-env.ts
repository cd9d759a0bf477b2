import type { z } from 'zod';
import { remindersComeFirst, serverEnv, settingVariables, singleHolderRoles, withAddresses } from './common-env.ts';
import {
  filePath,
  imapUrl,
  mailAddress,
  mailbox,
  oneLine,
  port,
  privateKeyFile,
  redisUrl,
  secret,
  secretList,
  smtpUrl,
  wholeNumber,
  yesOrNo,
} from './variables.ts';

export const workerEnv = serverEnv({
  ...settingVariables,
  WORKER_PORT: port(3003).default(3003),
  REDIS_URL: redisUrl().optional(),
  SMTP_URL: smtpUrl(),
  SMTP_TIMEOUT: wholeNumber({
    from: 1,
    to: 600,
    noun: 'a number of seconds from 1 to 600',
    advice: 'Write how long the mail server may take over one mail, such as 90.',
  }).default(90),
  MAIL_FROM: mailbox().default({ name: 'Guichet PO', address: 'guichet@po.example' }),
  BOUNCE_ADDRESS: mailAddress().optional(),
  BOUNCE_IMAP_URL: imapUrl().optional(),
  MAIL_REPORT_SECRET: secret().optional(),
  DKIM_DOMAIN: oneLine('Write the domain whose DNS holds the public key, such as po.example.').optional(),
  DKIM_SELECTOR: oneLine(
    'Write the name of the key in the DNS, such as guichet for guichet._domainkey.po.example.',
  ).optional(),
  DKIM_KEY_FILE: privateKeyFile().optional(),
  TOKEN_KEYS: secretList(),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  FOUR_EYES: yesOrNo().default(false),
  ERASURE_LIST: filePath().default('.data/erasure-list.jsonl'),
})
  .superRefine(remindersComeFirst)
  .superRefine(dkimIsWhole)
  .transform(withAddresses);

/** Mail is signed with all three, or not at all. */
function dkimIsWhole(
  env: Partial<Record<'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE', string | undefined>>,
  ctx: z.RefinementCtx,
): void {
  const names = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const;
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return;
  for (const name of missing) {
    ctx.addIssue({
      code: 'custom',
      path: [name],
      message:
        'is missing, and mail is signed with all three of DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or not at all.',
    });
  }
}

export type WorkerEnv = z.output<typeof workerEnv>;
