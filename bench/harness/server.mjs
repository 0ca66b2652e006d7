import { fork } from 'node:child_process';
import { once } from 'node:events';

const ACCESS_TOKEN = 'a-token-of-the-usual-length-00000';

/** Starts the loopback server. It ends with this process, or when it is stopped. */
export async function startServer() {
  const child = fork(new URL('../server.mjs', import.meta.url));
  const [port] = await once(child, 'message');
  const origin = `http://127.0.0.1:${port}`;
  let count = 0;
  return {
    /** A new store with nothing in it: see Store for the settings. */
    async openStore(settings = {}) {
      count += 1;
      const storeHash = `store${count}`;
      const control = `${origin}/control/${storeHash}`;
      await fetch(control, { method: 'PUT', body: JSON.stringify(settings) });
      const address = { origin, storeHash, storeUrl: `${origin}/stores/${storeHash}/v3`, accessToken: ACCESS_TOKEN };
      const counted = async () => (await fetch(control)).json();
      return { address, counted };
    },
    stop: () => child.disconnect(),
  };
}
