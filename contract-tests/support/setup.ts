import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { settleGuard, startGuard, stopGuard } from './nock-guard.js';

beforeAll(startGuard);
afterEach(settleGuard);
afterAll(stopGuard);
