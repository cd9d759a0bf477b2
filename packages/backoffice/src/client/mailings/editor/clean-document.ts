import { isMailingHref, type MailingBody, mailingBody } from '@guichet/shared/contracts/mailing-body';
import type { JSONContent } from '@tiptap/core';

type Json = Record<string, unknown>;

/**
 * The text as it is kept: what the editor adds for itself is left out. Null: it is too long, or cannot stand.
 */
export function cleanDocument(document: JSONContent): MailingBody | null {
  const content = (document.content ?? []).flatMap(cleanNode);
  // The editor ends with an empty line to write on.
  while (isEmptyParagraph(content.at(-1))) content.pop();
  const read = mailingBody.safeParse({ type: 'doc', content });
  return read.success ? read.data : null;
}

function isEmptyParagraph(node: Json | undefined): boolean {
  return node?.type === 'paragraph' && node.content === undefined;
}

function cleanNode(node: JSONContent): Json[] {
  const { type, attrs = {} } = node;
  const content = node.content?.flatMap(cleanNode) ?? [];
  const inside = content.length > 0 ? { content } : {};
  switch (type) {
    case 'text': {
      const text = (node.text ?? '').replace(/[\ue000-\ue01f]/g, '');
      return text === '' ? [] : [{ type, text, ...cleanMarks(node) }];
    }
    case 'hardBreak':
      return [{ type, ...cleanMarks(node) }];
    case 'variable':
      return [{ type, attrs: { name: attrs.name }, ...cleanMarks(node) }];
    case 'image':
      return [{ type, attrs: { fileId: attrs.fileId, alt: attrs.alt, decorative: attrs.decorative === true } }];
    case 'heading':
      return [{ type, attrs: { level: attrs.level }, ...inside }];
    case 'orderedList':
      return [{ type, attrs: { start: attrs.start ?? 1 }, content }];
    case 'tableCell':
    case 'tableHeader':
      return [{ type, attrs: { colspan: attrs.colspan ?? 1, rowspan: attrs.rowspan ?? 1 }, content }];
    case 'bulletList':
    case 'listItem':
    case 'table':
    case 'tableRow':
      return [{ type, content }];
    case 'paragraph':
      return [{ type, ...inside }];
    case 'horizontalRule':
      return [{ type }];
    default:
      return [];
  }
}

function cleanMarks({ marks = [] }: JSONContent): Json {
  const kept = marks.flatMap(({ type, attrs }): Json[] => {
    if (type === 'bold' || type === 'italic') return [{ type }];
    const href: unknown = attrs?.href;
    return type === 'link' && typeof href === 'string' && isMailingHref(href) ? [{ type, attrs: { href } }] : [];
  });
  return kept.length > 0 ? { marks: kept } : {};
}
