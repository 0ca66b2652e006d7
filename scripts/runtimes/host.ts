import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from '../../src/sandbox/index.js';

/** A sandbox for one run of the suite, and a server through which the suite says what is to go wrong. */
export interface Host {
  /** What the suite is told. */
  readonly settings: {
    readonly url: string;
    readonly storeHash: string;
    readonly accessToken: string;
    readonly controlUrl: string;
    /** Of the package. */
    readonly version: string;
    readonly sendsAgain: readonly string[];
  };
  stop(): Promise<void>;
}

/** @param folder Where the package is installed. Its sandbox is used, and not that of this project. */
export async function startHost(folder: string, told: Pick<Host['settings'], 'version' | 'sendsAgain'>): Promise<Host> {
  const { startSandbox } = await importSandbox(folder);
  let received = 0;
  const onExchange = () => {
    received += 1;
  };
  const sandbox = await startSandbox({ customers: 100, quota: 10_000, onExchange });
  const control = createServer();
  let visitsElsewhere = 0;
  control.on('request', async (request: IncomingMessage, response) => {
    const body = await text(request);
    const answers: Record<string, () => unknown> = {
      '/elsewhere': () => {
        visitsElsewhere += 1;
      },
      '/faults': () => sandbox.faults.plan(JSON.parse(body)),
      '/exchanges': () => sandbox.exchanges,
      '/state': () => ({ ...stateOf(sandbox), received, visitsElsewhere }),
    };
    const answer = answers[request.url ?? '']?.();
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer ?? null));
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const address = control.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { url, storeHash, accessToken } = sandbox;
  return {
    settings: { url, storeHash, accessToken, controlUrl: `http://127.0.0.1:${port}`, ...told },
    stop: async () => {
      control.closeAllConnections();
      control.close();
      await sandbox.stop();
    },
  };
}

function importSandbox(folder: string): Promise<typeof import('../../src/sandbox/index.js')> {
  return import(pathToFileURL(join(folder, 'node_modules/bigcommerce-customers/dist/sandbox.js')).href);
}

function stateOf({ state }: Sandbox) {
  const segments = [...state.segments].map(([id, profiles]) => ({ id, profiles: [...profiles] }));
  return { customers: state.customers.size, segments };
}
