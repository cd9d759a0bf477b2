import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ListenOptions = {
  host: string;
  port: number;
  /** The variable that holds the port, for the complaint when it is taken. */
  variable: string;
};

export type Listening = {
  server: Server;
  /** The port really taken (0 asks for any). */
  port: number;
  /** Stops accepting, lets what is under way end, and cuts what is left after `graceMs` (5 s). */
  close: (graceMs?: number) => Promise<void>;
};

/** The process cannot start; `message` is a sentence for the operator, and no stack is worth printing. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** Listens, or throws a `StartupError` that says which variable to change. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 },
    app,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, options)));
    server.listen(options.port, options.host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port, close: (graceMs = 5_000) => close(server, graceMs) };
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections kept alive fall idle one by one as their answers end; nobody else closes them for us.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

function explain(error: NodeJS.ErrnoException, { host, port, variable }: ListenOptions): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartupError(`Port ${port} is taken: stop what uses it, or set ${variable} to another port.`);
    case 'EACCES':
      return new StartupError(
        `Port ${port} needs rights that this user has not: set ${variable} to a port above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`${host} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
