import { isObject } from '../json.js';

/** Headers in any of the forms that HTTP libraries use. Names may have any case. */
export type HeaderInput =
  | Headers
  | Readonly<Record<string, string | number | readonly string[] | undefined>>
  | readonly (readonly [name: string, value: string])[];

/** A request as it was sent. */
export interface WireRequest {
  readonly method: string;
  /** The raw URL or path with its query. Percent-encoding and repeated names are checked. */
  readonly url: string;
  readonly headers?: HeaderInput;
  /** The text that was sent, or its JSON value. Bytes are decoded as UTF-8. */
  readonly body?: unknown;
  /** Excludes a platform `Request`, whose body has to be read first. See `toWireRequest`. */
  readonly clone?: never;
}

/** A response as it was received. */
export interface WireResponse {
  readonly status: number;
  readonly headers?: HeaderInput;
  /** The text that was received, or its JSON value. Bytes are decoded as UTF-8. */
  readonly body?: unknown;
  /** Excludes a platform `Response`, whose body has to be read first. See `toWireResponse`. */
  readonly clone?: never;
}

export interface WireExchange {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/**
 * Headers by lower-case name; the values of a repeated header are joined with commas, as in HTTP. Cookies have semicolons
 * between them: HTTP/2 sends each in a header of its own (RFC 9113, 8.2.3).
 */
export function readHeaders(headers?: HeaderInput | null): ReadonlyMap<string, string> {
  const given = headers ?? {};
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const read = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    if (value === undefined) continue;
    const texts = [...(read.has(key) ? [read.get(key)] : []), ...[value].flat()];
    read.set(key, texts.join(key === 'cookie' ? '; ' : ', '));
  }
  return read;
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaTypeOf(headers: ReadonlyMap<string, string>): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || undefined;
}

/**
 * A request with a readable body: text or a JSON value.
 *
 * @throws TypeError when it is a platform Request, or its body is a stream or bytes that are not UTF-8.
 */
export function readableRequest(request: WireRequest): WireRequest {
  if (isPlatformRequest(request)) throw new TypeError(mistaken('Request', 'toWireRequest'));
  return withText(request, 'request');
}

/**
 * A response with a readable body: text or a JSON value.
 *
 * @throws TypeError when it is a platform Response, or its body is a stream or bytes that are not UTF-8.
 */
export function readableResponse(response: WireResponse): WireResponse {
  if (isPlatformResponse(response)) throw new TypeError(mistaken('Response', 'toWireResponse'));
  return withText(response, 'response');
}

function mistaken(name: string, convert: string): string {
  return `a ${name} has its body in a stream, which must be read first: check await ${convert}(${name.toLowerCase()})`;
}

function withText<Message extends WireRequest | WireResponse>(message: Message, name: string): Message {
  const { body } = message;
  if (!isObject(body)) return message;
  if (tagOf(body) === 'URLSearchParams') return { ...message, body: String(body) };
  if (isBytes(body)) return { ...message, body: textOf(body, name) };
  const isOpaque = ASYNC_METHODS.some((method) => method in body && typeof Reflect.get(body, method) === 'function');
  if (isOpaque) throw new TypeError(`the body of the ${name} must be text or a JSON value; read it, and pass its text`);
  return message;
}

/** Methods of bodies whose content is not available synchronously: streams, blobs, promises and FormData. */
const ASYNC_METHODS = ['getReader', 'pipe', 'arrayBuffer', 'then', 'append'];

/** `instanceof` would miss those of other realms. */
export function isBytes(body: object): body is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(body) || tagOf(body) === 'ArrayBuffer';
}

/** The class name of a value from any realm. */
function tagOf(body: object): string {
  return Object.prototype.toString.call(body).slice('[object '.length, -1);
}

function textOf(bytes: ArrayBuffer | ArrayBufferView, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError(`the body of the ${name} has bytes that are not UTF-8; decode them, and pass the text`);
  }
}

/**
 * Converts a platform Request. It reads a clone, so the request can still be sent.
 *
 * @throws TypeError when its body has already been read.
 */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const { method, url, headers } = request;
  return { method, url, headers, body: await textOfMessage(request, 'request') };
}

/**
 * Converts a platform Response. It reads a clone, so the response can still be read.
 *
 * @throws TypeError when its body has already been read.
 */
export async function toWireResponse(response: Response): Promise<WireResponse> {
  const { status, headers } = response;
  return { status, headers, body: await textOfMessage(response, 'response') };
}

async function textOfMessage(message: Request | Response, name: string): Promise<string> {
  if (message.bodyUsed)
    throw new TypeError(`the body of the ${name} has already been read; check the ${name} first, or a clone of it`);
  return message.clone().text();
}

/** Whether a value is a platform Request, or that of a polyfill. */
export function isPlatformRequest(value: object): value is Request {
  return 'url' in value && isCloneable(value);
}

/** Whether a value is a platform Response, or that of a polyfill. */
export function isPlatformResponse(value: object): value is Response {
  return 'status' in value && isCloneable(value);
}

function isCloneable(value: object): boolean {
  return ['clone', 'text'].every((name) => typeof Reflect.get(value, name) === 'function');
}
