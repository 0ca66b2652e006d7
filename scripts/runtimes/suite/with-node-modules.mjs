import { requestsOfBrokenRemoval } from './broken-removal.mjs';
import { equal } from './expect.mjs';

/** Checks for runtimes that have the modules of Node. */
export const withNodeModules = {
  node: {
    'the transport over node:http': async ({ createClient, node }) => {
      const bigcommerce = createClient({ fetch: node.nodeFetch() });
      const { data } = await bigcommerce.attributeValues.list({ limit: 2 });
      equal(data.length, 2, 'values');
    },
    'over which nothing is tried again when the connection breaks': async (context) => {
      const bigcommerce = context.createClient({ fetch: context.node.nodeFetch() });
      const requests = await requestsOfBrokenRemoval(bigcommerce, context);
      equal(requests, context.settings.sendsAgain.includes('node') ? 2 : 1, 'requests');
    },
  },
  sandbox: {
    'a sandbox in the process that calls it': async ({ createClient, sandbox }) => {
      const { url, storeHash, accessToken, state, stop } = await sandbox.startSandbox({ customers: 12 });
      try {
        const bigcommerce = createClient({ baseUrl: url, storeHash, accessToken });
        await bigcommerce.customers.delete([1, 2]);
        equal(state.customers.size, 10, 'customers that are left');
      } finally {
        await stop();
      }
    },
  },
  jest: {
    'matchers where there is no jest': ({ jest }) => {
      const { pass } = jest.contractMatchers.toMatchContractResponse({ status: 204 }, 'deleteCustomers');
      equal(pass, true, 'pass');
    },
  },
};
