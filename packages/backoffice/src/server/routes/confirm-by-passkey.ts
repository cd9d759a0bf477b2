import { sessionOf } from '@guichet/shared/auth/require-session';
import { provePasskey, refusedPasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { confirmByPasskey } from '@guichet/shared/contracts/session';
import { route } from '../serve.ts';

export const confirmByPasskeyRoute = route(confirmByPasskey, (deps) => async ({ body, staff, res }) => {
  await deps.staffLimits.proofs.consume(staff.id);
  const proved = await provePasskey(deps, body, { ...deps, population: 'staff' });
  if (proved?.ownerId !== staff.id) throw refusedPasskey();
  await deps.staffLimits.proofs.forgive(staff.id);
  await deps.auth.confirm(sessionOf(res));
  return {};
});
