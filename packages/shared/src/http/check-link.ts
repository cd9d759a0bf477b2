import { lookup } from 'node:dns/promises';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIP } from 'node:net';

/**
 * What became of a look at a page.
 * - dead: the name is nobody's, or the server says that there is no such page. private: it leads into a network that is
 *   nobody else's, and is not asked. silent: nobody can say.
 */
export type LinkStanding = 'alive' | 'dead' | 'private' | 'silent';

export type LinkCheckOptions = {
  /** `host:port` that may be asked wherever they are: for tests. */
  allowed?: readonly string[] | undefined;
  /** For the whole look, redirects and names included. */
  timeoutMs?: number | undefined;
};

const TIMEOUT_MS = 10_000;
const MOST_HOPS = 5;
const USUAL_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Everything that is not the public internet (IANA special-purpose registries). */
const SPECIAL = new BlockList();
for (const [network, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const),
]) {
  SPECIAL.addSubnet(network, prefix, 'ipv4');
}
/** IPv6: only what is routed, and of that not what stands for an IPv4 address or for documentation. */
const ROUTED = new BlockList();
ROUTED.addSubnet('2000::', 3, 'ipv6');
const ROUTED_SPECIAL = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  ROUTED_SPECIAL.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address is of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && ROUTED.check(address, 'ipv6') && !ROUTED_SPECIAL.check(address, 'ipv6');
}

/**
 * Whether a page is there. Only the head of the answer is read; each name is resolved once, and the connection goes to the
 * address that was looked at, so that a name that changes in between leads nowhere else. Redirects are looked at anew.
 * Never rejects.
 */
export async function checkLink(
  href: string,
  { allowed = [], timeoutMs = TIMEOUT_MS }: LinkCheckOptions = {},
): Promise<LinkStanding> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = new URL(href);
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const at = await resolve(url, allowed, signal);
    if (typeof at === 'string') return at;
    const answer = (await ask(url, at.address, 'HEAD', signal)) ?? (await ask(url, at.address, 'GET', signal));
    if (answer === null) return 'silent';
    if (answer.location === null) return standingOf(answer.status);
    if (!URL.canParse(answer.location, url.href)) return 'silent';
    url = new URL(answer.location, url);
  }
  return 'silent';
}

/** Who refuses robots, or is in trouble for the moment, may be there for people. */
function standingOf(status: number): LinkStanding {
  if (status === 404 || status === 410) return 'dead';
  return status < 400 ? 'alive' : 'silent';
}

async function resolve(
  url: URL,
  allowed: readonly string[],
  signal: AbortSignal,
): Promise<{ address: string } | LinkStanding> {
  const usual = USUAL_PORTS[url.protocol];
  if (usual === undefined || url.username !== '' || url.password !== '') return 'private';
  const port = url.port === '' ? usual : url.port;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  try {
    const found = await Promise.race([lookup(name, { all: true }), whenOver(signal)]);
    const [first] = found;
    if (!first) return 'dead';
    if (allowed.includes(`${name}:${port}`)) return first;
    if (!found.every(({ address }) => isPublicAddress(address))) return 'private';
    return port === usual ? first : 'silent';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTFOUND' ? 'dead' : 'silent';
  }
}

/** A name server that says nothing keeps nobody waiting. */
function whenOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

type Answer = { status: number; location: string | null };

/** Null: no answer, or one that says that it wants to be asked otherwise. */
function ask(url: URL, address: string, method: 'HEAD' | 'GET', signal: AbortSignal): Promise<Answer | null> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done) => {
    const sent = request(
      url,
      {
        method,
        headers: { 'user-agent': 'Guichet PO (checks links before a mail leaves)', accept: '*/*' },
        agent: false,
        maxHeaderSize: 16_384,
        signal,
        lookup: (_name, { all }, answer) => {
          const family = isIP(address);
          if (all) answer(null, [{ address, family }]);
          else answer(null, address, family);
        },
      },
      (response) => {
        const { statusCode: status = 0, headers } = response;
        response.destroy();
        const redirects = status >= 300 && status < 400 && headers.location !== undefined;
        done(
          method === 'HEAD' && [400, 403, 404, 405, 501].includes(status)
            ? null
            : { status, location: redirects ? (headers.location ?? null) : null },
        );
      },
    );
    sent.on('error', () => done(null));
    sent.end();
  });
}
