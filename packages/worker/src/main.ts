import { loadEnv } from '@guichet/shared/env/load-env';
import { workerEnv } from '@guichet/shared/env/worker-env';
import { runUntilStopped } from '@guichet/shared/http/lifecycle';
import { createLogger } from '@guichet/shared/http/logging';
import { startWorker } from './start-worker.ts';

const env = loadEnv(workerEnv, process.env);
const log = createLogger('worker', env.LOG_LEVEL);

await runUntilStopped(log, () => startWorker(env, log));
