import nock from 'nock';
import type { WireExchange } from '../../src/contract/exchange.js';
import { createCustomersClient } from '../../src/index.js';
import { callMethod } from './call-method.js';
import { createExchangeLog } from './exchange-log.js';
import type { Recording } from './recording.js';

/** What happened when a recorded call was made again. */
export interface Replay {
  readonly outcome: { readonly returns: unknown } | { readonly throws: unknown };
  /** What the client really sent, and what it was answered. */
  readonly exchanges: readonly WireExchange[];
}

/** Makes a recorded call through the client. nock answers with the recorded exchanges, and with nothing else. */
export async function replay({ call, exchanges }: Recording): Promise<Replay> {
  nock.define(structuredClone([...exchanges]));
  const log = createExchangeLog();
  const client = createCustomersClient({
    storeHash: /\/stores\/([^/]+)/.exec(exchanges[0]?.path ?? '')?.[1],
    accessToken: 'replayed-token',
    fetch: log.fetch,
    // A recording has every exchange of a call, and a retry is one of them.
    retry: { maxRetries: exchanges.length - 1, minDelayMs: 1, maxDelayMs: 1 },
  });
  try {
    const returns = await callMethod(client, call.method, call.arguments);
    return { outcome: { returns: returns ?? null }, exchanges: log.exchanges };
  } catch (error) {
    return { outcome: { throws: error }, exchanges: log.exchanges };
  }
}
