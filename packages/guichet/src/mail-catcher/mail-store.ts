import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressObject, ParsedMail } from 'mailparser';

/** A mail as it was caught. `date` is when it came in. */
export type CaughtMail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  date: string;
  messageId: string;
  headers: Record<string, string | string[]>;
  text: string;
  html: string;
  links: string[];
};

export type MailStore = {
  add(mail: ParsedMail, recipients: string[], receivedAt: Date): CaughtMail;
  /** Newest first. */
  list(): CaughtMail[];
  find(id: string): CaughtMail | undefined;
  clear(): void;
};

/**
 * The last mails, one file each in `folder`, so that they are there after a restart: at most `most` of them and
 * `mostBytes` altogether. Adding one throws when it cannot be written.
 */
export function createMailStore(folder: string, most = 1000, mostBytes = 32_000_000): MailStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  let mails = readMails(folder);
  let bytes = mails.reduce((sum, mail) => sum + sizeOf(mail), 0);
  let count = Number(mails[0]?.id ?? 0);
  return {
    add(mail, recipients, receivedAt) {
      const caught = toCaught(mail, recipients, receivedAt, String(count + 1));
      // Renamed when complete: a crash half-way leaves no mail that cannot be read.
      const draft = join(folder, 'draft');
      writeFileSync(draft, JSON.stringify(caught), { mode: 0o600 });
      renameSync(draft, fileOf(caught.id));
      count += 1;
      mails.unshift(caught);
      bytes += sizeOf(caught);
      while (mails.length > most || (bytes > mostBytes && mails.length > 1)) {
        const oldest = mails.pop();
        if (!oldest) break;
        bytes -= sizeOf(oldest);
        rmSync(fileOf(oldest.id), { force: true });
      }
      return caught;
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    clear() {
      for (const { id } of mails) rmSync(fileOf(id), { force: true });
      mails = [];
      bytes = 0;
    },
  };
}

const sizeOf = (mail: CaughtMail): number => mail.text.length + mail.html.length;

/** Newest first. What is no mail is left alone. */
function readMails(folder: string): CaughtMail[] {
  return readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
    .flatMap((name) => {
      try {
        return [JSON.parse(readFileSync(join(folder, name), 'utf8')) as CaughtMail];
      } catch {
        return [];
      }
    });
}

function toCaught(mail: ParsedMail, recipients: string[], receivedAt: Date, id: string): CaughtMail {
  const text = mail.text ?? '';
  const html = mail.html || '';
  const headers: CaughtMail['headers'] = {};
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    const before = headers[key];
    headers[key] = before === undefined ? value : [before, value].flat();
  }
  return {
    id,
    from: mail.from?.text ?? '',
    // The envelope, not the header: it says who really got it.
    to: recipients.length > 0 ? recipients : addressesOf(mail.to),
    subject: mail.subject ?? '',
    date: receivedAt.toISOString(),
    messageId: mail.messageId ?? '',
    headers,
    text,
    html,
    links: linksOf(text, html),
  };
}

function addressesOf(to: ParsedMail['to']): string[] {
  return [to ?? []].flat().flatMap((object: AddressObject) => object.value.map(({ address }) => address ?? ''));
}

/** Every http address of the mail once, in order of appearance. */
export function linksOf(text: string, html: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map((match) => match[0].replace(/[.,;:!?]+$/, ''));
  return [...new Set([...inText, ...inHtml].filter((link) => /^https?:\/\//.test(link)))];
}
