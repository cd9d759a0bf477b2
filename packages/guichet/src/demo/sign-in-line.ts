import type { DemoSignIn } from './load-demo-data.ts';

/** A sign-in of the demonstration as the terminal shows it. */
export function signInLine({ where, as, login, password }: DemoSignIn): string {
  return `${`${where} (${as})`.padEnd(32)}${login.padEnd(38)}${password}`;
}
