import { isLoopback } from '../../client-options.js';
import { valueAt } from '../../json.js';
import type { SandboxEvent, StoreState } from '../../sandbox/index.js';
import { plainText } from '../text.js';

/** What you need to call a store. */
interface StoreAddress {
  readonly url: string;
  readonly storeHash: string;
  readonly accessToken: string;
  readonly state: StoreState;
}

/** The address and the content of the store, with code and a command for it that work as they are. */
export function welcome({ url, storeHash, accessToken, state }: StoreAddress): string {
  const { segments } = state;
  return `A BigCommerce store is running on this machine.

  URL           ${url}
  Store hash    ${storeHash}
  Access token  ${accessToken}
  Contents      ${contentsOf(state)}
${[...segments.keys()].map((id) => `  Segment       ${id}\n`).join('')}
  import { createCustomersClient } from 'bigcommerce-customers';

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

/** Quoted if it contains brackets, as in IPv6 addresses, which shells take for patterns. */
function quoted(url: string): string {
  return url.includes('[') ? `'${url}'` : url;
}

/** One request in one line: time, method, status, duration, requests left in the window, path and fault. */
export function lineOf({ request, response, receivedAtMs, durationMs, fault }: SandboxEvent): string {
  const time = new Date(receivedAtMs).toISOString().slice(11, 23);
  const path = request.url.replace(/^\/stores\/[^/]+\/v3/, '');
  const left = valueAt(response?.headers, 'X-Rate-Limit-Requests-Left');
  const parts = [
    time,
    request.method.padEnd(6),
    String(response?.status ?? '---'),
    `${durationMs} ms`.padStart(6),
    left === undefined ? '' : `${left} left`,
    path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path,
    fault === 'none' ? '' : `(${fault})`,
  ];
  return `${plainText(parts.filter((part) => part !== '').join('  '))}\n`;
}

/** Characters. A list of ids can have thousands. */
const MAX_PATH_LENGTH = 100;

/** For a store that other machines can reach. */
export function warningOf(host = '127.0.0.1', { url, accessToken }: Pick<StoreAddress, 'url' | 'accessToken'>) {
  const address = `http://${host.includes(':') ? `[${host}]` : host}`;
  if (URL.canParse(address) && isLoopback(new URL(address).hostname)) return undefined;
  const { port } = new URL(url);
  return plainText(
    `Other machines can reach the store on ${host}, port ${port}, with the token ${accessToken}. Without HTTPS, the client only calls addresses of its own machine, such as 127.0.0.1.`,
  );
}
