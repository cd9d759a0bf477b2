import { checkChange } from '@guichet/shared/contracts/entries';
import { sayChange } from '@guichet/shared/reads/say-change';
import { route } from '../serve.ts';

export const checkChangeRoute = route(checkChange, ({ singleHolderRoles }) => async ({ body }) => ({
  sentence: sayChange(body, singleHolderRoles),
}));
