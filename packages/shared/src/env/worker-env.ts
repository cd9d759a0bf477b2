import type { z } from 'zod';
import { remindersComeFirst, serverEnv, settingVariables, singleHolderRoles, withAddresses } from './common-env.ts';
import { filePath, mailbox, port, redisUrl, secretList, smtpUrl, wholeNumber, yesOrNo } from './variables.ts';

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
  TOKEN_KEYS: secretList(),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  FOUR_EYES: yesOrNo().default(false),
  ERASURE_LIST: filePath().default('.data/erasure-list.jsonl'),
})
  .superRefine(remindersComeFirst)
  .transform(withAddresses);

export type WorkerEnv = z.output<typeof workerEnv>;
