import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { connectDatabase } from '@guichet/shared/db/client';
import type { WorkerEnv } from '@guichet/shared/env/worker-env';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { createMailTransport, dkimKey } from '@guichet/shared/mail/transport';
import type { QueueBackend } from '@guichet/shared/queue/backend';
import { assertEveryKindHasHandler, type Engine, startEngine } from '@guichet/shared/queue/engine';
import { createHandlers } from '@guichet/shared/queue/handlers';
import { settingDefaults } from '@guichet/shared/settings/setting-defaults';
import { startAccountCalendar } from './account-calendar.ts';
import { startAuditSealer } from './audit-sealer.ts';
import { startCoverageCalendar } from './coverage-calendar.ts';
import { startBounceMailbox } from './bounce-mailbox.ts';
import { startDraftSweeper } from './draft-sweeper.ts';
import { startDuplicateCalendar } from './duplicate-calendar.ts';
import { startExportSweeper } from './export-sweeper.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startLoop } from './loop.ts';
import { mailReportRoutes } from './mail-report-routes.ts';
import { startMonitoring } from './monitoring.ts';
import { startNoticeCalendar } from './notice-calendar.ts';
import { startOpenidSweeper } from './openid-sweeper.ts';
import { startReportSweeper } from './report-sweeper.ts';
import { startResourceSweeper } from './resource-sweeper.ts';
import { startRetentionCalendar } from './retention-calendar.ts';
import { startVerificationCalendar } from './verification-calendar.ts';
import { startWatchdog } from './watchdog.ts';
import { waitForServers } from './wait-for-servers.ts';

/** When the process is told to stop, mails under way have so long to be taken by the server. */
const MAIL_GRACE_MS = 4_000;
const TIDY_EVERY_MS = 60_000;

/**
 * Starts the worker: health and metrics at once, the rest as soon as PostgreSQL and the queue's store answer, however
 * long that takes.
 */
export async function startWorker(env: WorkerEnv, log: Logger): Promise<Running> {
  const handlers = createHandlers({
    intakeUrl: env.INTAKE_URL,
    extranetUrl: env.EXTRANET_URL,
    backofficeUrl: env.BACKOFFICE_URL,
    settingDefaults: settingDefaults(env),
    erasureList: env.ERASURE_LIST,
    mailDomain: env.MAIL_FROM.address.slice(env.MAIL_FROM.address.lastIndexOf('@') + 1),
  });
  assertEveryKindHasHandler(handlers);
  const database = connectDatabase(env.DATABASE_URL, { max: 16, applicationName: 'guichet-worker' });
  const mailer = createMailTransport({
    smtpUrl: env.SMTP_URL,
    from: env.MAIL_FROM,
    timeoutSeconds: env.SMTP_TIMEOUT,
    bounceAddress: env.BOUNCE_ADDRESS,
    dkim: dkimKey(env),
    log,
  });
  const ctx = {
    db: database.db,
    actor: SYSTEM_ACTOR,
    now: () => new Date(),
    log,
    tokenKeys: env.TOKEN_KEYS,
    singleHolderRoles: env.SINGLE_HOLDER_ROLES,
    fourEyes: env.FOUR_EYES,
    mailer,
  };
  let engine: Engine | undefined;
  const mailReports = env.MAIL_REPORT_SECRET ? mailReportRoutes(ctx, env.MAIL_REPORT_SECRET) : undefined;
  const monitoring = await startMonitoring({ env, log, database, engine: () => engine, mailReports });
  const { backend, ...opened } = await openEngine(
    () => waitForServers(env, log, database),
    (store) => startEngine({ backend: store, ctx, handlers, sql: database.sql, databaseUrl: env.DATABASE_URL }),
    log,
  );
  engine = opened.engine;
  const running = engine;
  const loops = [
    startHeartbeat({ db: database.db, engine: running, mailer, store: backend.kind, log }),
    startAuditSealer(database.db, log),
    startWatchdog(running, log),
    startLoop(TIDY_EVERY_MS, backend.tidy, (error) => log.warn({ err: error }, 'the queue could not be tidied')),
    startDraftSweeper(database.db, log),
    startExportSweeper(database.db, log),
    startOpenidSweeper(database.db, log),
    startResourceSweeper(database.db, log),
    startNoticeCalendar(database.db, log),
    startAccountCalendar(database.db, log),
    startDuplicateCalendar(database.db, log),
    startRetentionCalendar(database.db, log),
    startVerificationCalendar(database.db, log),
    startReportSweeper(database.db, log),
    ...(env.BOUNCE_IMAP_URL ? [startBounceMailbox(ctx, env.BOUNCE_IMAP_URL)] : []),
    startCoverageCalendar(database.db, log),
  ];
  log.info({ queue: backend.kind }, 'working');

  return {
    async close() {
      await Promise.all(loops.map((loop) => loop.close()));
      const patience = setTimeout(mailer.interrupt, MAIL_GRACE_MS);
      await running.close();
      clearTimeout(patience);
      await Promise.all([mailer.close(), backend.close()]);
      await Promise.all([database.close(), monitoring.close()]);
    },
  };
}

type Opened = { engine: Engine; backend: QueueBackend };

/** The store may go away between two steps: what was built on it is thrown away, because BullMQ would not mend it. */
async function openEngine(
  wait: () => Promise<QueueBackend>,
  start: (backend: QueueBackend) => Promise<Engine>,
  log: Logger,
): Promise<Opened> {
  for (;;) {
    const backend = await wait();
    try {
      return { backend, engine: await start(backend) };
    } catch (error) {
      log.warn({ err: error }, 'the queue went away while it was being opened: waiting for it again');
      await backend.close();
    }
  }
}
