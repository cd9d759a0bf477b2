import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import type { DemoSignIn } from './demo/load-demo-data.ts';
import { signInLine } from './demo/sign-in-line.ts';

/** What the terminal shows once everything runs. The last line is what scripts wait for. */
export function greeting(given: { env: OperatorEnv; demo: readonly DemoSignIn[]; dataFolder: string }): string {
  const { env, demo, dataFolder } = given;
  const addresses: [string, string][] = [
    ['Public form', env.INTAKE_URL],
    ['Back office', env.BACKOFFICE_URL],
    ['Extranet', env.EXTRANET_URL],
  ];
  if (!env.SMTP_URL) addresses.push(['Mail catcher', `http://localhost:${env.MAIL_WEB_PORT}`]);
  const lines = ['', ...addresses.map(([name, url]) => `  ${name.padEnd(14)}${url}`), ''];
  if (!env.SMTP_URL)
    lines.push(`  Mails are caught, none leaves this machine (SMTP on 127.0.0.1:${env.MAIL_SMTP_PORT}).`);
  if (demo.length > 0) {
    lines.push('  Invented demonstration data. Sign-ins, from this machine only:');
    for (const each of demo) lines.push(`    ${signInLine(each)}`);
    // Of what the demonstration plans too: nothing of it can reach anybody.
    if (env.SMTP_URL)
      lines.push('  SMTP_URL takes mails to these people too. Nobody has their addresses (.example): they come back.');
  } else if (!env.DEMO) {
    lines.push('  No staff yet? In another terminal: npx pnpm guichet create-staff --help');
  }
  lines.push(`  Data and logs are in ${dataFolder}. Stop with Ctrl-C.`, '', 'Guichet PO is ready');
  return lines.join('\n');
}
