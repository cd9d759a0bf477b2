import { PLATFORM_SHARES, type PlatformShare, platformAddressProblem } from '../../domain/platforms.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

export type WrittenPlatform = {
  name: string;
  redirectUris: string[];
  postLogoutUris: string[];
  /** Null: every member. */
  roles: Role[] | null;
  shares: PlatformShare[];
  consentText: string;
};

const MOST_ADDRESSES = 10;

/**
 * A platform as it is stored. `allowLocalhost`: where the product is tried out.
 * @throws InvalidInputError for a missing or too long name or text, an address that codes must not travel to, or a list
 *   of no role
 */
export function readPlatform(
  { name, redirectUris, postLogoutUris, roles, shares, consentText }: WrittenPlatform,
  { allowLocalhost }: { allowLocalhost: boolean },
): WrittenPlatform {
  const read = {
    name: readText('name', normaliseText(name), 80, 'Donnez le nom que les membres connaissent.'),
    redirectUris: readAddresses('redirectUris', redirectUris, allowLocalhost),
    postLogoutUris: readAddresses('postLogoutUris', postLogoutUris, allowLocalhost),
    roles: roles && ROLES.filter((role) => roles.includes(role)),
    shares: PLATFORM_SHARES.filter((share) => shares.includes(share)),
    consentText: readText(
      'consentText',
      normaliseMultiline(consentText),
      1_000,
      'Dites aux membres à quoi sert la plateforme, et pourquoi elle doit les connaître.',
    ),
  };
  if (read.redirectUris.length === 0) refuse('redirectUris', 'Donnez au moins une adresse de retour.');
  if (read.roles?.length === 0) refuse('roles', 'Choisissez au moins un rôle, ou « Tous les membres ».');
  return read;
}

function readText(path: 'name' | 'consentText', text: string, most: number, missing: string): string {
  const problem =
    text === '' ? missing : text.length > most ? `C’est trop long : ${most} caractères au plus.` : textProblem(text);
  if (problem) refuse(path, problem);
  return text;
}

function readAddresses(path: string, given: readonly string[], allowLocalhost: boolean): string[] {
  const addresses = [...new Set(given.map((address) => address.trim()).filter((address) => address !== ''))];
  if (addresses.length > MOST_ADDRESSES) refuse(path, `${MOST_ADDRESSES} adresses au plus.`);
  for (const address of addresses) {
    const problem = platformAddressProblem(address, { allowLocalhost });
    if (problem) refuse(path, problem);
  }
  return addresses;
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError(`The platform cannot be used: ${path}.`, [{ path, message }], { userMessage: message });
}
