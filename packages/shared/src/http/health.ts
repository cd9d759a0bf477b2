import { type Router as ExpressRouter, Router } from 'express';

/** A check answers what it saw, or throws. Facts are numbers and words, nothing personal. */
export type HealthCheck = () => Promise<Readonly<Record<string, unknown>> | undefined>;

export type HealthChecks = {
  /** The one that decides: without the database nothing can be done. */
  database: HealthCheck;
  /** Told beside it: a dead worker must not take the form down. */
  queue?: HealthCheck | undefined;
  worker?: HealthCheck | undefined;
};

type Seen = { ok: boolean } & Record<string, unknown>;

/** `/healthz`: the process lives. `/readyz`: 503 when the database does not answer, whatever the rest. */
export function healthRoutes(checks: HealthChecks): ExpressRouter {
  const router = Router();
  const look = oncePerSecond(async () => {
    const [database, queue, worker] = await Promise.all([
      run(checks.database),
      checks.queue && run(checks.queue),
      checks.worker && run(checks.worker),
    ]);
    return { status: database.ok ? 'ready' : 'unready', database, queue, worker };
  });
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const seen = await look();
    res.status(seen.database.ok ? 200 : 503).json(seen);
  });
  return router;
}

const patience = 2_000;

async function run(check: HealthCheck): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Seen>((resolve) => {
    timer = setTimeout(resolve, patience, { ok: false, reason: 'no answer' });
    timer.unref();
  });
  try {
    return await Promise.race([check().then((facts): Seen => ({ ok: true, ...facts })), late]);
  } catch {
    // No reason given: this page is open to everyone, and messages of the database name servers and users.
    return { ok: false, reason: 'failed' };
  } finally {
    clearTimeout(timer);
  }
}

/** However often the page is asked for, the servers behind it are asked once per second. */
function oncePerSecond<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { at: number; seen: Promise<T> } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > 1_000) last = { at: performance.now(), seen: look() };
    return last.seen;
  };
}
