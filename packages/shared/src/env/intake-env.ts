import type { z } from 'zod';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import { secretList } from './variables.ts';

export const intakeEnv = serverEnv({
  TOKEN_KEYS: secretList(),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
}).transform(withAddresses);

export type IntakeEnv = z.output<typeof intakeEnv>;
