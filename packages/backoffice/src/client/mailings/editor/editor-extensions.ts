import type { MailingVariable } from '@guichet/shared/contracts/mailing-body';
import { tokenOf, VARIABLE_WORDS, variableOf } from '@guichet/shared/domain/mailings/mailing-variables';
import { InputRule, mergeAttributes, Node } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { readAddress } from './read-address.ts';

/** An image of the mailing's own; one from elsewhere has no place in a text, whatever is pasted. */
const MailingImage = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    fileId: { default: '', parseHTML: (element) => element.getAttribute('data-file') ?? '' },
    alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
    decorative: { default: false, parseHTML: (element) => element.hasAttribute('data-decorative') },
  }),
  parseHTML: () => [{ tag: 'img[data-file]' }],
  renderHTML: ({ node: { attrs } }) => [
    'img',
    {
      ...{ src: imageAddress(String(attrs.fileId)), 'data-file': attrs.fileId, class: 'editor-image' },
      alt: attrs.decorative ? '' : attrs.alt,
      ...(attrs.decorative ? { 'data-decorative': '' } : {}),
    },
  ],
});

/** Where the browser finds an image of a mailing. */
export function imageAddress(fileId: string): string {
  return `/api/mailing-files/${encodeURIComponent(fileId)}`;
}

/** A word that is another for each recipient: inserted, or typed between braces. */
const Variable = Node.create({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    name: { default: 'first-name', parseHTML: (element) => element.getAttribute('data-variable') },
  }),
  parseHTML: () => [{ tag: 'span[data-variable]' }],
  renderHTML: ({ node: { attrs } }) => {
    const name = attrs.name as MailingVariable;
    return ['span', { class: 'editor-variable', 'data-variable': name }, VARIABLE_WORDS[name]?.word ?? ''];
  },
  renderText: ({ node: { attrs } }) => tokenOf(attrs.name as MailingVariable),
  addInputRules() {
    return [
      new InputRule({
        find: /\{\{([^{}]{1,40})\}\}$/,
        handler: ({ state, range, match: [, word = ''] }) => {
          const name = variableOf(word);
          if (name) state.tr.replaceWith(range.from, range.to, this.type.create({ name }));
        },
      }),
    ];
  },
});

const MailingLink = Link.extend({
  addAttributes: () => ({ href: { default: null } }),
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { rel: 'noreferrer' }), 0],
});

/** What may stand in the text of a mailing: the same as its schema allows. */
export const EDITOR_EXTENSIONS = [
  StarterKit.configure({
    ...{ blockquote: false, code: false, codeBlock: false, strike: false, underline: false, link: false },
    heading: { levels: [2, 3] },
  }),
  MailingLink.configure({
    ...{ openOnClick: false, autolink: true, defaultProtocol: 'https' },
    // What is typed is no address yet: "www.exemple.be", "nom@exemple.be".
    isAllowedUri: (url) => readAddress(url) !== null,
  }),
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  MailingImage,
  Variable,
];
