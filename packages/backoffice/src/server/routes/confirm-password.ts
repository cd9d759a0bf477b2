import { sessionOf } from '@guichet/shared/auth/require-session';
import { checkPassword } from '@guichet/shared/commands/own-sign-in/check-password';
import { confirmPassword } from '@guichet/shared/contracts/session';
import { InvalidInputError } from '@guichet/shared/errors/errors';
import { route } from '../serve.ts';

export const confirmPasswordRoute = route(
  confirmPassword,
  ({ db, auth, staffLimits }) =>
    async ({ body, staff, res }) => {
      await staffLimits.proofs.consume(staff.id);
      if (!(await checkPassword({ db, actor: staff }, body.password))) {
        throw new InvalidInputError('wrong password', [], { userMessage: 'Ce mot de passe n’est pas le vôtre.' });
      }
      await staffLimits.proofs.forgive(staff.id);
      await auth.confirm(sessionOf(res));
      return {};
    },
);
