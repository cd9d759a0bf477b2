import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type RedisAddress, readRedisAddress } from './redis-address.ts';
import {
  RETENTION_PERIOD_NAMES,
  RETENTION_PERIODS,
  type RetentionPeriodName,
  retentionPeriodProblem,
} from '../privacy/retention-periods.ts';
import { Mistake, quote, readUrl, variable } from './variable.ts';

/** The kinds of variables that the processes share. Every complaint says what to write instead. */

export const port = (example: number) =>
  wholeNumber({ from: 1, to: 65_535, noun: 'a port', advice: `Write a port from 1 to 65535, such as ${example}.` });

export function wholeNumber(options: { from: number; to: number; noun: string; advice: string }) {
  return variable(options.advice, (text) => {
    const value = Number(text);
    const holds = /^\d{1,9}$/.test(text) && value >= options.from && value <= options.to;
    return holds ? value : new Mistake(`is ${quote(text)}, which is not ${options.noun}`);
  });
}

export const seconds = (advice: string) =>
  wholeNumber({ from: 0, to: 86_400, noun: 'a number of seconds from 0 to 86400', advice });

/** Exact number of reverse proxies in front: a list or `true` would let a caller choose the address that we log. */
export const proxyHops = () =>
  wholeNumber({
    from: 0,
    to: 9,
    noun: 'a number of proxies',
    advice: 'Write how many reverse proxies stand in front: 0 for none, 1 for one.',
  });

export const yesOrNo = () =>
  variable('Write true or false.', (text) => {
    if (text === 'true') return true;
    if (text === 'false') return false;
    return new Mistake(`is ${quote(text)}`);
  });

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logLevel = () => oneOf(logLevels);

export function oneOf<const T extends string>(words: readonly T[]) {
  return variable(`Write one of: ${words.join(', ')}.`, (text) => {
    const word = words.find((candidate) => candidate === text);
    return word ?? new Mistake(`is ${quote(text)}`);
  });
}

/** A comma-separated list of known words; an empty list is written `none`. */
export function listOf<const T extends string>(words: readonly T[]) {
  return variable(`Write none, or some of these separated by commas: ${words.join(', ')}.`, (text) => {
    if (text === 'none') return [];
    const asked = text.split(',').map((word) => word.trim());
    const unknown = asked.filter((word) => !words.some((known) => known === word));
    if (unknown.length > 0) return new Mistake(`names ${unknown.map(quote).join(', ')}`);
    return words.filter((word) => asked.includes(word));
  });
}

/** Numbers of working days, each later than the one before; an empty list is written `none`. */
export const workingDays = (example: string) =>
  variable(`Write none, or numbers of working days in order, separated by commas, such as ${example}.`, (text) => {
    if (text === 'none') return [];
    const days = text.split(',').map((part) => (/^\s*\d{1,3}\s*$/.test(part) ? Number(part) : Number.NaN));
    const rising = days.every((day, index) => day > (days[index - 1] ?? 0));
    return rising ? days : new Mistake(`is ${quote(text)}`);
  });

/** Two numbers of working days, the second later than the first. */
export const twoWorkingDays = (example: string) =>
  variable(
    `Write two numbers of working days, the smaller first, such as ${example}.`,
    (text): readonly [number, number] | Mistake => {
      const [, first, second] = /^(\d{1,3})\s*,\s*(\d{1,3})$/.exec(text) ?? [];
      const days = [Number(first), Number(second)] as const;
      return days[0] > 0 && days[1] > days[0] ? days : new Mistake(`is ${quote(text)}`);
    },
  );

export const host = () =>
  variable('Write an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.', (text) =>
    /^[A-Za-z0-9.:_-]+$/.test(text)
      ? text
      : new Mistake(`is ${quote(text)}, which is not a host name or an IP address`),
  );

/** A public origin: what links in mails begin with. Returned without a trailing slash. */
export const origin = (example: string) =>
  variable(`Write http:// or https://, a host and nothing after it, such as ${example}.`, (text) => {
    const url = readUrl(text);
    if (url === undefined) return new Mistake(`is ${quote(text)}, which is not an address`);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return new Mistake(`begins with ${quote(url.protocol)}`);
    if (url.username !== '' || url.password !== '') return new Mistake('holds a user name or a password');
    if (url.pathname !== '/' || /[?#]/.test(text)) return new Mistake(`is ${quote(text)}, which has a path`);
    return url.origin;
  });

export const databaseUrl = () =>
  variable('Write the address of PostgreSQL, such as postgres://user:password@127.0.0.1:5432/guichet.', (text) => {
    const url = readUrl(text);
    if (url === undefined) return new Mistake('is not an address');
    if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
      return new Mistake(`begins with ${quote(url.protocol)}`);
    if (url.hostname === '') return new Mistake('names no server');
    if (url.pathname.length < 2) return new Mistake('names no database');
    return text;
  });

export const smtpUrl = () =>
  variable('Write smtp:// or smtps:// and a server, such as smtp://user:password@mail.po.example:587.', (text) => {
    const url = readUrl(text);
    if (url === undefined) return new Mistake('is not an address');
    if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') return new Mistake(`begins with ${quote(url.protocol)}`);
    return url.hostname === '' ? new Mistake('names no server') : text;
  });

export const imapUrl = () =>
  variable(
    'Write imaps:// (TLS) or imap:// (STARTTLS when offered), user, password and server, such as imaps://rebonds:password@mail.po.example; a folder other than INBOX may follow, such as /Rebonds.',
    (text) => {
      const url = readUrl(text);
      if (url === undefined) return new Mistake('is not an address');
      if (url.protocol !== 'imap:' && url.protocol !== 'imaps:')
        return new Mistake(`begins with ${quote(url.protocol)}`);
      if (url.hostname === '') return new Mistake('names no server');
      return url.username === '' || url.password === '' ? new Mistake('lacks a user or a password') : text;
    },
  );

export const redisUrl = () =>
  variable(
    'Write redis://host:6379, rediss://host:6379, redis+cluster://host1:6379,host2:6379 or ' +
      'redis+sentinel://host1:26379,host2:26379/mymaster; leave it out to keep the queue in PostgreSQL.',
    (text): RedisAddress | Mistake => readRedisAddress(text),
  );

const shortest = 32;
const secretAdvice = 'Write a random text of at least 32 characters, for example from: openssl rand -hex 32';

export const secret = () =>
  variable(secretAdvice, (text) =>
    text.length >= shortest ? text : new Mistake(`has ${text.length} characters, which is too short`),
  );

/** Words that a human keeps: long enough that nobody tries them all. */
export const passphrase = () =>
  variable(
    'Write at least 15 characters: a phrase of five or six words that belong together for nobody else.',
    (text) => (text.length >= 15 ? text : new Mistake(`has ${text.length} characters, which is too short (15)`)),
  );

/** Goes into `create role` and into addresses: what would have to be escaped there is refused. */
export const databasePassword = () =>
  variable('Write a random text of letters and digits, for example from: openssl rand -hex 32', (text) => {
    if (text.length < 16) return new Mistake(`has ${text.length} characters, which is too short (16)`);
    return /^[\w-]+$/.test(text) ? text : new Mistake('has signs that are neither letters, digits, - nor _');
  });

/** Keys for rotation: the first signs, all are accepted. */
export const secretList = () =>
  variable(`${secretAdvice}. The first key signs; older ones may follow, separated by commas.`, (text) => {
    const keys = text.split(',').map((key) => key.trim());
    const short = keys.findIndex((key) => key.length < shortest);
    if (short >= 0)
      return new Mistake(
        `has a key (number ${short + 1}) of ${keys[short]?.length ?? 0} characters, which is too short`,
      );
    return keys;
  });

/** Private RSA keys for signing, PKCS #8 in base64: the first signs, what any of them signed can be verified. */
export const signingKeys = () =>
  variable(
    'Write one or two RSA keys of at least 2048 bits, separated by a comma, each from: openssl genpkey -algorithm RSA ' +
      '-pkeyopt rsa_keygen_bits:2048 -outform DER | base64 -w0. The first signs, the other one is still published.',
    (text): KeyObject[] | Mistake => {
      const keys = text.split(',').map((key) => readRsaKey(key.trim()));
      const wrong = keys.indexOf(null);
      return wrong < 0
        ? keys.filter((key) => key !== null)
        : new Mistake(`has a key (number ${wrong + 1}) that is no RSA key of at least 2048 bits`);
    },
  );

function readRsaKey(text: string): KeyObject | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? key : null;
  } catch {
    return null;
  }
}

/** A private key in PEM, read once; resolves to its text. */
export const privateKeyFile = () =>
  variable(
    'Write the path of a private key in PEM that this process may read, for example from: openssl genpkey -algorithm RSA ' +
      '-pkeyopt rsa_keygen_bits:2048 -out dkim.pem',
    (path): string | Mistake => {
      try {
        const text = readFileSync(path, 'utf8');
        createPrivateKey(text);
        return text;
      } catch {
        return new Mistake(`names ${quote(path)}, which holds no private key that can be read`);
      }
    },
  );

export type Mailbox = { name: string; address: string };

/** `Name <address>` or an address alone. */
export const mailbox = () =>
  variable('Write a sender, such as Guichet PO <guichet@po.example>.', (text): Mailbox | Mistake => {
    const [, quoted, name, inBrackets, alone] =
      /^(?:(?:"([^"<>\r\n]*)"|([^"<>\r\n]*?))\s*<([^<>\s]+)>|([^<>\s]+))$/.exec(text) ?? [];
    const address = inBrackets ?? alone ?? '';
    if (!/^[^@\s,;]+@[^@\s,;]+$/.test(address)) return new Mistake(`is ${quote(text)}, which holds no mail address`);
    return { name: quoted ?? name ?? '', address };
  });

export const mailAddress = () =>
  variable('Write one address, such as secretariat@po.example.', (text) =>
    /^[^@\s,;<>"]+@[^@\s,;<>"]+$/.test(text) ? text : new Mistake(`is ${quote(text)}, which is no mail address`),
  );

export const oneLine = (advice: string) =>
  variable(advice, (text) =>
    text.length <= 120 && !/\p{Cc}/u.test(text) ? text : new Mistake('is not one short line of text'),
  );

export const filePath = () =>
  variable('Write the path of a file, such as .data/erasure-list.jsonl.', (text) =>
    text === '' || text.includes('\0') ? new Mistake('is not a path') : text,
  );

export const folder = () =>
  variable('Write the path of a folder, such as .data.', (text) =>
    text.includes('\0') ? new Mistake('is not a path') : text,
  );

/** Periods of retention that depart from the proposed ones: `mails=6,tasks=3`; none is written `none`. */
export const retention = () =>
  variable('Write none, or names of periods with their numbers, such as mails=6,sessions=14.', (text) => {
    if (text === 'none') return {};
    const chosen: Partial<Record<RetentionPeriodName, number>> = {};
    for (const part of text.split(',')) {
      const [, word = '', digits] = /^\s*([a-z-]+)\s*=\s*(\d{1,4})\s*$/.exec(part) ?? [];
      const name = RETENTION_PERIOD_NAMES.find((known) => known === word);
      if (name === undefined || digits === undefined)
        return new Mistake(`names ${quote(part)}, which is none of ${RETENTION_PERIOD_NAMES.join(', ')}`);
      const { min, max, unit } = RETENTION_PERIODS[name];
      if (retentionPeriodProblem(name, Number(digits)) !== null)
        return new Mistake(`gives ${name} ${digits} ${unit}, outside ${min} to ${max}`);
      chosen[name] = Number(digits);
    }
    return chosen;
  });
