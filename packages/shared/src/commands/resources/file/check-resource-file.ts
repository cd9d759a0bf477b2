import { InvalidInputError } from '../../../errors/errors.ts';
import type { MailingFileKind } from '../../../domain/mailings/mailing-files.ts';
import {
  kindOfName,
  RESOURCE_FILE_WORDS,
  RESOURCE_FILES,
  type ResourceFileKind,
} from '../../../domain/resource-files.ts';
import { normaliseText, textProblem } from '../../../domain/text.ts';
import { kindOfContent } from './kind-of-content.ts';

const LONGEST_NAME = 120;

/**
 * What a file is, by its name and by its content, which must say the same: a name can be given to anything.
 * @throws InvalidInputError with one French sentence that says what is wrong and what to do
 */
export async function checkResourceFile(
  fileName: string,
  bytes: Buffer,
): Promise<{ name: string; kind: ResourceFileKind }> {
  return checkFile(fileName, bytes, { files: RESOURCE_FILES, words: RESOURCE_FILE_WORDS });
}

/** The same for another list of kinds; `words` says it in sentences. */
export async function checkFile<K extends MailingFileKind>(
  fileName: string,
  bytes: Buffer,
  { files, words }: { files: Readonly<Record<K, { label: string; extensions: readonly string[] }>>; words: string },
): Promise<{ name: string; kind: K }> {
  const name = readName(fileName);
  const claimed = kindOfName(name, files);
  if (bytes.length === 0) refuse('empty', 'Ce fichier est vide.');
  if (claimed === null) refuse('name', `Ce type de fichier n’est pas accepté. Sont acceptés : ${words}.`);
  const found = await kindOfContent(bytes);
  if (typeof found === 'object') refuse(found.problem, SENTENCES[found.problem](words));
  // Text does not say what it is written for.
  const kind = found === 'text' && (claimed === 'txt' || claimed === 'csv') ? claimed : found;
  if (kind !== claimed) {
    const { label } = files[claimed];
    refuse(
      'mismatch',
      `Ce fichier porte un nom de fichier ${label}, mais son contenu est autre chose. Ouvrez-le, enregistrez-le à nouveau, puis recommencez.`,
    );
  }
  return { name, kind: claimed };
}

const SENTENCES: Record<'unknown' | 'broken' | 'encrypted' | 'old' | 'macros', (words: string) => string> = {
  unknown: (words) => `Le contenu de ce fichier n’est pas reconnu. Sont acceptés : ${words}.`,
  broken: () => 'Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau, puis recommencez.',
  encrypted: () =>
    'Ce fichier est protégé par un mot de passe : les membres ne pourraient pas l’ouvrir. Enregistrez-le sans.',
  old: () =>
    'C’est un ancien format de Microsoft Office, ou un document protégé par un mot de passe. Enregistrez-le en .docx, .xlsx, .pptx ou PDF, sans mot de passe.',
  macros: () =>
    'Ce document contient des macros, qui peuvent abîmer un ordinateur. Enregistrez-le sans macros, ou en PDF.',
};

/** The name without the folders that some browsers send along. */
function readName(fileName: string): string {
  const name = normaliseText(fileName.split(/[/\\]/).at(-1) ?? '');
  const problem = /^\.|^$/.test(name) ? 'Ce fichier n’a pas de nom.' : textProblem(name);
  if (problem) refuse('name', problem);
  if (name.length > LONGEST_NAME)
    refuse('name', `Ce nom de fichier est trop long : ${LONGEST_NAME} caractères au plus.`);
  return name;
}

function refuse(code: string, message: string): never {
  throw new InvalidInputError(`resource file refused: ${code}`, [{ path: 'file', message }], {
    userMessage: message,
    details: { refusal: code },
  });
}
