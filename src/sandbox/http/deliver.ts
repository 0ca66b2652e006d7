import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { WireResponse } from '../../contract/exchange.js';
import type { Fault } from '../faults/fault.js';
import type { StoreAnswer } from '../wire.js';

export interface Delivery {
  readonly answer: StoreAnswer;
  readonly fault: Fault;
  /** Whether the client takes compressed bodies. */
  readonly acceptsGzip: boolean;
  /** Called before the last bytes leave, so that a client that has its answer can count on the call being over. */
  readonly onEnd: () => void;
}

/**
 * Writes an answer as BigCommerce does, or as its fault wants it.
 *
 * @returns What the client was sent; `undefined` for nothing.
 */
export async function deliver(outgoing: ServerResponse, delivery: Delivery): Promise<WireResponse | undefined> {
  const { answer, fault, onEnd } = delivery;
  if (outgoing.destroyed) return undefined;
  if (fault.kind === 'stall') {
    await once(outgoing, 'close');
    return undefined;
  }
  if (fault.kind === 'reset' || (fault.kind === 'truncated' && !fault.hidden && answer.body === '')) {
    outgoing.socket?.resetAndDestroy();
    return undefined;
  }
  const cut = { ...answer, body: answer.body.slice(0, answer.body.length >> 1) };
  const sent = fault.kind === 'truncated' ? cut : answer;
  const headers = writeHead(outgoing, sent, delivery.acceptsGzip);
  if (fault.kind === 'slow-body' && sent.body !== '') await pauseAfterHead(outgoing, fault.delayMs);
  onEnd();
  const bytes = 'Content-Encoding' in headers ? gzipSync(sent.body) : sent.body;
  if (fault.kind === 'truncated' && !fault.hidden) outgoing.write(bytes, () => outgoing.socket?.destroy());
  else outgoing.end(bytes);
  return { status: sent.status, headers, body: sent.body };
}

/** No `Date` and no `Content-Length`, which recorded answers do not have either. */
function writeHead(outgoing: ServerResponse, { status, headers, body }: StoreAnswer, acceptsGzip: boolean) {
  const isCompressed = acceptsGzip && body !== '' && 'Vary' in headers;
  const written = {
    ...headers,
    ...(isCompressed && { 'Content-Encoding': 'gzip' }),
    ...(body !== '' && { 'Transfer-Encoding': 'chunked' }),
    Connection: outgoing.shouldKeepAlive ? 'keep-alive' : 'close',
  };
  outgoing.sendDate = false;
  outgoing.writeHead(status, written);
  return written;
}

async function pauseAfterHead(outgoing: ServerResponse, delayMs: number): Promise<void> {
  outgoing.flushHeaders();
  await pause(delayMs, undefined, { ref: false });
}
