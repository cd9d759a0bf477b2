import { renderToStaticMarkup } from 'react-dom/server';
import { imagesOf, MAILING_VARIABLES, type MailingVariable } from '../../contracts/mailing-body.ts';
import { MAILING_FILES } from '../../domain/mailings/mailing-files.ts';
import { fillText } from '../../domain/mailings/mailing-variables.ts';
import { typesetPage } from '../../ui/typeset-page.ts';
import { wrapLines } from '../letter-text.ts';
import { MailFoot, mailHtml, small, text } from '../mail-frame.tsx';
import { MailingBody } from './mailing-body.tsx';
import type { MailingContent, MailingFacts } from './mailing-facts.ts';
import { type FootLine, mailingFoot } from './mailing-foot.ts';
import { MAIL_LOOK } from './mail-look.ts';
import { mailingText } from './mailing-text.ts';
import { mailingValues } from './mailing-values.ts';

/** A file that leaves with a mail. `cid`: an image within the text, which the HTML names so. */
export type MailFile = { fileName: string; contentType: string; content: Buffer; cid?: string };

export type WrittenMailing = {
  subject: string;
  html: string;
  text: string;
  images: MailFile[];
  attachments: MailFile[];
};

/**
 * A mailing as one recipient gets it: the house's HTML, its text, the images within it and the files that go with it.
 * What is the same for everybody is made once for each content and held with it.
 */
export function writeMailing(content: MailingContent, facts: MailingFacts): WrittenMailing {
  const values = mailingValues(facts);
  const subject = fillText(content.subject, values).trim();
  const foot = mailingFoot(content.kind, facts);
  const { images, attachments } = filesOf(content);
  return {
    subject,
    html: fillHtml(content, facts, values, subject, foot),
    text: textOf(content, facts, values, foot),
    images,
    attachments,
  };
}

/** How an image within the text is named by the HTML. */
export function cidOf(fileId: string): string {
  return `${fileId}@guichet-po.invalid`;
}

const kept = new WeakMap<
  MailingContent,
  { images: MailFile[]; attachments: MailFile[]; html: Map<string, string>; text: string }
>();

function filesOf(content: MailingContent) {
  const known = kept.get(content);
  if (known) return known;
  const shown = new Set(imagesOf(content.body));
  const fileOf = ({ name, kind, content: bytes }: MailingContent['files'][number]): MailFile => ({
    ...{ fileName: name, contentType: MAILING_FILES[kind].type, content: bytes },
  });
  const made = {
    images: content.files
      .filter(({ id, attached }) => !attached && shown.has(id))
      .map((file) => ({ ...fileOf(file), cid: cidOf(file.id) })),
    attachments: content.files.filter(({ attached }) => attached).map(fileOf),
    html: new Map<string, string>(),
    text: content.textPart ?? mailingText(content.body),
  };
  kept.set(content, made);
  return made;
}

/* Private characters, which no text holds: what stands where, until it is known for whom. */
const SUBJECT = '\ue010';
const FOOT = '\ue011';
const VALUE: Record<MailingVariable, string> = {
  'first-name': '\ue012',
  'last-name': '\ue013',
  po: '\ue014',
  role: '\ue015',
};

function fillHtml(
  content: MailingContent,
  facts: MailingFacts,
  values: Record<MailingVariable, string>,
  subject: string,
  foot: readonly FootLine[],
): string {
  const { html } = filesOf(content);
  // A value that is missing changes the words around it; otherwise the same text waits for values.
  const shape = JSON.stringify([MAILING_VARIABLES.filter((name) => values[name] === ''), facts.sender]);
  let waiting = html.get(shape);
  if (waiting === undefined) {
    waiting = waitingHtml(content, facts, values);
    html.set(shape, waiting);
  }
  const filled = new Map([
    [SUBJECT, escapeHtml(subject)],
    [FOOT, typesetPage(renderToStaticMarkup(<FootLines lines={foot} />))],
    ...MAILING_VARIABLES.map((name) => [VALUE[name], escapeHtml(values[name])] as const),
  ]);
  return waiting.replace(/[\ue010-\ue015]/g, (place) => filled.get(place) ?? '');
}

function waitingHtml(
  content: MailingContent,
  { sender }: MailingFacts,
  values: Record<MailingVariable, string>,
): string {
  const files = new Set(content.files.filter(({ attached }) => !attached).map(({ id }) => id));
  const places = Object.fromEntries(
    MAILING_VARIABLES.map((name) => [name, values[name] === '' ? '' : VALUE[name]]),
  ) as Record<MailingVariable, string>;
  return mailHtml(
    SUBJECT,
    <>
      <main>
        <h1
          className="ink"
          style={{ ...text, fontSize: '23px', lineHeight: '30px', fontWeight: 700, margin: '0 0 18px' }}
        >
          {SUBJECT}
        </h1>
        <MailingBody
          body={content.body}
          values={places}
          imageSource={(id) => (files.has(id) ? `cid:${cidOf(id)}` : null)}
          look={MAIL_LOOK}
        />
      </main>
      <MailFoot sender={sender}>{FOOT}</MailFoot>
    </>,
  );
}

function FootLines({ lines }: { lines: readonly FootLine[] }) {
  return lines.map(({ words, link }, index) => (
    <p key={index} className="ink-2" style={small}>
      {words}
      {link && (
        <>
          {words !== '' && ' '}
          <a className="link" href={link.href} {...MAIL_LOOK.a}>
            {link.label}
          </a>
        </>
      )}
    </p>
  ));
}

function textOf(
  content: MailingContent,
  { sender }: MailingFacts,
  values: Record<MailingVariable, string>,
  foot: readonly FootLine[],
): string {
  const lines = foot.map(({ words, link }) => {
    if (!link) return words;
    const address = link.href.replace(/^mailto:/, '');
    const label = link.label === address ? words : [words, `${link.label} :`].filter((part) => part !== '').join(' ');
    return `${label}\n${address}`;
  });
  const parts = [
    fillText(filesOf(content).text, values),
    lines.join('\n\n'),
    `-- \n${[sender.name, sender.email, sender.phone].filter((line) => line !== '').join('\n')}`,
    sender.signature,
  ];
  return `${parts
    .filter((part) => part !== '')
    .map((part) => wrapLines(part))
    .join('\n\n')}\n`;
}

function escapeHtml(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
