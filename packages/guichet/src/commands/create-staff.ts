import { randomBytes } from 'node:crypto';
import { createStaff } from '@guichet/shared/commands/create-staff';
import { STAFF_ROLES, type StaffRole } from '@guichet/shared/db/tables/staff-user';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command, Option } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { askPassword, passwordFromStdin } from '../cli/read-password.ts';
import { OperatorError } from '../operator-error.ts';

type Options = {
  name: string;
  email: string;
  role: StaffRole;
  region?: string;
  password?: string;
  passwordStdin?: boolean;
};

export function createStaffCommand(env: () => OperatorEnv): Command {
  return new Command('create-staff')
    .summary('make a sign-in for the back office')
    .description(
      'Makes a sign-in for the back office.\n\n' +
        'The password is asked for on the terminal. Without a terminal, give it with --password-stdin; ' +
        'otherwise one is drawn and printed. It needs at least 15 characters: a phrase of four or five words is good.',
    )
    .requiredOption('--name <name>', 'first and last name, as colleagues will read it')
    .requiredOption('--email <address>', 'the address to sign in with')
    .addOption(new Option('--role <role>', 'what the person may do').choices(STAFF_ROLES).default('secretariat'))
    .option('--region <code>', 'code of the secretariat, where there are several')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .option('--password <password>', 'the password itself (other users of this machine can read it meanwhile)')
    .addHelpText(
      'after',
      '\nExample:\n  npx pnpm guichet create-staff --name "Claire Dupont" --email claire.dupont@secretariat.example',
    )
    .action(async (options: Options) => {
      const { password, drawn } = await choosePassword(options);
      const { name, email, role, region } = options;
      const made = await withOperatorDatabase(env(), 'create-staff', ({ ctx }) =>
        createStaff(ctx, { name, email, role, password, ...(region === undefined ? {} : { region }) }),
      );
      console.log(`${made.email} can sign in to the back office as ${role}.`);
      if (drawn) console.log(`Password (shown this once): ${password}`);
    });
}

async function choosePassword(options: Options): Promise<{ password: string; drawn: boolean }> {
  if (options.password !== undefined) return { password: options.password, drawn: false };
  if (options.passwordStdin) return { password: await passwordFromStdin(), drawn: false };
  if (!process.stdin.isTTY) return { password: randomBytes(18).toString('base64url'), drawn: true };
  const password = await askPassword(`Password for ${options.email}: `);
  if ((await askPassword('Once more: ')) !== password) throw new OperatorError('The two passwords differ: try again.');
  return { password, drawn: false };
}
