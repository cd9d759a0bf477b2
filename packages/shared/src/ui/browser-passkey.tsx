import { ApiProblem } from '../contracts/problem.ts';

/** Whether this browser makes and shows passkeys; older ones do not. */
export function knowsPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'
  );
}

/** What goes back to our server. */
export type PasskeyResponse = {
  id: string;
  rawId: string;
  type: 'public-key';
  response: { clientDataJSON: string } & Record<string, unknown>;
} & Record<string, unknown>;

/** Asks the device for a passkey that it has. @throws ApiProblem with a French sentence when the person gives up */
export async function showPasskey(options: object): Promise<PasskeyResponse> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(() => navigator.credentials.get({ publicKey }));
}

/** Asks the device for a new passkey. @throws ApiProblem with a French sentence */
export async function makePasskey(options: object): Promise<PasskeyResponse> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return answerOf(() => navigator.credentials.create({ publicKey }));
}

async function answerOf(ask: () => Promise<Credential | null>): Promise<PasskeyResponse> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return JSON.parse(JSON.stringify(credential)) as PasskeyResponse;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') {
      throw new ApiProblem(0, 'conflict', 'Cet appareil a déjà une clé d’accès pour votre compte.');
    }
  }
  throw new ApiProblem(0, 'invalid-input', 'La clé d’accès n’a pas été donnée. Réessayez quand vous voulez.');
}
