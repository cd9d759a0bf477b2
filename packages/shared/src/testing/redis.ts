import { redisProgram } from './redis-server.ts';
import { type Describe, describeWith } from './requirement.ts';

export { startTestRedis, type TestRedis } from './redis-server.ts';

/** `describe` for tests that need Redis: skipped aloud where it is missing. */
export const describeWithRedis = (): Describe =>
  describeWith(redisProgram, 'redis-server', 'apt-get install redis-server');
