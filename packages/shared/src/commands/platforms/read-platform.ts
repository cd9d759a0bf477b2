import { PLATFORM_SHARES, type PlatformShare, platformAddressProblem } from '../../domain/platforms.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../../domain/text.ts';
import { type Issue, InvalidInputError } from '../../errors/errors.ts';

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

type Refuse = (path: string, message: string) => void;

/**
 * A platform as it is stored. `allowLocalhost`: where the product is tried out.
 * @throws InvalidInputError that names every field with a missing or too long name or text, an address that codes must not
 *   travel to, or a list of no role
 */
export function readPlatform(
  { name, redirectUris, postLogoutUris, roles, shares, consentText }: WrittenPlatform,
  { allowLocalhost }: { allowLocalhost: boolean },
): WrittenPlatform {
  const issues: Issue[] = [];
  const refuse: Refuse = (path, message) => issues.push({ path, message });
  const read = {
    name: readText({ path: 'name', most: 80, missing: MISSING.name }, normaliseText(name), refuse),
    redirectUris: readAddresses('redirectUris', redirectUris, { allowLocalhost, refuse }),
    postLogoutUris: readAddresses('postLogoutUris', postLogoutUris, { allowLocalhost, refuse }),
    roles: roles && ROLES.filter((role) => roles.includes(role)),
    shares: PLATFORM_SHARES.filter((share) => shares.includes(share)),
    consentText: readText(
      { path: 'consentText', most: 1_000, missing: MISSING.consentText },
      normaliseMultiline(consentText),
      refuse,
    ),
  };
  if (read.redirectUris.length === 0) refuse('redirectUris', 'Donnez au moins une adresse de retour.');
  if (read.roles?.length === 0) refuse('roles', 'Choisissez au moins un rôle, ou « Tous les membres ».');
  const [first] = issues;
  if (!first) return read;
  const fields = issues.map(({ path }) => path).join(', ');
  throw new InvalidInputError(`The platform cannot be used: ${fields}.`, issues, { userMessage: first.message });
}

const MISSING = {
  name: 'Donnez le nom que les membres connaissent.',
  consentText: 'Dites aux membres à quoi sert la plateforme, et pourquoi elle doit les connaître.',
};

function readText(
  { path, most, missing }: { path: string; most: number; missing: string },
  text: string,
  refuse: Refuse,
): string {
  const problem =
    text === '' ? missing : text.length > most ? `C’est trop long : ${most} caractères au plus.` : textProblem(text);
  if (problem) refuse(path, problem);
  return text;
}

function readAddresses(
  path: string,
  given: readonly string[],
  { allowLocalhost, refuse }: { allowLocalhost: boolean; refuse: Refuse },
): string[] {
  const addresses = [...new Set(given.map((address) => address.trim()).filter((address) => address !== ''))];
  const problems = addresses.flatMap((address) => platformAddressProblem(address, { allowLocalhost }) ?? []);
  const problem = addresses.length > MOST_ADDRESSES ? `${MOST_ADDRESSES} adresses au plus.` : problems[0];
  if (problem !== undefined) refuse(path, problem);
  return addresses;
}
