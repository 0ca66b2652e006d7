import { contract } from './contract.mjs';
import { failures } from './failures.mjs';
import { interruptions } from './interruptions.mjs';
import { reading } from './reading.mjs';
import { secrets } from './secrets.mjs';
import { writing } from './writing.mjs';

/** What every runtime is held to. */
const EVERYWHERE = { reading, writing, failures, interruptions, secrets, contract };

/**
 * Runs all checks, one after the other, in one process of a runtime.
 *
 * @param entries The entries of the package as this runtime has loaded them: `client`, `contract`, and others that `more`
 * needs.
 * @param settings What the host says of its sandbox: `url`, `storeHash`, `accessToken`, `controlUrl`, `version` of the
 * package, and what of the runtime `sendsAgain` by itself: `fetch`, `node`.
 * @param inspect How this runtime prints a value with all that is in it.
 * @param more Checks that only some runtimes have, by topic.
 * @returns For each check `topic`, `title`, and `problem` where it failed.
 */
export async function runSuite({ entries, settings, inspect, more = {} }) {
  const { url: baseUrl, storeHash, accessToken, controlUrl } = settings;
  const retry = { minDelayMs: 1, maxDelayMs: 1 };
  const createClient = (options) =>
    entries.client.createCustomersClient({ baseUrl, storeHash, accessToken, retry, ...options });
  const context = {
    ...entries,
    createClient,
    bigcommerce: createClient(),
    host: hostAt(controlUrl),
    settings,
    inspect,
  };
  const results = [];
  for (const [topic, checks] of Object.entries({ ...EVERYWHERE, ...more })) {
    for (const [title, check] of Object.entries(checks)) {
      try {
        await check(context);
        results.push({ topic, title });
      } catch (error) {
        results.push({ topic, title, problem: String(error?.stack ?? error) });
      }
    }
  }
  return results;
}

/** What the sandbox's own process can tell and do. */
function hostAt(controlUrl) {
  const read = async (path) => (await fetch(`${controlUrl}/${path}`)).json();
  return {
    elsewhere: `${controlUrl}/elsewhere`,
    state: () => read('state'),
    exchanges: () => read('exchanges'),
    /** What is to happen to the next requests, in place of all that was planned before. */
    fault: async (...faults) => {
      await fetch(`${controlUrl}/faults`, { method: 'POST', body: JSON.stringify(faults) });
    },
  };
}
