import { typeset } from './typeset.tsx';

/** What is no sentence, is copied or is sent back letter for letter; a tag; or else a run of words. */
const PIECE = /<(title|script|style|textarea|pre|code)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;

/**
 * The words of a page or a mail that React wrote, with French spaces that do not break (see `typeset`), so that no line begins with
 * a colon or a question mark. Attributes and what is copied letter for letter stay as they are, and so does what is within
 * `<div data-hydrated>`: React takes it over in the browser only where it finds what it wrote itself.
 */
export function typesetPage(html: string): string {
  let depth = 0;
  return html.replace(PIECE, (piece) => {
    if (!piece.startsWith('<')) return depth > 0 ? piece : typeset(piece);
    if (depth > 0) depth += piece === '</div>' ? -1 : Number(/^<div\b/.test(piece));
    else if (/^<div\b[^>]*\sdata-hydrated\b/.test(piece)) depth = 1;
    return piece;
  });
}
