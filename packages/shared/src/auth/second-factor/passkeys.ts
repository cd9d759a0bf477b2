import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** Where passkeys are good: the host of the back office. `localhost` counts as secure; an IP address cannot have any. */
export type RelyingParty = { publicUrl: string };

const TIMEOUT_MS = 5 * 60_000;
const rpId = ({ publicUrl }: RelyingParty) => new URL(publicUrl).hostname;
const origin = ({ publicUrl }: RelyingParty) => new URL(publicUrl).origin;

export type KnownPasskey = { credentialId: string; publicKey: Uint8Array; counter: number; transports: string[] };

/** What the browser needs to make a passkey: one that it finds by itself, and that asks who is there. */
export function passkeyCreationOptions(
  party: RelyingParty,
  user: { id: string; email: string; name: string },
  known: readonly Pick<KnownPasskey, 'credentialId' | 'transports'>[],
) {
  return generateRegistrationOptions({
    rpName: 'Guichet PO',
    rpID: rpId(party),
    userID: Buffer.from(user.id),
    userName: user.email,
    userDisplayName: user.name,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** The passkey that a browser made, or null when it does not hold. `takeChallenge` uses the challenge up. */
export async function readNewPasskey(
  party: RelyingParty,
  response: unknown,
  takeChallenge: (challenge: string) => Promise<boolean>,
): Promise<(KnownPasskey & { backedUp: boolean }) | null> {
  const result = await unlessMalformed(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: takeChallenge,
      expectedOrigin: origin(party),
      expectedRPID: rpId(party),
    }),
  );
  if (!result?.verified) return null;
  const { credential, credentialBackedUp: backedUp } = result.registrationInfo;
  const { id: credentialId, publicKey, counter, transports = [] } = credential;
  return { credentialId, publicKey, counter, transports, backedUp };
}

/** What the browser needs to show a passkey. It proposes those it has: no address is asked, so none is told. */
export function passkeyRequestOptions(party: RelyingParty) {
  return generateAuthenticationOptions({ rpID: rpId(party), userVerification: 'required', timeout: TIMEOUT_MS });
}

/** The counter of a passkey that signed, or null when the signature does not hold or nobody was asked who they are. */
export async function readPasskeyCounter(
  party: RelyingParty,
  response: unknown,
  known: KnownPasskey,
  takeChallenge: (challenge: string) => Promise<boolean>,
): Promise<number | null> {
  const result = await unlessMalformed(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: takeChallenge,
      expectedOrigin: origin(party),
      expectedRPID: rpId(party),
      credential: {
        id: known.credentialId,
        publicKey: Uint8Array.from(known.publicKey),
        counter: known.counter,
        transports: known.transports,
      },
    }),
  );
  return result?.verified ? result.authenticationInfo.newCounter : null;
}

/** The library throws for whatever does not fit; to who asks, that is one refusal. What breaks in our hands goes on. */
async function unlessMalformed<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const ours = error instanceof Error && ('severity' in error || 'query' in error);
    if (ours) throw error;
    return null;
  }
}
