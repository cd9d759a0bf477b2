import { resetStaffFactorsByEmail } from '@guichet/shared/commands/staff/reset-staff-factors';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';

export function resetStaffFactorCommand(env: () => OperatorEnv): Command {
  return new Command('reset-staff-factor')
    .summary('let somebody of the back office set a new second factor up')
    .description(
      'For who lost the second factor and the recovery codes, when no administrator can help.\n\n' +
        'Authenticator app, passkeys and recovery codes of the account go, its sessions end, and the person is told by ' +
        'mail. The password stays: after it, the next sign-in leads to a new second factor. Be sure who is asking.',
    )
    .requiredOption('--email <address>', 'the address that the person signs in with')
    .action(async ({ email }: { email: string }) => {
      const { name } = await withOperatorDatabase(env(), 'reset-staff-factor', ({ ctx }) =>
        resetStaffFactorsByEmail(ctx, { email }),
      );
      console.log(`${name} sets a new second factor up at the next sign-in.`);
    });
}
