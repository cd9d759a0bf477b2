import { type AddressInfo, createServer, type Socket } from 'node:net';

export type MailSink = { url: string; taken: () => number; close(): Promise<void> };

/** A mail server that takes everything and keeps nothing: as little SMTP as that needs. */
export async function startMailSink(): Promise<MailSink> {
  let taken = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => {});
    let text = '';
    let inMessage = false;
    const answer = (line: string): void => {
      socket.write(`${line}\r\n`);
    };
    answer('220 bench');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const mark = inMessage ? '\r\n.\r\n' : '\r\n';
        const end = text.indexOf(mark);
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + mark.length);
        if (inMessage) {
          inMessage = false;
          taken += 1;
          answer('250 taken');
        } else if (/^DATA/i.test(line)) {
          inMessage = true;
          answer('354 go on');
        } else {
          answer(/^QUIT/i.test(line) ? '221 bye' : '250 bench');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
