import type { Request } from 'express';
import type { Database } from '../db/client.ts';
import { emailKey, emailProblem } from '../domain/email.ts';
import {
  type AttemptLimit,
  type AttemptTable,
  forgiveAttempts,
  networkOf,
  takeAttempt,
  tooManyAttempts,
} from './attempt-limit.ts';
import type { Realm } from './auth-realm.ts';
import { MAX_PASSWORD_LENGTH, passwordLength, verifyNothing } from './password.ts';

export type Credentials = { email: string; password: string };

/** `refused` never says why: unknown, wrong, barred and not yet activated are one answer. */
export type SignIn = { ok: true; userId: string; cookies: string[] } | { ok: false; reason: 'refused' };

export const SIGN_IN_REFUSED = 'L’adresse e-mail ou le mot de passe ne correspond pas.';

/** From one place, whatever the address: an office of several people behind one connection must get by. */
const perNetwork: AttemptLimit = { name: 'sign-in-network', attempts: 40, seconds: 600 };
/** On one address from one place. Never on the address alone: strangers must not lock anybody out. */
const perAddress: AttemptLimit = { name: 'sign-in-address', attempts: 8, seconds: 600 };

export type SignInOptions = {
  realm: Realm;
  db: Database;
  attempts: AttemptTable;
  now: () => Date;
  /** The address under which the account is stored, or null when nobody may sign in with it from where they are. */
  findAddress: (req: Request, addressKey: string) => Promise<string | null>;
};

/** Signs in: the same answer, in the same time, for an unknown address and for a wrong password. */
export async function signIn(options: SignInOptions, req: Request, { email, password }: Credentials): Promise<SignIn> {
  const { realm, db, attempts, now } = options;
  const key = emailKey(email).slice(0, 320);
  const network = networkOf(req.ip);
  const pair = `${network} ${key}`;
  const waits = [
    await takeAttempt(db, attempts, perNetwork, network, now()),
    await takeAttempt(db, attempts, perAddress, pair, now()),
  ];
  const wait = Math.max(...waits);
  if (wait > 0) throw tooManyAttempts(perAddress, wait);

  const askable = emailProblem(key) === null && passwordLength(password) <= MAX_PASSWORD_LENGTH;
  const address = askable ? await options.findAddress(req, key) : null;
  if (address === null) {
    await verifyNothing(password.slice(0, MAX_PASSWORD_LENGTH));
    return { ok: false, reason: 'refused' };
  }
  const opened = await realm.openSession(req, address, password);
  if (!opened) return { ok: false, reason: 'refused' };
  await forgiveAttempts(db, attempts, perAddress, pair);
  return { ok: true, ...opened };
}
