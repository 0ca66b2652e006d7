import https from 'node:https';
import * as undici from 'undici-7';
import * as contract from '../../src/contract/index.js';
import * as jestMatchers from '../../src/contract/jest/index.js';
import * as client from '../../src/index.js';
import * as node from '../../src/node/index.js';
import * as redis from '../../src/redis/index.js';
import * as sandboxes from '../../src/sandbox/index.js';
import { SPECIFICATION_PATH } from '../support/specification.js';
import type { World } from './variables.js';

/** What blocks import: the package, whose clients call the sandbox unless they are told of another server. */
export function modulesFor({ sandbox, afterwards }: World): Readonly<Record<string, unknown>> {
  return {
    'bigcommerce-customers': {
      ...client,
      createCustomersClient: ({ retry, ...options }: client.CustomersClientOptions) =>
        client.createCustomersClient({
          baseUrl: sandbox.url,
          // Nobody is to wait for retries.
          retry: { ...retry, minDelayMs: 1, maxDelayMs: 1 },
          ...options,
        }),
    },
    'bigcommerce-customers/sandbox': {
      ...sandboxes,
      startSandbox: async (options: sandboxes.SandboxOptions) => {
        const started = await sandboxes.startSandbox(options);
        afterwards.push(() => started.stop());
        return started;
      },
    },
    'bigcommerce-customers/contract': {
      ...contract,
      // Whatever file a block names, this is a document.
      loadContract: () => contract.loadContract(SPECIFICATION_PATH),
    },
    'bigcommerce-customers/contract/jest': {
      ...jestMatchers,
      watchNock: (options: jestMatchers.WatchNockOptions) => {
        const watch = jestMatchers.watchNock(options);
        afterwards.push(() => watch.stop());
        return watch;
      },
    },
    'bigcommerce-customers/node': node,
    'bigcommerce-customers/redis': redis,
    'node:https': https,
    undici,
  };
}
