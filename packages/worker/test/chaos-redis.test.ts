import { describeWithRedis } from '@guichet/shared/testing/redis';
import { testShortChaos } from './short-chaos.ts';

describeWithRedis()('under kills and stops, with the queue in Redis,', () => testShortChaos('redis'));
