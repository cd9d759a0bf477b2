import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkLink, isPublicAddress } from '../../src/http/check-link.ts';

let server: Server;
let host: string;
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    const path = req.url ?? '';
    if (path === '/gone') res.writeHead(410).end();
    else if (path === '/no-head' && req.method === 'HEAD') res.writeHead(405).end();
    else if (path === '/busy') res.writeHead(503).end();
    else if (path === '/moved') res.writeHead(302, { location: '/here' }).end();
    else if (path === '/inside') res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    else if (path === '/file') res.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (path === '/around') res.writeHead(302, { location: '/around' }).end();
    else if (path === '/slow') return;
    else res.writeHead(200).end('x'.repeat(100_000));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const check = (path: string, timeoutMs?: number) => checkLink(`http://${host}${path}`, { allowed: [host], timeoutMs });

describe('a look at a link', () => {
  test.each([
    ['/', 'alive'],
    ['/no-head', 'alive'],
    ['/moved', 'alive'],
    ['/gone', 'dead'],
    ['/busy', 'silent'],
    ['/around', 'silent'],
  ])('%s is %s', async (path, standing) => {
    expect(await check(path)).toBe(standing);
  });

  test('a server that says nothing is given up', async () => {
    expect(await check('/slow', 50)).toBe('silent');
  });

  test('never into a private network: neither directly, nor by a redirect', async () => {
    asked = [];
    expect(await checkLink(`http://${host}/`)).toBe('private');
    expect(await checkLink(`http://localhost:${host.split(':')[1]}/`)).toBe('private');
    expect(asked).toEqual([]);
    expect(await check('/inside')).toBe('private');
    expect(await check('/file')).toBe('private');
  });

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.20.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'x',
  ])('%s is not of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '193.190.130.15', '2a00:1450:4007:80e::2004'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
