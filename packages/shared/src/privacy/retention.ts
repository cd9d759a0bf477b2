import { ACCOUNTS_RETENTION } from './retention-accounts.ts';
import { MAILING_RETENTION } from './retention-mailings.ts';
import { REGISTER_RETENTION } from './retention-register.ts';
import { REQUESTS_RETENTION } from './retention-requests.ts';
import type { TableRetention } from './retention-rule.ts';
import { WORK_RETENTION } from './retention-work.ts';

/**
 * What is kept of whom, why and for how long, for every column of every table: the record of processing, the access
 * export and the jobs are made from it, and a test holds it against the schema. A new table or column gets its line in
 * the file of its area.
 */
export const RETENTION: Readonly<Record<string, TableRetention>> = {
  ...REGISTER_RETENTION,
  ...REQUESTS_RETENTION,
  ...ACCOUNTS_RETENTION,
  ...WORK_RETENTION,
  ...MAILING_RETENTION,
};
