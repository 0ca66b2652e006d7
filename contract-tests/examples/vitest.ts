import { beforeAll } from '@jest/globals';
import { stopGuard } from '../support/nock-guard.js';

/** What the example with msw imports of vitest, Jest has under the same names. */
export { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

// The two cannot both stand in for the network of one process. Requests that msw does not know fail there as well.
beforeAll(stopGuard);
