import type { z } from 'zod';
import { serverEnv, withAddresses } from './common-env.ts';
import { secret, secretList } from './variables.ts';

export const extranetEnv = serverEnv({
  AUTH_SECRET_MEMBER: secret(),
  TOKEN_KEYS: secretList(),
}).transform(withAddresses);

export type ExtranetEnv = z.output<typeof extranetEnv>;
