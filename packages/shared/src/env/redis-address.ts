import { Mistake, quote, readUrl } from './variable.ts';

export type RedisNode = { host: string; port: number };

type Credentials = { username: string | undefined; password: string | undefined; tls: boolean };

/** Where the queue's Redis is. `single` keeps the address as written: ioredis reads it itself. */
export type RedisAddress =
  | { kind: 'single'; url: string }
  | ({ kind: 'cluster'; nodes: RedisNode[] } & Credentials)
  | ({ kind: 'sentinel'; sentinels: RedisNode[]; name: string; db: number } & Credentials);

const shape = /^(rediss?)(?:\+(cluster|sentinel))?:\/\/(?:([^@/]*)@)?([^/?#]*)(?:\/([^?#]*))?$/;

/**
 * Reads `redis:`, `rediss:`, `redis+cluster://h1:6379,h2:6379` and `redis+sentinel://h1:26379,h2:26379/name/db`.
 * `rediss+...` asks for TLS. The complaint never repeats the address: it may hold a password.
 */
export function readRedisAddress(text: string): RedisAddress | Mistake {
  const [, scheme, layout, userInfo, hosts, path] = shape.exec(text) ?? [];
  if (scheme === undefined || hosts === undefined) return new Mistake('is not the address of a Redis server');
  if (hosts === '') return new Mistake('names no server');
  if (layout === undefined) {
    if (hosts.includes(',')) return new Mistake('names several servers without saying cluster or sentinel');
    if (readUrl(text) === undefined) return new Mistake('is not the address of a Redis server');
    if (path && !/^\d+$/.test(path)) return new Mistake(`names the database ${quote(path)}, which is not a number`);
    return { kind: 'single', url: text };
  }
  const nodes: RedisNode[] = [];
  for (const part of hosts.split(',')) {
    const node = readNode(part, layout === 'cluster' ? 6379 : 26_379);
    if (node === undefined) return new Mistake(`names the server ${quote(part)}`);
    nodes.push(node);
  }
  const credentials = { ...readUserInfo(userInfo), tls: scheme === 'rediss' };
  if (layout === 'cluster') {
    return path ? new Mistake('names a database, which a cluster has not') : { kind: 'cluster', nodes, ...credentials };
  }
  const [name = '', db = '0'] = (path ?? '').split('/');
  if (!/^\d+$/.test(db)) return new Mistake(`names the database ${quote(db)}, which is not a number`);
  return { kind: 'sentinel', sentinels: nodes, name: name || 'mymaster', db: Number(db), ...credentials };
}

function readNode(text: string, defaultPort: number): RedisNode | undefined {
  const match = /^(\[[0-9a-fA-F:]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text.trim());
  const host = match?.[1];
  if (host === undefined) return undefined;
  const port = match?.[2] === undefined ? defaultPort : Number(match[2]);
  return port >= 1 && port <= 65_535 ? { host: host.replace(/^\[|\]$/g, ''), port } : undefined;
}

function readUserInfo(text: string | undefined): { username: string | undefined; password: string | undefined } {
  if (!text) return { username: undefined, password: undefined };
  const colon = text.indexOf(':');
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part) || undefined;
    } catch {
      return part;
    }
  };
  if (colon < 0) return { username: undefined, password: decode(text) };
  return { username: decode(text.slice(0, colon)), password: decode(text.slice(colon + 1)) };
}
