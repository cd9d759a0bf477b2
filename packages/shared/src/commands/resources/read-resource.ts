import { ROLES, type Role } from '../../domain/roles.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

export type WrittenResource = { title: string; description: string; url: string | null; roles: Role[] | null };

const LONGEST = { title: 80, description: 400 };
/** A page of the extranet. */
const OWN_PAGE = /^\/[a-z0-9]+(?:[/-][a-z0-9]+)*$/;

/**
 * An entry of the extranet's menu as it is stored.
 * @throws InvalidInputError for a missing or too long title or text, a link that is not https, or a list of no role
 */
export function readResource({ title, description, url, roles }: WrittenResource): WrittenResource {
  const link = url?.trim() ?? '';
  const read = {
    title: readText('title', normaliseText(title), 'Donnez un titre à cette ressource.'),
    description: readText('description', normaliseMultiline(description), 'Dites en une phrase ce qu’on y trouve.'),
    url: link === '' ? null : link,
    roles: roles && ROLES.filter((role) => roles.includes(role)),
  };
  if (read.url !== null && !OWN_PAGE.test(read.url) && !isHttps(read.url)) {
    refuse('url', 'Le lien doit commencer par https://, ou être une page de l’extranet comme /dossier.');
  }
  if (read.roles?.length === 0) refuse('roles', 'Choisissez au moins un rôle, ou « Tous les membres ».');
  return read;
}

function readText(path: 'title' | 'description', text: string, missing: string): string {
  const most = LONGEST[path];
  const problem =
    text === '' ? missing : text.length > most ? `C’est trop long : ${most} caractères au plus.` : textProblem(text);
  if (problem) refuse(path, problem);
  return text;
}

function isHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === '' && !/\s/.test(text);
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError(`The resource cannot be used: ${path}.`, [{ path, message }], { userMessage: message });
}
