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

/** The last mails, in memory: at most `most` of them and `mostBytes` altogether. */
export function createMailStore(most = 1000, mostBytes = 32_000_000): MailStore {
  let mails: CaughtMail[] = [];
  let bytes = 0;
  let count = 0;
  const sizeOf = (mail: CaughtMail): number => mail.text.length + mail.html.length;
  return {
    add(mail, recipients, receivedAt) {
      count += 1;
      const caught = toCaught(mail, recipients, receivedAt, String(count));
      mails.unshift(caught);
      bytes += sizeOf(caught);
      while (mails.length > most || (bytes > mostBytes && mails.length > 1)) {
        const oldest = mails.pop();
        if (oldest) bytes -= sizeOf(oldest);
      }
      return caught;
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    clear() {
      mails = [];
      bytes = 0;
    },
  };
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
