import { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { WireExchange, WireRequest, WireResponse } from '#contract';
import { isObject, valueAt } from '../../json.js';

/** The part of nock that is used. */
export interface NockLike {
  (basePath: string): object;
  readonly emitter: {
    on(event: string, listener: (...details: unknown[]) => void): unknown;
    off(event: string, listener: (...details: unknown[]) => void): unknown;
  };
}

/**
 * The nock that is installed in the user's project. It is loaded on demand, because the matchers work without it.
 *
 * @throws Error when it is not installed.
 */
export function findNock(load: () => unknown = () => createRequire(import.meta.url)('nock')): NockLike {
  let nock: unknown;
  try {
    nock = load();
  } catch (cause) {
    throw new Error('watchNock needs nock: run npm install --save-dev nock, or pass your own as watchNock({ nock })', {
      cause,
    });
  }
  if (isNock(nock)) return nock;
  throw new Error('watchNock does not support this version of nock');
}

/** How many copies of nock are loaded, as far as CommonJS knows. Only one of them has the mocks of a test. */
export function copiesOfNock(loaded: object = createRequire(import.meta.url).cache): number {
  return Object.keys(loaded).filter((path) => /[\\/]node_modules[\\/]nock[\\/]index\.js$/.test(path)).length;
}

export function isNock(value: unknown): value is NockLike {
  return typeof value === 'function' && 'emitter' in value && isObject(value.emitter) && 'on' in value.emitter;
}

/** Converts a request that nock passes to listeners; `undefined` for other values. */
export function requestOfNock(request: unknown, body: unknown): WireRequest | undefined {
  const [method, path] = [valueAt(request, 'method'), valueAt(request, 'path')];
  if (typeof method !== 'string' || typeof path !== 'string') return undefined;
  const headers = headersOf(request);
  const protocol = valueAt(request, 'options', 'proto') ?? 'https';
  const host = valueAt(request, 'options', 'host') ?? headers['host'];
  return { method, url: `${protocol}://${host}${path}`, headers, body };
}

function headersOf(request: unknown): Record<string, string> {
  const getHeaders = valueAt(request, 'getHeaders');
  const headers: unknown = typeof getHeaders === 'function' ? Reflect.apply(getHeaders, request, []) : {};
  return Object.fromEntries(
    Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name, `${value}`]),
  );
}

/**
 * Waits for the reply to a request of nock with its whole body. It takes nothing away from other listeners, because all of
 * them start to read the body in the same tick.
 *
 * @param done Called once, with the reply, or with `undefined` if there is none.
 */
export function whenReplied(request: unknown, done: (response: WireResponse | undefined) => void): void {
  listen(request, 'close', () => done(undefined));
  listen(request, 'response', (message) => {
    if (!(message instanceof IncomingMessage)) return;
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('close', () => done(undefined));
    message.on('end', () => {
      const { statusCode: status = 0, rawHeaders } = message;
      const names = rawHeaders.filter((_, index) => index % 2 === 0);
      const headers = names.map((name, index) => [name, rawHeaders[2 * index + 1] ?? ''] as const);
      const encoding = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
      done({ status, headers, body: decodedText(Buffer.concat(chunks), encoding) });
    });
  });
}

function listen(emitter: unknown, event: string, listener: (detail: unknown) => void): void {
  const once = valueAt(emitter, 'once');
  if (typeof once === 'function') Reflect.apply(once, emitter, [event, listener]);
}

/** Receives the exchanges that pass through nock. */
export interface TrafficListener {
  onRequest(request: WireRequest): void;
  /** Called after the last byte of the reply, before the code under test sees its end. */
  onReply(exchange: WireExchange): void;
  /** Called with the URL of a request to a host that nock has no mocks for. */
  onUnknown?(url: string): void;
}

export interface Traffic {
  /** Waits for pending replies, but not long: some are never completed. */
  settle(): Promise<void>;
  stop(): void;
}

/**
 * Listens to every scope of nock, existing and future. Scopes emit events for their requests, but nock announces no new
 * scopes, so this patches `emit` on the prototype that all scopes share.
 */
export function listenToNock(nock: NockLike, { onRequest, onReply, onUnknown }: TrafficListener): Traffic {
  const scopes: object = Object.getPrototypeOf(nock('https://scope.invalid'));
  const emit: unknown = Reflect.get(scopes, 'emit');
  if (typeof emit !== 'function') throw new Error('watchNock does not support this version of nock');
  const pending = new Set<unknown>();
  let isStopped = false;

  const noteMatched = (given: unknown, body: unknown) => {
    const request = requestOfNock(given, body);
    if (isStopped || !request) return;
    onRequest(request);
    pending.add(given);
    whenReplied(given, (response) => {
      if (pending.delete(given) && response) onReply({ request, response });
    });
  };
  // For an unknown host, nock passes only the options, without headers and body to check.
  const noteUnmatched = (given: unknown, options: unknown, body: unknown) => {
    const request = isObject(options) ? requestOfNock(given, body) : undefined;
    if (request) onRequest(request);
    else onUnknown?.(String(valueAt(given, 'href') ?? ''));
  };
  const emitAndNote = function (this: object, ...details: unknown[]): unknown {
    const [event, request, , body] = details;
    if (event === 'request') noteMatched(request, body);
    return Reflect.apply(emit, this, details);
  };
  Reflect.set(scopes, 'emit', emitAndNote);
  nock.emitter.on('no match', noteUnmatched);
  return {
    settle: async () => {
      for (let turn = 0; pending.size > 0 && turn < MOST_TURNS; turn += 1) await nextTurn();
      pending.clear();
    },
    stop: () => {
      isStopped = true;
      pending.clear();
      // If other code has patched it since, this patch stays and does nothing.
      if (Reflect.get(scopes, 'emit') === emitAndNote) Reflect.set(scopes, 'emit', emit);
      nock.emitter.off('no match', noteUnmatched);
    },
  };
}

/** One millisecond. The imported timer is not affected by fake timers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

/** A reply takes two or three turns. If it takes longer, it is delayed on purpose and the test did not wait for it either. */
const MOST_TURNS = 50;

/** A body as text. If it does not have its Content-Encoding, it is not decoded, and the check reports what it finds. */
export function decodedText(body: Buffer, contentEncoding: string | undefined): string {
  const decode = DECODERS.get(contentEncoding?.trim().toLowerCase() ?? '');
  try {
    return (decode?.(body) ?? body).toString('utf8');
  } catch {
    return body.toString('utf8');
  }
}

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);
