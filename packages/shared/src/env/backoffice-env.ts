import type { z } from 'zod';
import { serverEnv, singleHolderRoles, withAddresses } from './common-env.ts';
import { seconds, secret, secretList } from './variables.ts';

export const backofficeEnv = serverEnv({
  AUTH_SECRET_STAFF: secret(),
  TOKEN_KEYS: secretList(),
  UNDO_DELAY: seconds('Write how long an approval can be taken back, such as 10.').default(10),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
}).transform(withAddresses);

export type BackofficeEnv = z.output<typeof backofficeEnv>;
