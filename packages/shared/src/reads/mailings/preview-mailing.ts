import type { Database } from '../../db/client.ts';
import { MAILING_FILES } from '../../domain/mailings/mailing-files.ts';
import { DARK_QUERY } from '../../mail/mail-frame.tsx';
import type { MailingContent, MailingFacts } from '../../mail/mailings/mailing-facts.ts';
import { cidOf, writeMailing, type WrittenMailing } from '../../mail/mailings/write-mailing.tsx';
import { loadMailingContent } from './load-mailing-content.ts';
import { loadMailingFacts } from './load-mailing-facts.ts';

type Asked = { mailingId: string; personId: string | null; extranetUrl: string; now: Date };

/** A mailing as one recipient will get it. */
export async function previewMailing(db: Database, asked: Asked): Promise<WrittenMailing> {
  const [content, facts] = await Promise.all([loadMailingContent(db, asked.mailingId), loadMailingFacts(db, asked)]);
  return writeMailing(content, facts);
}

/** The HTML alone, for a frame that loads nothing. */
export async function previewMailingPage(db: Database, asked: Asked & { theme: 'light' | 'dark' }): Promise<string> {
  const content = await loadMailingContent(db, asked.mailingId);
  return drawPage(content, await loadMailingFacts(db, asked), asked.theme);
}

/** The HTML of a text for somebody, with its images in it and in one mode whatever the screen is in. */
export function drawPage(content: MailingContent, facts: MailingFacts, theme: 'light' | 'dark'): string {
  const { html } = writeMailing(content, facts);
  return withImages(content, html).replace(DARK_QUERY, theme === 'dark' ? '@media all' : '@media not all');
}

function withImages({ files }: MailingContent, html: string): string {
  return files
    .filter(({ attached }) => !attached)
    .reduce((page, { id, kind, content }) => {
      const inside = `data:${MAILING_FILES[kind].type};base64,${content.toString('base64')}`;
      return page.replaceAll(`src="cid:${cidOf(id)}"`, `src="${inside}"`);
    }, html);
}
