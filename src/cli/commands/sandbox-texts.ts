import { isLoopback } from '../../client-options.js';
import type { SandboxEvent, StoreState } from '../../sandbox/index.js';
import { plainText } from '../io.js';

/** As it is imported. */
const PACKAGE = "'bigcommerce-customers'";

/** What somebody has to know to call a store. */
export interface StoreAddress {
  readonly url: string;
  readonly storeHash: string;
  readonly accessToken: string;
  readonly state: StoreState;
}

/** Where the store is, what is in it, and a client and a command for it that work as they stand. */
export function welcome({ url, storeHash, accessToken, state }: StoreAddress): string {
  const { segments } = state;
  return `A BigCommerce store is running on this machine.

  URL           ${url}
  Store hash    ${storeHash}
  Access token  ${accessToken}
  Begins with   ${contentsOf(state)}
${[...segments.keys()].map((id) => `  Segment       ${id}\n`).join('')}
  import { createCustomersClient } from ${PACKAGE};

  const bigcommerce = createCustomersClient({
    baseUrl: '${url}',
    storeHash: '${storeHash}',
    accessToken: '${accessToken}',
  });
  console.log(await bigcommerce.attributeValues.list({ limit: 5 }));

Or in another terminal:

  export BIGCOMMERCE_BASE_URL=${quoted(url)} BIGCOMMERCE_STORE_HASH=${storeHash} BIGCOMMERCE_ACCESS_TOKEN=${accessToken}
  npx bigcommerce-customers values list

Ctrl+C stops it. Requests:

`;
}

/** `1 customer, 4 attributes, 0 values, 2 segments`. */
function contentsOf(state: StoreState): string {
  const counted = (name: 'customer' | 'attribute' | 'value' | 'segment') => {
    const { size } = state[`${name}s`];
    return `${size} ${name}${size === 1 ? '' : 's'}`;
  };
  return [counted('customer'), counted('attribute'), counted('value'), counted('segment')].join(', ');
}

/** Shells take brackets, as in the addresses of IPv6, for patterns. */
function quoted(url: string): string {
  return url.includes('[') ? `'${url}'` : url;
}

/** One request in one line: when, what, the answer, how long, and how much of the quota is left. */
export function lineOf({ request, response, receivedAtMs, durationMs, fault }: SandboxEvent): string {
  const time = new Date(receivedAtMs).toISOString().slice(11, 23);
  const path = request.url.replace(/^\/stores\/[^/]+\/v3/, '');
  const left = leftOf(response?.headers);
  const parts = [
    time,
    request.method.padEnd(6),
    String(response?.status ?? '---'),
    `${durationMs} ms`.padStart(6),
    left === undefined ? '' : `${left} left`,
    path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path,
    fault === 'none' ? '' : `(${fault})`,
  ];
  return `${plainText(parts.filter((part) => part !== '').join('  '))}\n`;
}

function leftOf(headers: unknown): unknown {
  return typeof headers === 'object' && headers !== null
    ? Reflect.get(headers, 'X-Rate-Limit-Requests-Left')
    : undefined;
}

/** Characters. A list of ids can have thousands. */
const LONGEST_PATH = 100;

/** What to know about a store that listens on an address which other machines can reach. */
export function warningOf(host = '127.0.0.1', { url, accessToken }: Pick<StoreAddress, 'url' | 'accessToken'>) {
  const address = `http://${host.includes(':') ? `[${host}]` : host}`;
  if (URL.canParse(address) && isLoopback(new URL(address).hostname)) return undefined;
  const { port } = new URL(url);
  return plainText(
    `Whoever reaches this machine can reach the store, on ${host}, port ${port}, with the token ${accessToken}. Without HTTPS, the client calls it by the addresses of its own machine only, such as 127.0.0.1.`,
  );
}
