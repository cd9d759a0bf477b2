import { typeset } from './typeset.tsx';

/** What is no sentence, is copied or is sent back letter for letter; a tag; or else a run of words. */
const PIECE = /<(title|script|style|textarea|pre|code)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;

/**
 * The words of a page or a mail that React wrote, with French spaces that do not break (see `typeset`), so that no line begins with
 * a colon or a question mark. Attributes and what is copied letter for letter stay as they are.
 */
export function typesetPage(html: string): string {
  return html.replace(PIECE, (piece) => (piece.startsWith('<') ? piece : typeset(piece)));
}
