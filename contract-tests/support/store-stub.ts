import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach } from '@jest/globals';
import type { CustomersClientOptions } from '../../src/client-options.js';
import { contractAt } from '../../src/contract/bigcommerce.js';
import { type AttributeValueInput, type CustomersClient, createCustomersClient } from '../../src/index.js';

/** A request as it arrived over a real connection. */
export interface ArrivedRequest {
  readonly method: string;
  /** The raw request target, as it stood in the request line. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Answers a request, or takes the connection into its own hands and returns nothing. */
export type Answerer = (
  request: ArrivedRequest,
  response: ServerResponse,
  message: IncomingMessage,
) => Answer | undefined | Promise<Answer | undefined>;

export const STORE_HASH = 'abc123example';
export const ACCESS_TOKEN = 'token-that-nobody-may-see';

/** A store on this machine that answers what a test tells it to. */
export async function startStoreStub(answer: Answerer | Answer = { status: 204 }) {
  const requests: ArrivedRequest[] = [];
  const sockets = new Set<Socket>();
  let answerer: Answerer = typeof answer === 'function' ? answer : () => answer;
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    requests.push(request);
    const given = await answerer(request, response, message);
    if (!given) return;
    response.sendDate = false;
    response.writeHead(given.status, given.headers).end(given.body);
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    contract: contractAt(baseUrl),
    /** Every request so far, oldest first. */
    requests,
    answerWith(next: Answerer | Answer) {
      answerer = typeof next === 'function' ? next : () => next;
    },
    /** A client that sends each request once, unless it is told otherwise. */
    client: (options: CustomersClientOptions = {}): CustomersClient =>
      createCustomersClient({
        ...{ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, baseUrl, retry: { maxRetries: 0 } },
        ...options,
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type StoreStub = Awaited<ReturnType<typeof startStoreStub>>;

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function readRequest(message: IncomingMessage): Promise<ArrivedRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const headers = message.rawHeaders.flatMap((name, index, raw) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : [],
  );
  return { method: message.method ?? '', url: message.url ?? '', headers, body: Buffer.concat(parts).toString() };
}

/** A new store for each test of a file, so that a request that arrives late disturbs no other test. */
export function useStoreStub(): { readonly current: StoreStub } {
  let stub: StoreStub | undefined;
  beforeEach(async () => {
    stub = await startStoreStub();
  });
  afterEach(() => stub?.close());
  return {
    get current() {
      if (!stub) throw new Error('the store is started before each test');
      return stub;
    },
  };
}

/** As many values as wanted, each of another customer. */
export const valuesFor = (count: number): AttributeValueInput[] =>
  Array.from({ length: count }, (_, index) => ({ customer_id: index + 1, attribute_id: 4, value: `v${index}` }));

/** Answers an upsert as a store does: one record for each value. */
export const stored = (request: ArrivedRequest, order: (records: object[]) => object[] = (records) => records) => {
  const values: AttributeValueInput[] = JSON.parse(request.body);
  return json(200, { data: order(values.map(recordOf)), meta: {} });
};

export const recordOf = ({ value, ...rest }: AttributeValueInput, index: number) => ({
  id: 9000 + index,
  ...rest,
  attribute_value: value,
});
