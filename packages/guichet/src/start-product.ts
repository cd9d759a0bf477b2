import { type OperatorEnv, secretariatOf } from '@guichet/shared/env/operator-env';
import type { EnvSource } from '@guichet/shared/env/parse-env';
import { refuseHalfRestored } from './backup/half-restored.ts';
import { openDataFolder } from './data-folder/data-folder.ts';
import { endLeftovers } from './data-folder/leftovers.ts';
import { takeRunFile } from './data-folder/run-file.ts';
import { type DatabaseRole, loadSecrets } from './data-folder/secrets.ts';
import { greeting } from './greeting.ts';
import { startMailCatcher } from './mail-catcher/start-mail-catcher.ts';
import { OperatorError } from './operator-error.ts';
import { refuseOtherVersion, startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { supervise } from './supervisor/child.ts';
import type { Output } from './supervisor/output.ts';
import { openOutput } from './supervisor/output.ts';
import { portProblems, type WantedPort } from './supervisor/ports.ts';
import { prepareInProcess } from './supervisor/prepare-in-process.ts';
import { productProcesses } from './supervisor/processes.ts';
import type { UndoList } from './supervisor/undo-list.ts';

export type Start = {
  env: OperatorEnv;
  source: EnvSource;
  /** What was started, to be stopped in reverse. */
  undo: UndoList;
  /** True once somebody asked to stop: no further step is begun. */
  stopping: () => boolean;
  write: (text: string) => void;
};

/** Starts the whole product on one machine. Throws an OperatorError with one sentence per thing that is in the way. */
export async function startProduct({ env, source, undo, stopping, write }: Start): Promise<void> {
  if (source.DATABASE_URL) {
    throw new OperatorError(
      'DATABASE_URL is set, and this command brings its own PostgreSQL: unset it, or start each process by itself (docs/operations.md).',
    );
  }
  const folder = openDataFolder(env.DATA_DIR);
  const run = takeRunFile(folder, 'product');
  undo.add(() => run.release());
  refuseOtherVersion(folder);
  refuseHalfRestored(folder);
  const output = openOutput(folder.logs, write);
  undo.add(() => output.close());
  await endLeftovers(run.leftovers, output.say);
  await refuseTakenPorts(env);
  const secrets = loadSecrets(folder);

  output.say('Starting PostgreSQL...');
  const database = await startEmbeddedPostgres({ folder, secrets, onTrouble: output.say });
  undo.add((force) => database.stop(force));
  const databaseUrl = (role: DatabaseRole): string =>
    `postgres://${role}:${secrets.databaseRoles[role]}@127.0.0.1:${database.port}/guichet`;
  const preparation = prepareInProcess(
    {
      adminUrl: database.adminUrl,
      migratorUrl: databaseUrl('guichet_migrator'),
      secrets,
      folder,
      demo: env.DEMO,
      tokenKeys: env.TOKEN_KEYS ?? secrets.tokenKeys,
      secretariat: secretariatOf(env),
    },
    output.say,
  );
  undo.add(preparation.stop);
  const demo = await preparation.done;
  run.update({ databasePort: database.port });
  if (stopping()) return;

  if (!env.SMTP_URL) {
    const catcher = await startMailCatcher({
      smtpPort: env.MAIL_SMTP_PORT,
      webPort: env.MAIL_WEB_PORT,
      folder: folder.mails,
    });
    undo.add(() => catcher.close());
  }
  await startProcesses({ env, source, secrets, databaseUrl, output, undo, stopping, update: run.update });
  if (stopping()) return;
  output.say(greeting({ env, demo, dataFolder: folder.path }));
}

async function startProcesses(
  given: Parameters<typeof productProcesses>[0] & {
    output: Output;
    undo: UndoList;
    stopping: () => boolean;
    update: ReturnType<typeof takeRunFile>['update'];
  },
): Promise<void> {
  given.output.say('Starting the applications and the worker...');
  const note = (): void => {
    const children = supervised.flatMap((child) => {
      const identity = child.identity();
      return identity ? [{ ...identity, name: child.name }] : [];
    });
    given.update({ children });
  };
  const supervised: ReturnType<typeof supervise>[] = [];
  for (const spec of productProcesses(given)) {
    supervised.push(supervise(spec, given.output, note, given.stopping));
    note();
  }
  // Applications first: while the worker ends what it has in hand, nothing new arrives.
  given.undo.add(async (force) => {
    const isWorker = ({ name }: { name: string }): boolean => name === 'worker';
    const end = (group: typeof supervised, graceMs: number) =>
      Promise.all(group.map((child) => child.stop(force ? 0 : graceMs)));
    await end(
      supervised.filter((child) => !isWorker(child)),
      3000,
    );
    await end(supervised.filter(isWorker), 3500);
  });
  await Promise.all(supervised.map((child) => child.ready()));
}

async function refuseTakenPorts(env: OperatorEnv): Promise<void> {
  const local = '127.0.0.1';
  const wanted: WantedPort[] = [
    { port: env.INTAKE_PORT, host: env.HOST, variable: 'INTAKE_PORT' },
    { port: env.BACKOFFICE_PORT, host: env.HOST, variable: 'BACKOFFICE_PORT' },
    { port: env.EXTRANET_PORT, host: env.HOST, variable: 'EXTRANET_PORT' },
    { port: env.WORKER_PORT, host: local, variable: 'WORKER_PORT' },
  ];
  if (!env.SMTP_URL) {
    wanted.push({ port: env.MAIL_WEB_PORT, host: local, variable: 'MAIL_WEB_PORT' });
    wanted.push({ port: env.MAIL_SMTP_PORT, host: local, variable: 'MAIL_SMTP_PORT' });
  }
  const problems = await portProblems(wanted);
  if (problems.length > 0) throw new OperatorError(problems.join('\n'));
}
