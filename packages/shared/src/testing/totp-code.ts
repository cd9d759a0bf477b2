import { generate } from 'otplib';

/** The code that an authenticator app shows at that moment. */
export function totpCode(secret: string, at: Date): Promise<string> {
  return generate({ secret, epoch: Math.floor(at.getTime() / 1_000) });
}
