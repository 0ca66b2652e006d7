import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { WireResponse } from '#contract';
import { valueAt } from '../../json.js';
import type { FaultSource } from '../faults/faults.js';
import { BAD_REQUEST, type ResponseDraft } from '../responses.js';
import type { Store } from '../store.js';
import { refuseForeign } from './check-source.js';
import type { ExchangeLog } from './exchange-log.js';
import { type Service, serveRequest, storeRequest } from './serve-request.js';
import { BROKEN_OFF, readBody } from './server.js';

/** A store that can be replaced, with everything around it. */
export interface LiveStore extends Service {
  /** Replaced by a reset. */
  store: Store;
  readonly faultSource: FaultSource;
  readonly log: ExchangeLog;
  /** The address or name that the server listens on. */
  readonly host: string;
}

export function createApp(live: LiveStore): RequestListener {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // The store does its own routing, because what it checks first is part of its behaviour.
  app.all('*', async ({ env: { incoming, outgoing } }) => {
    await handleRequest(live, incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return (incoming, outgoing) => {
    // Hono calls the error handler for targets that are not a URL. One of them, `OPTIONS *`, is valid HTTP.
    const refusal = incoming.url === '*' ? undefined : BAD_REQUEST;
    const errorHandler = () => handleRequest(live, incoming, outgoing, refusal);
    // The globals of the process belong to the user.
    return getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler })(incoming, outgoing);
  };
}

/**
 * Responds to a request and logs it, whatever happens. Requests that are refused before the store sees them use up no fault.
 *
 * @param invalid Replaces the response of the store.
 */
async function handleRequest(
  live: LiveStore,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  invalid?: ResponseDraft,
): Promise<void> {
  const receivedAtMs = live.now();
  const body = await readBody(incoming, live.maxBodyBytes);
  const { store } = live;
  const request = storeRequest(incoming);
  const refusal = invalid ?? refuseForeign(incoming.headers, live.host);
  const fault = body === BROKEN_OFF || refusal ? ({ kind: 'none' } as const) : live.faultSource.take();
  const response =
    body === BROKEN_OFF
      ? responseOfNode(incoming)
      : await serveOrBreak(store, { request, body, fault, refusal }, outgoing, live);
  const sent = { method: request.method, url: request.url, headers: pairsOf(incoming.rawHeaders) };
  const sentBody = typeof body === 'string' && body !== '' ? { body } : {};
  const durationMs = live.now() - receivedAtMs;
  // A request from before a reset is no exchange of the new store.
  const isKept = live.store === store;
  live.log.add({ request: { ...sent, ...sentBody }, response, receivedAtMs, durationMs, fault: fault.kind }, isKept);
}

/** Breaks the connection if the store throws, which it does if the user has put something impossible into its state. */
async function serveOrBreak(
  ...[store, arrival, outgoing, service]: Parameters<typeof serveRequest>
): Promise<WireResponse | undefined> {
  try {
    return await serveRequest(store, arrival, outgoing, service);
  } catch {
    outgoing.destroy();
    return undefined;
  }
}

/** The response that Node itself has sent to an incomplete request; none if the client is gone. */
function responseOfNode({ socket }: IncomingMessage): WireResponse | undefined {
  const code = String(valueAt(socket.errored, 'code'));
  const status = STATUSES[code] ?? (code.startsWith('HPE_') ? 400 : undefined);
  return status === undefined ? undefined : { status, headers: { Connection: 'close' }, body: '' };
}

/** Node's status for an error code, if it is not 400. */
const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Pairs of names and values, in the case in which they were sent. */
function pairsOf(rawHeaders: readonly string[]): (readonly [string, string])[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}
