import { UNBREAKABLE } from '../ui/typeset.tsx';
import type { Letter } from './letter.ts';

/** Columns of a mail; a screen that shows it breaks the lines itself. */
const MAIL_WIDTH = 76;

/** Holds words together while lines are made: a space that no line begins behind. Private use: no text has it. */
const HELD = '\ue01f';

/** The letter as plain text, for those who read mails so, in lines of so many columns. */
export function letterText(letter: Letter, width = MAIL_WIDTH): string {
  const { sender } = letter;
  const parts = [
    letter.title,
    letter.greeting,
    ...letter.paragraphs,
    letter.facts?.map(({ label, value }) => `${label} : ${value}`).join('\n'),
    letter.action && `${letter.action.label} :\n${letter.action.href}`,
    ...(letter.notes ?? []),
    `-- \n${[sender.name, sender.email, sender.phone].filter((line) => line !== '').join('\n')}`,
    sender.signature,
  ];
  return `${parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => wrapLines(part as string, width))
    .join('\n\n')}\n`;
}

/** Breaks long lines between words, never before a French sign; a link is never broken. What is set in stays set in, under the words of its item. */
export function wrapLines(text: string, width = MAIL_WIDTH): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      const hanging = ' '.repeat((/^ *(?:- |\d+\. )?/.exec(line)?.[0] ?? '').length);
      let column = 0;
      return line
        .slice(indent.length)
        .replace(UNBREAKABLE, HELD)
        .split(' ')
        .reduce((wrapped, word) => {
          const breaks = column > 0 && indent.length + column + 1 + word.length > width;
          column = breaks
            ? hanging.length - indent.length + word.length
            : column + word.length + (column === 0 ? 0 : 1);
          return wrapped === '' ? indent + word : wrapped + (breaks ? `\n${hanging}` : ' ') + word;
        }, '')
        .replaceAll(HELD, ' ');
    })
    .join('\n');
}
