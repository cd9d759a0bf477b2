/**
 * French spaces that do not break: before ? ! : ; », after «, and between the groups of a number or of a date. For what a
 * browser draws; pages of a server are typeset as a whole (`http/typeset-page.ts`).
 */
export function typeset(text: string): string {
  return text.replace(/ (?=[?!:;»])|(?<=«) |(?<=\d) (?=\d)/g, '\u00a0');
}
