import { fileURLToPath } from 'node:url';
import { createApp } from '@guichet/shared/http/create-app';
import { listen } from '@guichet/shared/http/listen';
import { createLogger } from '@guichet/shared/http/logging';
import { type ClientAssets, loadClientAssets } from '@guichet/shared/http/static-assets';
import { createMailStore } from './mail-store.ts';
import { mailRoutes } from './routes.ts';
import { startSmtpSink } from './smtp-sink.ts';

export type MailCatcher = { close(): Promise<void> };

const builtAssets = (): ClientAssets => loadClientAssets(fileURLToPath(new URL('../client', import.meta.url)));

/** An SMTP server that keeps what it is sent, and a page to read it. Both on the loopback, whatever HOST says. */
export async function startMailCatcher(options: {
  smtpPort: number;
  webPort: number;
  /** Where the mails are kept. */
  folder: string;
  assets?: ClientAssets;
}): Promise<MailCatcher> {
  const store = createMailStore(options.folder);
  const assets = options.assets ?? builtAssets();
  const app = createApp({
    name: 'mail-catcher',
    // It runs inside the supervisor, whose terminal is the operator's: only what is broken is worth a line there.
    log: createLogger('mail-catcher', 'error'),
    trustProxy: 0,
    publicUrl: `http://localhost:${options.webPort}`,
    assets,
    routes: (routes) => mailRoutes(routes, store, assets),
  });
  const sink = await startSmtpSink(options.smtpPort, store);
  try {
    const web = await listen(app, { host: '127.0.0.1', port: options.webPort, variable: 'MAIL_WEB_PORT' });
    return {
      async close() {
        await Promise.all([sink.close(), web.close(500)]);
      },
    };
  } catch (error) {
    await sink.close();
    throw error;
  }
}
