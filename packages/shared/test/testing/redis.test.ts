import { describeWithRedis, startTestRedis } from '@guichet/shared/testing/redis';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

describeWithRedis()('a private redis', () => {
  test('answers, and is gone once closed', async () => {
    const server = await startTestRedis();
    const client = new Redis(server.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    await server.close();
    expect(() => process.kill(server.pid, 0)).toThrow();
  });
});
