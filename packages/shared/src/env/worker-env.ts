import type { z } from 'zod';
import { DEFAULT_CORRECTION_DELAYS } from '../domain/corrections.ts';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import {
  filePath,
  mailbox,
  port,
  redisUrl,
  retention,
  secretList,
  smtpUrl,
  wholeNumber,
  workingDays,
  yesOrNo,
} from './variables.ts';

export const workerEnv = serverEnv({
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
  RETENTION: retention().default({}),
  ERASURE_LIST: filePath().default('.data/erasure-list.jsonl'),
  CORRECTION_REMINDER_DAYS: workingDays('5,12').default([...DEFAULT_CORRECTION_DELAYS.reminderDays]),
  CORRECTION_LAPSE_DAYS: wholeNumber({
    from: 1,
    to: 999,
    noun: 'a number of working days',
    advice: 'Write after how many working days a question without answer closes the request, such as 30.',
  }).default(DEFAULT_CORRECTION_DELAYS.lapseDays),
})
  .superRefine((env, context) => {
    const last = env.CORRECTION_REMINDER_DAYS.at(-1) ?? 0;
    if (last < env.CORRECTION_LAPSE_DAYS) return;
    const message = `is ${env.CORRECTION_LAPSE_DAYS}, and the last reminder comes after ${last} days. Write more days than that.`;
    context.addIssue({ code: 'custom', path: ['CORRECTION_LAPSE_DAYS'], message });
  })
  .transform(withAddresses);

export type WorkerEnv = z.output<typeof workerEnv>;
