import { generateSecret, generateURI, verify } from 'otplib';

const PERIOD_SECONDS = 30;

/** A new secret for an authenticator app, in base 32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What the picture holds that an app scans. */
export function totpUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Guichet PO', label: email, secret });
}

/**
 * The time step that a code of six digits belongs to, or null for a wrong code. The neighbouring steps count too:
 * clocks differ (RFC 6238 §5.2). `after` is the step of the last code that was accepted: no code is good twice.
 */
export async function totpStepOf(
  secret: string,
  code: string,
  now: Date,
  after: number | null,
): Promise<number | null> {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const result = await verify({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1_000),
    epochTolerance: PERIOD_SECONDS,
    ...(after === null ? {} : { afterTimeStep: after }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
