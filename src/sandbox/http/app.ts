import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { FaultSource } from '../faults/faults.js';
import type { Store } from '../store.js';
import type { ExchangeLog } from './exchange-log.js';
import { readBody } from './read-body.js';
import { type Service, serveRequest, storeRequest } from './serve-request.js';

/** A store with everything around it. */
export interface LiveStore extends Service {
  /** Another one after a reset. */
  store: Store;
  readonly faultSource: FaultSource;
  readonly log: ExchangeLog;
}

/** Handles requests with whatever store there is when they arrive. */
export function createApp(live: LiveStore): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Any path and any method: which ones there are, the store knows, and says before it looks at anything else.
  app.all('*', async ({ env: { incoming, outgoing } }) => {
    const { store, log } = live;
    const receivedAtMs = live.now();
    const body = await readBody(incoming, live.maxBodyBytes);
    const request = storeRequest(incoming);
    const fault = live.faultSource.take();
    const response = await serveRequest(store, { request, body, fault }, outgoing, live);
    const sent = { method: request.method, url: request.url, headers: pairsOf(incoming.rawHeaders) };
    const durationMs = live.now() - receivedAtMs;
    const text = typeof body === 'string' && body !== '' ? { body } : {};
    log.keep({ request: { ...sent, ...text }, response, receivedAtMs, durationMs, fault: fault.kind });
    return RESPONSE_ALREADY_SENT;
  });
  // Whoever sent the request is gone: there is nobody to answer.
  app.onError((_, { env: { outgoing } }) => {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

/** Names and values as they were sent. */
function pairsOf(rawHeaders: readonly string[]): (readonly [string, string])[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}
