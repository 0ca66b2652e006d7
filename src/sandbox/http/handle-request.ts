import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { WireResponse } from '../../contract/exchange.js';
import { valueAt } from '../../json.js';
import { type AnswerDraft, BAD_REQUEST } from '../answers.js';
import type { FaultSource } from '../faults/faults.js';
import type { Store } from '../store.js';
import type { ExchangeLog } from './exchange-log.js';
import { type Service, serveRequest, storeRequest } from './serve-request.js';
import { BROKEN_OFF, readBody } from './server.js';

/** Handles requests with whatever store there is when they have arrived. */
export function createApp(live: LiveStore): RequestListener {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Any path and any method: which ones there are, the store knows, and says before it looks at anything else.
  app.all('*', async ({ env: { incoming, outgoing } }) => {
    await handleRequest(live, incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return (incoming, outgoing) => {
    // What makes no URL does not come to the app. The asterisk of OPTIONS is proper HTTP all the same.
    const refusal = incoming.url === '*' ? undefined : BAD_REQUEST;
    const errorHandler = () => handleRequest(live, incoming, outgoing, refusal);
    // The globals of the process are the user's.
    return getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler })(incoming, outgoing);
  };
}

/** A store with everything around it. */
export interface LiveStore extends Service {
  /** Another one after a reset. */
  store: Store;
  readonly faultSource: FaultSource;
  readonly log: ExchangeLog;
}

/**
 * Answers a request and tells of it, whatever comes of it.
 *
 * @param refusal What is said in place of an answer of the store.
 */
export async function handleRequest(
  live: LiveStore,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refusal?: AnswerDraft,
): Promise<void> {
  const receivedAtMs = live.now();
  const body = await readBody(incoming, live.maxBodyBytes);
  const { store } = live;
  const request = storeRequest(incoming);
  const fault = body === BROKEN_OFF ? ({ kind: 'none' } as const) : live.faultSource.take();
  const response =
    body === BROKEN_OFF
      ? answerToPart(incoming)
      : await serveOrBreak(store, { request, body, fault, refusal }, outgoing, live);
  const sent = { method: request.method, url: request.url, headers: pairsOf(incoming.rawHeaders) };
  const text = typeof body === 'string' && body !== '' ? { body } : {};
  const durationMs = live.now() - receivedAtMs;
  // What began before a reset is no exchange of the store that there is now.
  const isKept = live.store === store;
  live.log.add({ request: { ...sent, ...text }, response, receivedAtMs, durationMs, fault: fault.kind }, isKept);
}

/** Even if the store fails, because of what somebody has put into its state, nobody is to wait for an answer. */
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

/** What Node has said to a request that did not arrive as a whole; nothing where the client is gone. */
function answerToPart({ socket }: IncomingMessage): WireResponse | undefined {
  const code = String(valueAt(socket.errored, 'code'));
  const status = STATUSES[code] ?? (code.startsWith('HPE_') ? 400 : undefined);
  return status === undefined ? undefined : { status, headers: { Connection: 'close' }, body: '' };
}

/** By what went wrong, where it is not 400. */
const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Names and values as they were sent. */
function pairsOf(rawHeaders: readonly string[]): (readonly [string, string])[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}
