import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import nock from 'nock';
import { answerRequest } from '../../../src/sandbox/operations.js';
import { createStore, SANDBOX_TOKEN, type Store, type StoreSettings } from '../../../src/sandbox/store.js';
import { type Ended, folderWith, runIn } from '../command-line.js';

export const STORE_HASH = 'k9q2z7w';
export const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
export const PROFILES = ['0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01', '9b2e4f60-7c1d-4e8a-b3f5-5a6d7c8e9f02'];

/** A request that has arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | undefined;
}

/** A store on this machine for each test of a file, and a folder to run commands in that call it. */
export function useStoreServer(seed: NonNullable<StoreSettings['seed']> = SEED) {
  const state: { store: Store; requests: Arrived[]; folder: string; baseUrl: string } = {
    store: createStore(),
    requests: [],
    folder: '',
    baseUrl: '',
  };
  /** Answers in place of the store, where it returns something. */
  let answerInstead: (request: Arrived) => Answer | undefined | Promise<Answer | undefined> = () => undefined;
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    state.requests.push(request);
    const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
    const answer = (await answerInstead(request)) ?? answerRequest(state.store, { ...request, headers }, 0);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  beforeAll(async () => {
    // What is tested here is a real connection. nock stands in for those in other files.
    nock.restore();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    state.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    state.store = createStore({ storeHash: STORE_HASH, quota: 100_000, seed });
    state.requests = [];
    state.folder = await folderWith({});
    answerInstead = () => undefined;
  });
  afterEach(() => rm(state.folder, { recursive: true }));
  const env = () => ({
    BIGCOMMERCE_STORE_HASH: STORE_HASH,
    BIGCOMMERCE_ACCESS_TOKEN: SANDBOX_TOKEN,
    BIGCOMMERCE_BASE_URL: state.baseUrl,
  });
  return {
    state,
    env,
    answerWith(answer: typeof answerInstead) {
      answerInstead = answer;
    },
    /** Runs the command: `run('values list')`, with what else there is behind it. */
    run: (command: string, argv: readonly string[] = [], io: Parameters<typeof runIn>[2] = {}): Promise<Ended> =>
      runIn(state.folder, [...command.split(' '), ...argv], { ...io, env: { ...env(), ...io.env } }),
    /** The summary of a command, with the store that it names. */
    summary: (text: string, target = '') =>
      `${target === '' ? 'Store' : `${target} of store`} ${STORE_HASH} at ${state.baseUrl}: ${text}\n`,
    /** What the store has, by customer. */
    values: () => Object.fromEntries([...state.store.state.values.values()].map((one) => [one.customerId, one.value])),
  };
}

/** Ten customers, two of which have a tier. */
const SEED: NonNullable<StoreSettings['seed']> = {
  customers: Array.from({ length: 10 }, (_, index) => index + 1),
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: [
    { customerId: 1, attributeId: 3, value: 'Gold' },
    { customerId: 2, attributeId: 3, value: 'a "b",\nc' },
  ],
  segments: { [SEGMENT]: PROFILES },
};

/** A terminal at which somebody answers. */
export function terminal(answer: string | undefined) {
  const questions: string[] = [];
  const input = (async function* () {})();
  const ask = async (question: string) => {
    questions.push(question);
    return answer;
  };
  return { questions, io: { ask, stdin: Object.assign(input, { isTTY: true }) } };
}

/** What is piped in. */
export async function* piped(...parts: readonly (string | Uint8Array)[]) {
  yield* parts;
}

async function readRequest(message: IncomingMessage): Promise<Arrived> {
  const { method = '', url = '' } = message;
  return { method, url, body: Buffer.concat(await message.toArray()).toString() };
}
