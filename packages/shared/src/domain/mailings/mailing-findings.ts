import {
  type MailingBlock,
  type MailingBody,
  type MailingInline,
  type MailingNode,
  walkBody,
} from '../../contracts/mailing-body.ts';
import { foldForSearch } from '../text.ts';
import { unknownTokens } from './mailing-variables.ts';

/** Where it is to be mended: the choice of recipients, the subject, a block of the text by its place, the text part, the files. */
export type MailingPlace = { part: 'recipients' | 'subject' | 'files' | 'text-part' } | { part: 'body'; block: number };

/** Something to know before a mailing leaves. `blocking`: it cannot leave so. */
export type MailingFinding = { code: string; level: 'blocking' | 'warning'; words: string; where: MailingPlace };

export type CheckedMailing = {
  subject: string;
  body: MailingBody;
  textPart: string | null;
  /** The text changed after staff edited the text part. */
  textIsBehind: boolean;
  /** Bytes of all its files, and how many they may be. */
  bytes: number;
  mostBytes: number;
};

/** Mail programs on a telephone show about so much. */
const LONG_SUBJECT = 70;
const POOR_LINKS = new Set([
  'ici',
  'cliquez ici',
  'cliquer ici',
  'lien',
  'ce lien',
  'plus',
  'lire plus',
  'en savoir plus',
  'voir',
  'la',
  'clic',
  'site',
]);

/** What staff should know of a text before it leaves, without asking anybody else. Pure; links are asked elsewhere. */
export function mailingFindings(mailing: CheckedMailing): MailingFinding[] {
  return [...subjectFindings(mailing), ...bodyFindings(mailing.body), ...fileFindings(mailing)];
}

function subjectFindings({ subject }: CheckedMailing): MailingFinding[] {
  const where = { part: 'subject' } as const;
  if (subject.trim() === '') return [blocking('no-subject', 'Le courrier n’a pas d’objet.', where)];
  const letters = subject.replace(/\{\{[^{}]*\}\}/g, '').replace(/[^\p{L}]/gu, '');
  return [
    ...(letters.length > 6 && letters === letters.toUpperCase()
      ? [
          warning(
            'shouting',
            'L’objet est tout en majuscules : il se lit mal, et les filtres le prennent pour de la publicité.',
            where,
          ),
        ]
      : []),
    ...(subject.length > LONG_SUBJECT
      ? [
          warning(
            'long-subject',
            `L’objet a ${subject.length} caractères : sur un téléphone, on n’en lit qu’une soixantaine.`,
            where,
          ),
        ]
      : []),
    ...variableFindings(subject, where),
  ];
}

function variableFindings(text: string, where: MailingPlace): MailingFinding[] {
  return unknownTokens(text).map((token) =>
    blocking('unknown-variable', `« ${token} » n’est pas une variable : chacun le lirait tel quel.`, where),
  );
}

function bodyFindings(body: MailingBody): MailingFinding[] {
  const saysSomething = (node: MailingNode) =>
    node.type === 'variable' || node.type === 'image' || (node.type === 'text' && node.text.trim() !== '');
  if (![...walkBody(body.content)].some(saysSomething))
    return [blocking('no-body', 'Le message est vide.', { part: 'body', block: 0 })];
  let level = 1;
  return body.content.flatMap((block, place) => {
    const where = { part: 'body', block: place } as const;
    const found = blockFindings(block, where);
    if (block.type !== 'heading') return found;
    if (textOf(block) === '') found.push(warning('empty-heading', 'Un titre est vide.', where));
    if (block.attrs.level > level + 1) {
      found.push(
        warning('skipped-level', `Le sous-titre « ${short(textOf(block))} » vient sans titre au-dessus.`, where),
      );
    }
    level = block.attrs.level;
    return found;
  });
}

function blockFindings(block: MailingBlock, where: MailingPlace): MailingFinding[] {
  return [...walkBody([block])].flatMap((node): MailingFinding[] => {
    if (node.type === 'image' && !node.attrs.decorative && node.attrs.alt.trim() === '') {
      return [
        blocking(
          'image-without-words',
          'Une image n’a pas de texte de remplacement, et n’est pas marquée comme décorative.',
          where,
        ),
      ];
    }
    if (node.type === 'table' && !node.content[0]?.content.every(({ type }) => type === 'tableHeader')) {
      return [
        warning('table-without-head', 'Un tableau n’a pas de ligne d’en-tête : lu à voix haute, on s’y perd.', where),
      ];
    }
    const inlines =
      'content' in node && (node.type === 'paragraph' || node.type === 'heading') ? (node.content ?? []) : [];
    return [
      ...linksOf(inlines).flatMap(({ words, href }) => linkFindings(words, href, where)),
      ...variableFindings(inlines.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join(''), where),
    ];
  });
}

function linkFindings(words: string, href: string, where: MailingPlace): MailingFinding[] {
  const folded = foldForSearch(words);
  if (folded === '') return [warning('link-without-words', `Le lien vers ${short(href)} n’a pas de mots.`, where)];
  if (!POOR_LINKS.has(folded)) return [];
  return [
    warning(
      'poor-link',
      `Le lien « ${words.trim()} » ne dit pas où il mène. Écrivez par exemple « le calendrier des formations ».`,
      where,
    ),
  ];
}

/** The links of a line, each with its words, whatever the runs of type within it. */
function linksOf(inlines: readonly MailingInline[]): { words: string; href: string }[] {
  const links: { words: string; href: string; end: number }[] = [];
  for (const [place, inline] of inlines.entries()) {
    const link = inline.marks?.find(({ type }) => type === 'link');
    if (link?.type !== 'link') continue;
    const last = links.at(-1);
    const words = inline.type === 'text' ? inline.text : '';
    if (last && last.href === link.attrs.href && last.end === place - 1) {
      last.words += words;
      last.end = place;
    } else links.push({ words, href: link.attrs.href, end: place });
  }
  return links;
}

/** The pages that a text leads to, each once, with the block in which it stands first. */
export function pagesOf(body: MailingBody): { href: string; block: number }[] {
  const found = new Map<string, number>();
  for (const [block, node] of body.content.entries()) {
    for (const { href } of [...walkBody([node])].flatMap(linkOf)) {
      if (!href.startsWith('mailto:') && !found.has(href)) found.set(href, block);
    }
  }
  return [...found].map(([href, block]) => ({ href, block }));
}

function linkOf(node: MailingNode): { href: string }[] {
  if (node.type !== 'text' && node.type !== 'variable') return [];
  return (node.marks ?? []).flatMap((mark) => (mark.type === 'link' ? [{ href: mark.attrs.href }] : []));
}

function fileFindings({ bytes, mostBytes, textIsBehind, textPart }: CheckedMailing): MailingFinding[] {
  const megabytes = (size: number) => (size / 1_000_000).toFixed(1).replace('.', ',');
  return [
    ...(bytes > mostBytes
      ? [
          blocking(
            'too-heavy',
            `Les images et les pièces jointes font ${megabytes(bytes)} Mo ; ${megabytes(mostBytes)} Mo au plus. Mettez les plus lourdes parmi les ressources de l’extranet.`,
            { part: 'files' },
          ),
        ]
      : []),
    ...(textIsBehind
      ? [
          warning('text-behind', 'Le message a changé depuis que vous avez modifié la version texte.', {
            part: 'text-part',
          }),
        ]
      : []),
    ...(textPart === null ? [] : variableFindings(textPart, { part: 'text-part' })),
  ];
}

function textOf({ content = [] }: Extract<MailingBlock, { type: 'heading' }>): string {
  return content
    .map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'variable' ? '…' : ' '))
    .join('')
    .trim();
}

function short(words: string): string {
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

const blocking = (code: string, words: string, where: MailingPlace): MailingFinding => ({
  code,
  level: 'blocking',
  words,
  where,
});
const warning = (code: string, words: string, where: MailingPlace): MailingFinding => ({
  code,
  level: 'warning',
  words,
  where,
});
