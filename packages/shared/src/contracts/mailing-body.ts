import * as z from 'zod/mini';
import { uuid } from './contract.ts';

/** A word of the text that is different for each recipient. */
export const MAILING_VARIABLES = ['first-name', 'last-name', 'po', 'role'] as const;
export type MailingVariable = (typeof MAILING_VARIABLES)[number];

/** Bounds of a text, so that a save fits a request and a mail stays a mail. */
export const LONGEST_SUBJECT = 200;
export const LARGEST_BODY = 40_000;
export const LONGEST_TEXT_PART = 18_000;
const DEEPEST = 24;
const MOST_NODES = 4_000;

const SCHEMES = ['http:', 'https:', 'mailto:'];

/** Whether a link may stand in a mailing: absolute, of a scheme that opens a page or a mail. */
export function isMailingHref(href: string): boolean {
  if (href.length > 2_000 || /[\s\p{Cc}]/u.test(href) || !URL.canParse(href)) return false;
  const { protocol, username, password, hostname } = new URL(href);
  if (!SCHEMES.includes(protocol)) return false;
  return protocol === 'mailto:' || (hostname !== '' && username === '' && password === '');
}

/** NUL and halves of characters, which no database keeps. */
const storable = z.refine<string>((text) => !/[\0\p{Surrogate}]/u.test(text), 'holds what cannot be kept');

const mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({
      href: z.string().check(storable, z.refine(isMailingHref, 'not a link that may stand here')),
    }),
  }),
]);
export type MailingMark = z.output<typeof mark>;

const marks = z.optional(z.array(mark).check(z.maxLength(3)));

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().check(z.minLength(1), storable), marks }),
  z.strictObject({ type: z.literal('hardBreak'), marks }),
  z.strictObject({
    type: z.literal('variable'),
    attrs: z.strictObject({ name: z.enum(MAILING_VARIABLES) }),
    marks,
  }),
]);
export type MailingInline = z.output<typeof inline>;

const inlines = z.optional(z.array(inline));
const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inlines });
const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.literal([2, 3]) }),
  content: inlines,
});
const image = z.strictObject({
  type: z.literal('image'),
  attrs: z.strictObject({
    fileId: uuid,
    /** What it says to those who do not see it; empty with `decorative`, or while it is still to be written. */
    alt: z.string().check(z.maxLength(400), storable),
    decorative: z.boolean(),
  }),
});
const span = z.int().check(z.gte(1), z.lte(20));
const cellAttrs = z.strictObject({ colspan: span, rowspan: span });

const block = z.discriminatedUnion('type', [
  paragraph,
  heading,
  image,
  z.strictObject({ type: z.literal('horizontalRule') }),
  z.strictObject({
    type: z.literal('bulletList'),
    get content() {
      return z.array(listItem);
    },
  }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.int().check(z.gte(0), z.lte(10_000)) }),
    get content() {
      return z.array(listItem);
    },
  }),
  z.strictObject({
    type: z.literal('table'),
    get content() {
      return z.array(tableRow);
    },
  }),
]);
export type MailingBlock =
  | z.output<typeof paragraph>
  | z.output<typeof heading>
  | z.output<typeof image>
  | { type: 'horizontalRule' }
  | { type: 'bulletList'; content: MailingListItem[] }
  | { type: 'orderedList'; attrs: { start: number }; content: MailingListItem[] }
  | { type: 'table'; content: MailingTableRow[] };
export type MailingListItem = { type: 'listItem'; content: MailingBlock[] };
export type MailingTableRow = { type: 'tableRow'; content: MailingCell[] };
export type MailingCell = {
  type: 'tableCell' | 'tableHeader';
  attrs: z.output<typeof cellAttrs>;
  content: MailingBlock[];
};
export type MailingBody = { type: 'doc'; content: MailingBlock[] };

const blocks: z.ZodMiniType<MailingBlock[], MailingBlock[]> = z.lazy(() => z.array(block)) as never;
const listItem = z.strictObject({ type: z.literal('listItem'), content: blocks });
const tableRow = z.strictObject({
  type: z.literal('tableRow'),
  content: z.array(z.strictObject({ type: z.enum(['tableCell', 'tableHeader']), attrs: cellAttrs, content: blocks })),
});

/**
 * The text of a mailing, as the editor writes it: a list of what may stand in it, and nothing else. Parsed on every read
 * and every write; no HTML is ever kept.
 */
export const mailingBody: z.ZodMiniType<MailingBody, unknown> = z.pipe(
  z.unknown().check(z.refine(isBounded, 'too large or too deep')),
  z.strictObject({ type: z.literal('doc'), content: blocks }) as never,
);

/** Characters that mean nothing in any text, and that hold places when a mail is made of one. */
const PRIVATE = /[\ue000-\ue01f]/;

/** Looked at before the schema, which would walk as deep as it is led. */
function isBounded(value: unknown): boolean {
  let nodes = 0;
  const walk = (node: unknown, depth: number): boolean => {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES) return false;
    if (typeof node !== 'object' || node === null) return true;
    const { content } = node as { content?: unknown };
    return !Array.isArray(content) || content.every((child) => walk(child, depth + 1));
  };
  if (!walk(value, 0)) return false;
  const written = JSON.stringify(value) ?? '';
  return !PRIVATE.test(written) && new TextEncoder().encode(written).length <= LARGEST_BODY;
}

export const EMPTY_BODY: MailingBody = { type: 'doc', content: [] };

/** Every node of a text with what is inside it, in the order in which one reads. */
export function* walkBody(nodes: readonly MailingNode[]): Generator<MailingNode> {
  for (const node of nodes) {
    yield node;
    if ('content' in node && node.content) yield* walkBody(node.content as readonly MailingNode[]);
  }
}
export type MailingNode = MailingBlock | MailingInline | MailingListItem | MailingTableRow | MailingCell;

/** The files that a text shows, each once. */
export function imagesOf(body: MailingBody): string[] {
  const ids = [...walkBody(body.content)].flatMap((node) => (node.type === 'image' ? [node.attrs.fileId] : []));
  return [...new Set(ids)];
}
