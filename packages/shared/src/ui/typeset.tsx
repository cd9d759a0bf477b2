/** Spaces of a French line that must not break: before ? ! : ; », after «, and between the groups of a number or of a date. */
export const UNBREAKABLE = / (?=[?!:;»])|(?<=«) |(?<=\d) (?=\d)/g;

/**
 * French spaces that do not break. For what a browser draws; pages of a server and mails are typeset as a whole
 * (`typeset-page.ts`).
 */
export function typeset(text: string): string {
  return text.replace(UNBREAKABLE, '\u00a0');
}
