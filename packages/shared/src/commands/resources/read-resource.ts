import type { CivilDate } from '../../domain/dates.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

export type WrittenResource = {
  title: string;
  description: string;
  /** A link, or a file, or nothing yet. */
  url: string | null;
  fileId: string | null;
  administrators: boolean;
  /** Null: every member. */
  roles: Role[] | null;
  /** Empty: of every PO. */
  poIds: string[];
  shownFrom: CivilDate | null;
  shownTo: CivilDate | null;
};

const LONGEST = { title: 80, description: 400 };
/** A page of the extranet. */
const OWN_PAGE = /^\/[a-z0-9]+(?:[/-][a-z0-9]+)*$/;

/**
 * An entry of the extranet's menu as it is stored.
 * @throws InvalidInputError for a missing or too long title or text, a link that is not https, a link and a file at once,
 * an audience of nobody, or days that end before they begin
 */
export function readResource(input: WrittenResource): WrittenResource {
  const { fileId, administrators, roles, poIds, shownFrom, shownTo } = input;
  const read = {
    title: readText('title', normaliseText(input.title), 'Donnez un titre à cette ressource.'),
    description: readText(
      'description',
      normaliseMultiline(input.description),
      'Dites en une phrase ce qu’on y trouve.',
    ),
    url: input.url?.trim() || null,
    // Who is for everybody is for administrators too.
    administrators: administrators && roles !== null,
    roles: roles && ROLES.filter((role) => roles.includes(role)),
    poIds: [...new Set(poIds)].sort(),
    ...{ fileId, shownFrom, shownTo },
  };
  if (read.url !== null && !OWN_PAGE.test(read.url) && !isHttps(read.url)) {
    refuse('url', 'Le lien doit commencer par https://, ou être une page de l’extranet comme /dossier.');
  }
  if (read.url !== null && fileId !== null) refuse('url', 'Choisissez un lien ou un fichier, pas les deux.');
  if (read.roles?.length === 0 && !read.administrators) {
    refuse('roles', 'Choisissez au moins un rôle, ou « Tous les membres ».');
  }
  if (shownFrom !== null && shownTo !== null && shownTo < shownFrom) {
    refuse('shownTo', 'Le dernier jour vient avant le premier.');
  }
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
