import { isLoopback } from '../../base-url.js';
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

/** The address and the content of the store, with code and commands for it that work as they are. */
export function welcome({ url, storeHash, accessToken, state }: StoreAddress): string {
  const variables = [
    ['BIGCOMMERCE_BASE_URL', url],
    ['BIGCOMMERCE_STORE_HASH', storeHash],
    ['BIGCOMMERCE_ACCESS_TOKEN', accessToken],
  ] as const;
  return `A BigCommerce store is running on this machine.

  URL           ${url}
  Store hash    ${storeHash}
  Access token  ${accessToken}
  Contents      ${contentsOf(state)}
${[...attributeLines(state), ...segmentLines(state)].map((line) => `  ${plainText(line)}\n`).join('')}
  import { createCustomersClient } from 'bigcommerce-customers';

  const bigcommerce = createCustomersClient({
    baseUrl: '${url}',
    storeHash: '${storeHash}',
    accessToken: '${accessToken}',
  });
  console.log(await bigcommerce.attributeValues.list({ limit: 5 }));

Or in another terminal:

  export ${variables.map(([name, value]) => `${name}=${quoted(value)}`).join(' ')}
  npx bigcommerce-customers values list

In PowerShell:

  ${variables.map(([name, value]) => `$env:${name} = '${value}'`).join('; ')}
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

/** `Attribute 1   Loyalty tier (string)`. */
function attributeLines({ attributes }: StoreState): string[] {
  const shown = [...attributes.values()].slice(0, MAX_SHOWN);
  return [
    ...shown.map(({ id, name, type }) => `${`Attribute ${id}`.padEnd(12)}  ${name} (${type})`),
    ...omitted(attributes.size - shown.length, 'attribute'),
  ];
}

/** Each segment with the ids of a few of its profiles. */
function segmentLines({ segments }: StoreState): string[] {
  const shown = [...segments].slice(0, MAX_SHOWN);
  const lines = shown.flatMap(([id, profiles]) => [
    `Segment       ${id}`,
    ...[...profiles].slice(0, MAX_PROFILES).map((profile) => `  Profile     ${profile}`),
    ...omitted(profiles.size - MAX_PROFILES, 'profile'),
  ]);
  return [...lines, ...omitted(segments.size - shown.length, 'segment')];
}

function omitted(count: number, noun: string): string[] {
  return count > 0 ? [`${' '.repeat(14)}and ${count} more ${noun}${count === 1 ? '' : 's'}`] : [];
}

/** Attributes, and segments. Stores can have hundreds. */
const MAX_SHOWN = 10;
/** Profiles of a segment: enough to try what happens to one of several. */
const MAX_PROFILES = 2;

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
