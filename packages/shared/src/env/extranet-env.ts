import type { z } from 'zod';
import { serverEnv, withAddresses } from './common-env.ts';
import { secret, secretList, yesOrNo } from './variables.ts';

export const extranetEnv = serverEnv({
  AUTH_SECRET_MEMBER: secret(),
  TOKEN_KEYS: secretList(),
  COLLEAGUE_CONTACTS: yesOrNo().default(false),
}).transform(withAddresses);

export type ExtranetEnv = z.output<typeof extranetEnv>;
