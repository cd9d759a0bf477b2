import { MAILING_VARIABLES, type MailingVariable } from '../../contracts/mailing-body.ts';
import { foldForSearch } from '../text.ts';

/** As staff type and read them, and what each is replaced by. */
export const VARIABLE_WORDS: Record<MailingVariable, { word: string; meaning: string }> = {
  'first-name': { word: 'prénom', meaning: 'Le prénom ; rien si l’adresse n’est pas confirmée' },
  'last-name': { word: 'nom', meaning: 'Le nom ; rien si l’adresse n’est pas confirmée' },
  po: { word: 'PO', meaning: 'Le nom du PO, ou des PO' },
  role: { word: 'rôle', meaning: 'Le rôle, ou les rôles, pour lesquels la personne reçoit ce courrier' },
};

/** "{{prénom}}". */
export function tokenOf(variable: MailingVariable): string {
  return `{{${VARIABLE_WORDS[variable].word}}}`;
}

const TOKEN = /\{\{([^{}]{1,40})\}\}/g;

/** The variable that a word between braces means, however it is spelled; null for none of ours. */
export function variableOf(word: string): MailingVariable | null {
  const folded = foldForSearch(word);
  return MAILING_VARIABLES.find((name) => foldForSearch(VARIABLE_WORDS[name].word) === folded) ?? null;
}

/** A text as staff read it in a list: "Réunion pour [rôle]" where "{{rôle}}" is another word for each. */
export function readVariables(text: string): string {
  return text.replace(TOKEN, (token, word: string) => {
    const variable = variableOf(word);
    return variable === null ? token : `[${VARIABLE_WORDS[variable].word}]`;
  });
}

/** What stands between braces in a text and is no variable of ours, as it was typed. */
export function unknownTokens(text: string): string[] {
  return [...text.matchAll(TOKEN)].flatMap(([token, word = '']) => (variableOf(word) === null ? [token] : []));
}

/* Private characters, which mean nothing in anybody's text: where a value is missing, and where one piece ends. */
const MISSING = '\ue000';
const END = '\ue001';
const PRIVATE = /[\ue000-\ue01f]/g;

/**
 * Pieces of one line of text (runs of other type, of which the text is one after the other) with their variables
 * replaced. Where a value is missing, the space before it goes too, and at the start of a line what follows it begins
 * anew: "Bonjour {{prénom}}," becomes "Bonjour,", "{{prénom}}, voici" becomes "Voici".
 */
export function fillPieces(pieces: readonly string[], values: Record<MailingVariable, string>): string[] {
  const marked = pieces.map((piece) =>
    piece.replace(PRIVATE, '').replace(TOKEN, (token, word: string) => {
      const variable = variableOf(word);
      return variable === null ? token : values[variable] || MISSING;
    }),
  );
  return marked
    .join(END)
    .replace(
      /(^|\n)((?:\ue001*\ue000[ \u00a0]*)+)(\ue001*)[ \u00a0,;:]*(\p{Ll}?)/gu,
      (_, start: string, gone: string, ends: string, letter: string) =>
        start + gone.replace(/[^\ue001]/g, '') + ends + letter.toUpperCase(),
    )
    .replace(/[ \u00a0]+(\ue001*)\ue000/g, '$1')
    .replaceAll(MISSING, '')
    .split(END);
}

/** A text with its variables replaced; see `fillPieces`. */
export function fillText(text: string, values: Record<MailingVariable, string>): string {
  return fillPieces([text], values)[0] ?? '';
}

/** "A", "A et B", "A, B et C". */
export function joinInFrench(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
}
