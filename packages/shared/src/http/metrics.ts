import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { ForbiddenError } from '../errors/errors.ts';
import { isForwarded, isPrivateAddress } from './addresses.ts';
import { routeOf } from './route-pattern.ts';

export type Metrics = {
  /** For the app's own counters and gauges. */
  registry: Registry;
  measure: RequestHandler;
  expose: RequestHandler;
};

export type MetricsOptions = {
  /** The process; a label on every figure. */
  name: string;
  /** METRICS_PUBLIC: also for addresses that are neither loopback nor private. */
  public?: boolean | undefined;
};

/** Figures of the process (memory, event loop) and of its requests, by method, route pattern and status. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app: options.name });
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });

  return {
    registry,
    measure: (req, res, next) => {
      const start = performance.now();
      res.once('finish', () => {
        const labels = { method: req.method, route: routeOf(req), status: res.statusCode };
        duration.observe(labels, (performance.now() - start) / 1_000);
      });
      next();
    },
    expose: async (req, res) => {
      if (!options.public && !isNeighbour(req)) throw new ForbiddenError('/metrics is for private addresses');
      res.type(registry.contentType).send(await registry.metrics());
    },
  };
}

/** Behind a proxy that nobody declared, every caller seems to be next door: such requests are not believed. */
function isNeighbour(req: Parameters<RequestHandler>[0]): boolean {
  const undeclared = isForwarded(req) && req.app.get('trust proxy') === 0;
  return !undeclared && isPrivateAddress(req.ip);
}
