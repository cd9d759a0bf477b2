import type { z } from 'zod';
import { DEFAULT_AGE_ALERTS } from '../domain/request-age.ts';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import { retention, seconds, secret, secretList, twoWorkingDays, wholeNumber, yesOrNo } from './variables.ts';

export const backofficeEnv = serverEnv({
  AUTH_SECRET_STAFF: secret(),
  TOKEN_KEYS: secretList(),
  UNDO_DELAY: seconds('Write how long an approval can be taken back, such as 10.').default(10),
  FOUR_EYES: yesOrNo().default(false),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  RETENTION: retention().default({}),
  IMPORT_MAX_MB: wholeNumber({
    ...{ from: 1, to: 100, noun: 'a number of megabytes from 1 to 100' },
    advice: 'Write how many megabytes a file of members may have, such as 10.',
  }).default(10),
  AGE_ALERT_DAYS: twoWorkingDays('3,5').default(DEFAULT_AGE_ALERTS),
}).transform(withAddresses);

export type BackofficeEnv = z.output<typeof backofficeEnv>;
