import type { Request } from 'express';
import type { Sql } from 'postgres';
import { emailKey, emailProblem } from '../domain/email.ts';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../domain/password-length.ts';
import { createRateLimit, type RateLimit } from '../http/rate-limit.ts';
import type { Realm } from './auth-realm.ts';
import { networkOf } from './network-of.ts';
import { verifyNothing } from './password.ts';

export type Credentials = { email: string; password: string };

/** `refused` never says why: unknown, wrong, barred and not yet activated are one answer. */
export type SignIn =
  | { ok: true; sessionId: string; userId: string; cookies: string[] }
  | { ok: false; reason: 'refused' };

export const SIGN_IN_REFUSED = 'L’adresse e-mail ou le mot de passe ne correspond pas.';

export type SignInLimits = {
  /** From one place, whatever the address: an office of several people behind one connection must get by. */
  perNetwork: RateLimit;
  /** On one address from one place. Never on the address alone: strangers must not lock anybody out. */
  perAddress: RateLimit;
  /** On one address from a device that its owner signed in with: neither of the above, which others use up. */
  perDevice: RateLimit;
};

/** 40 attempts from one place, 8 on one address from there, 20 from a device of its owner, each in ten minutes; counted for all processes together. */
export function createSignInLimits(realm: 'staff' | 'member', store: Sql | 'memory'): SignInLimits {
  const durationSeconds = 600;
  return {
    perNetwork: createRateLimit({ store, name: `${realm}-sign-in-network`, points: 40, durationSeconds }),
    perAddress: createRateLimit({ store, name: `${realm}-sign-in-address`, points: 8, durationSeconds }),
    perDevice: createRateLimit({ store, name: `${realm}-sign-in-device`, points: 20, durationSeconds }),
  };
}

export type SignInOptions = {
  realm: Realm;
  limits: SignInLimits;
  /** The address under which the account is stored, or null when nobody may sign in with it from where they are. */
  findAddress: (req: Request, addressKey: string) => Promise<string | null>;
  /** Names the device when the owner of the address signed in with it before; null otherwise. */
  findOwnPlace?: (req: Request, addressKey: string) => Promise<string | null>;
};

/**
 * Signs in: the same answer, in the same time, for an unknown address and for a wrong password.
 * @throws GuichetError `too-many-requests`
 */
export async function signIn(options: SignInOptions, req: Request, { email, password }: Credentials): Promise<SignIn> {
  const key = emailKey(email).slice(0, 320);
  const network = networkOf(req.ip);
  const pair = `${network} ${key}`;
  const own = (await options.findOwnPlace?.(req, key)) ?? null;
  if (own === null) {
    await options.limits.perNetwork.consume(network);
    await options.limits.perAddress.consume(pair);
  } else await options.limits.perDevice.consume(`${own} ${key}`);

  const askable = emailProblem(key) === null && passwordLength(password) <= MAX_PASSWORD_LENGTH;
  const address = askable ? await options.findAddress(req, key) : null;
  if (address === null) {
    await verifyNothing(password.slice(0, MAX_PASSWORD_LENGTH));
    return { ok: false, reason: 'refused' };
  }
  const opened = await options.realm.openSession(req, address, password);
  if (!opened) return { ok: false, reason: 'refused' };
  if (own === null) await options.limits.perAddress.forgive(pair);
  else await options.limits.perDevice.forgive(`${own} ${key}`);
  return { ok: true, ...opened };
}

/** Gives an address its attempts back from the place of this request, and only from there. */
export async function forgiveAttempts(
  { limits, findOwnPlace }: Pick<SignInOptions, 'limits' | 'findOwnPlace'>,
  req: Request,
  email: string,
): Promise<void> {
  const key = emailKey(email);
  const own = (await findOwnPlace?.(req, key)) ?? null;
  await limits.perAddress.forgive(`${networkOf(req.ip)} ${key}`);
  if (own !== null) await limits.perDevice.forgive(`${own} ${key}`);
}
