import type { z } from 'zod';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import { secretList, wholeNumber } from './variables.ts';

export const intakeEnv = serverEnv({
  TOKEN_KEYS: secretList(),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  SENDS_PER_HOUR: wholeNumber({
    from: 1,
    to: 1_000_000,
    noun: 'a number of sendings',
    advice: 'Write how many sendings of the public form one address may make in an hour, such as 40.',
  }).default(40),
}).transform(withAddresses);

export type IntakeEnv = z.output<typeof intakeEnv>;
