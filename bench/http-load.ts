import { connect, type Socket } from 'node:net';

/** One request as it goes over the wire, head and body. */
export type RawRequest = Buffer;

export type LoadReport = {
  seconds: number;
  /** Answers by status. */
  statuses: Record<number, number>;
  /** Milliseconds from the first byte sent to the last byte of the answer, in the order of the answers. */
  latencies: number[];
};

export function rawRequest(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string = '',
): RawRequest {
  const all = {
    Host: 'localhost',
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * Sends all requests over so many kept connections, one after the other on each, and waits for every answer. Requests
 * are bytes made beforehand, so that the generator takes as little as it can of the two cores that it shares.
 */
export async function sendLoad(
  port: number,
  requests: readonly RawRequest[],
  connections: number,
): Promise<LoadReport> {
  const sockets = await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, () => open(port)));
  const report: LoadReport = { seconds: 0, statuses: {}, latencies: [] };
  let next = 0;
  const began = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sent = performance.now();
        const status = await exchange(socket, request);
        report.latencies.push(performance.now() - sent);
        report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      }
    }),
  );
  report.seconds = (performance.now() - began) / 1_000;
  for (const socket of sockets) socket.destroy();
  return report;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends one request and resolves with the status once the whole answer is there. */
function exchange(socket: Socket, request: RawRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    let whole = -1;
    const gone = (): void => reject(new Error('The server closed the connection in the middle of the load.'));
    const take = (bytes: Buffer): void => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
      if (whole < 0) whole = lengthOf(received);
      if (whole < 0 || received.length < whole) return;
      socket.off('data', take).off('close', gone);
      resolve(Number(received.subarray(9, 12).toString('latin1')));
    };
    socket.on('data', take).once('close', gone);
    socket.write(request);
  });
}

/** Bytes of the whole answer, or -1 while its head is not complete. */
function lengthOf(received: Buffer): number {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return -1;
  const head = received.subarray(0, end).toString('latin1');
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without Content-Length cannot be measured:\n${head}`);
  return end + 4 + Number(length);
}
