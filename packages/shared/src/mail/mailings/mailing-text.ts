import type { MailingBlock, MailingBody, MailingCell, MailingInline } from '../../contracts/mailing-body.ts';
import { textOfInline } from './mailing-body.tsx';

/** A table that is wider than this is told row by row. */
const WIDEST = 72;

/** The text part of a mailing, made of its text: variables as `{{prénom}}`, links with their address, tables in columns or row by row. */
export function mailingText(body: MailingBody): string {
  return blocksText(body.content);
}

function blocksText(blocks: readonly MailingBlock[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(block: MailingBlock): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.content);
    case 'heading': {
      const words = inlineText(block.content).replaceAll('\n', ' ');
      return words === ''
        ? ''
        : `${words}\n${(block.attrs.level === 2 ? '=' : '-').repeat(Math.min(words.length, WIDEST))}`;
    }
    case 'bulletList':
      return listText(block.content.map(({ content }) => ({ sign: '- ', content })));
    case 'orderedList':
      return listText(block.content.map(({ content }, index) => ({ sign: `${block.attrs.start + index}. `, content })));
    case 'table':
      return tableText(block.content.map(({ content }) => content));
    case 'image':
      return block.attrs.decorative || block.attrs.alt === '' ? '' : `[Image : ${block.attrs.alt}]`;
    case 'horizontalRule':
      return '* * *';
  }
}

function listText(items: readonly { sign: string; content: readonly MailingBlock[] }[]): string {
  return items
    .map(({ sign, content }) => {
      const inside = content
        .map(blockText)
        .filter((text) => text !== '')
        .join('\n');
      return sign + inside.replaceAll('\n', `\n${' '.repeat(sign.length)}`);
    })
    .join('\n');
}

/** What stands between two links is told with it, once for a link of several runs. */
function inlineText(inlines: readonly MailingInline[] = []): string {
  return inlines
    .map((inline, index) => {
      const href = hrefOf(inline);
      const text = textOfInline(inline);
      return href === null || hrefOf(inlines[index + 1]) === href
        ? text
        : text + addressAfter(linkWords(inlines, index), href);
    })
    .join('')
    .trim();
}

function linkWords(inlines: readonly MailingInline[], last: number): string {
  const href = hrefOf(inlines[last]);
  let first = last;
  while (first > 0 && hrefOf(inlines[first - 1]) === href) first -= 1;
  return inlines
    .slice(first, last + 1)
    .map(textOfInline)
    .join('');
}

function addressAfter(words: string, href: string): string {
  const address = href.replace(/^mailto:/, '');
  return words.trim() === address || words.trim() === href ? '' : ` (${address})`;
}

function hrefOf(inline: MailingInline | undefined): string | null {
  const link = inline?.marks?.find(({ type }) => type === 'link');
  return link?.type === 'link' ? link.attrs.href : null;
}

function tableText(rows: readonly (readonly MailingCell[])[]): string {
  const texts = rows.map((cells) => cells.map(({ content }) => blocksText(content).replaceAll(/\s*\n\s*/g, ' ')));
  const [head = [], ...rest] = texts;
  const hasHead = rows[0]?.every(({ type }) => type === 'tableHeader') ?? false;
  const isPlain = rows.every(
    (cells) => cells.length === head.length && cells.every(({ attrs }) => attrs.colspan * attrs.rowspan === 1),
  );
  const widths = head.map((_, column) => Math.max(...texts.map((cells) => cells[column]?.length ?? 0)));
  if (isPlain && widths.reduce((sum, width) => sum + width + 3, -3) <= WIDEST) {
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd();
    const rule = widths.map((width) => '-'.repeat(width)).join('-|-');
    return hasHead ? [line(head), rule, ...rest.map(line)].join('\n') : texts.map(line).join('\n');
  }
  if (!hasHead) return texts.map((cells) => cells.filter((cell) => cell !== '').join(' ; ')).join('\n');
  return rest
    .map((cells) => cells.map((cell, column) => (head[column] ? `${head[column]} : ${cell}` : cell)).join('\n'))
    .join('\n\n');
}
