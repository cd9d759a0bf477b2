import type { z } from 'zod';
import { serverEnv, settingVariables, singleHolderRoles, withAddresses } from './common-env.ts';
import { seconds, secretList, wholeNumber } from './variables.ts';

export const intakeEnv = serverEnv({
  TOKEN_KEYS: secretList(),
  RETENTION: settingVariables.RETENTION,
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  SENDS_PER_HOUR: wholeNumber({
    from: 1,
    to: 1_000_000,
    noun: 'a number of sendings',
    advice: 'Write how many sendings of the public form one address may make in an hour, such as 40.',
  }).default(40),
  SENDS_PER_HOUR_OVERALL: wholeNumber({
    from: 1,
    to: 100_000_000,
    noun: 'a number of sendings',
    advice: 'Write how many sendings of the public form are taken in an hour from everybody together, such as 2000.',
  }).default(2_000),
  MIN_FILL_SECONDS: seconds(
    'Write how many seconds somebody takes at least to fill in the public form, such as 3; 0 asks for none.',
  ).default(3),
}).transform(withAddresses);

export type IntakeEnv = z.output<typeof intakeEnv>;
