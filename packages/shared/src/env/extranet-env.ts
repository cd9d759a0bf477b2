import type { z } from 'zod';
import { serverEnv, settingVariables, withAddresses } from './common-env.ts';
import { secret, secretList, signingKeys } from './variables.ts';

export const extranetEnv = serverEnv({
  AUTH_SECRET_MEMBER: secret(),
  TOKEN_KEYS: secretList(),
  COLLEAGUE_CONTACTS: settingVariables.COLLEAGUE_CONTACTS,
  OIDC_SIGNING_KEYS: signingKeys().optional(),
}).transform(withAddresses);

export type ExtranetEnv = z.output<typeof extranetEnv>;
