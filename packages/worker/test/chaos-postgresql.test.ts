import { describe } from '@jest/globals';
import { testShortChaos } from './short-chaos.ts';

describe('under kills and stops, with the queue in PostgreSQL,', () => testShortChaos('postgresql'));
