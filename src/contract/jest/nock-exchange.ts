import { IncomingMessage } from 'node:http';
import { isObject, valueAt } from '../../value-at.js';
import type { WireRequest, WireResponse } from '../exchange.js';
import { decodedText } from './decoded-text.js';

/** A request as nock hands it to listeners; `undefined` for what is none. */
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
 * Waits for the reply to a request of nock, and for all of its body. Nobody else gets less of it: nock listens to a body
 * from the moment on which it is there, as this does.
 *
 * @param done Called once: with the reply, or with nothing where none comes.
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
