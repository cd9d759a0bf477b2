import { sessionOf } from '@guichet/shared/auth/require-session';
import { readSignInStage } from '@guichet/shared/contracts/session';
import { route } from '../serve.ts';

export const readSignInStageRoute = route(readSignInStage, () => async ({ res }) => {
  const { stage, staff, email, factors } = sessionOf(res);
  return { stage, name: staff.label, email, factors };
});
