import { isLoopback } from '../../client-options.js';
import { plainText } from '../formats/plain-text.js';
import type { StoreAddress } from './texts.js';

/** What to know about a store that listens on an address which other machines can reach. */
export function warningOf(host = '127.0.0.1', { url, accessToken }: Pick<StoreAddress, 'url' | 'accessToken'>) {
  const address = `http://${host.includes(':') ? `[${host}]` : host}`;
  if (URL.canParse(address) && isLoopback(new URL(address).hostname)) return undefined;
  const { port } = new URL(url);
  return plainText(
    `Whoever reaches this machine can reach the store, on ${host}, port ${port}, with the token ${accessToken}. Without HTTPS, the client calls it by the addresses of its own machine only, such as 127.0.0.1.`,
  );
}
