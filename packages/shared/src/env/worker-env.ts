import type { z } from 'zod';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import { mailbox, port, redisUrl, secretList, smtpUrl } from './variables.ts';

export const workerEnv = serverEnv({
  WORKER_PORT: port(3003).default(3003),
  REDIS_URL: redisUrl().optional(),
  SMTP_URL: smtpUrl(),
  MAIL_FROM: mailbox().default({ name: 'Guichet PO', address: 'guichet@po.example' }),
  TOKEN_KEYS: secretList(),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
}).transform(withAddresses);

export type WorkerEnv = z.output<typeof workerEnv>;
