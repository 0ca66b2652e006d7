import { isObject } from '../json.js';

/** Header names and values, in any of the forms that HTTP libraries have them. Names may have any case. */
export type HeaderInput =
  | Headers
  | Readonly<Record<string, string | number | readonly string[] | undefined>>
  | readonly (readonly [name: string, value: string])[];

/** A request as it was on the wire. */
export interface WireRequest {
  readonly method: string;
  /** The raw URL or path, with its query as it was sent: percent-encoding and repeated names matter. */
  readonly url: string;
  readonly headers?: HeaderInput;
  /** The text that was sent, or the JSON value that it stood for. Bytes are taken for UTF-8. */
  readonly body?: unknown;
  /** Nothing: what has this is a `Request`, whose body has to be read first. See `toWireRequest`. */
  readonly clone?: never;
}

/** An answer as it was on the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers?: HeaderInput;
  /** The text that was received, or the JSON value that it stood for. Bytes are taken for UTF-8. */
  readonly body?: unknown;
  /** Nothing: what has this is a `Response`, whose body has to be read first. See `toWireResponse`. */
  readonly clone?: never;
}

export interface WireExchange {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** Headers by lower-case name; values of a repeated header are joined as HTTP joins them. */
export function readHeaders(headers?: HeaderInput | null): ReadonlyMap<string, string> {
  const given = headers ?? {};
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const read = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = [value].flat().join(', ');
    if (value !== undefined) read.set(key, read.has(key) ? `${read.get(key)}, ${text}` : text);
  }
  return read;
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaTypeOf(headers: ReadonlyMap<string, string>): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || undefined;
}

/**
 * A request whose body can be judged. Callers without a compiler pass on what their libraries give them.
 *
 * @throws TypeError when it is a Request of the platform, or its body is a stream or bytes that are no text.
 */
export function readableRequest(request: WireRequest): WireRequest {
  if (isPlatformRequest(request)) throw new TypeError(mistaken('Request', 'toWireRequest'));
  return withText(request, 'request');
}

/**
 * An answer whose body can be judged, as {@link readableRequest}.
 *
 * @throws TypeError when it is a Response of the platform, or its body is a stream or bytes that are no text.
 */
export function readableResponse(response: WireResponse): WireResponse {
  if (isPlatformResponse(response)) throw new TypeError(mistaken('Response', 'toWireResponse'));
  return withText(response, 'response');
}

function mistaken(name: string, convert: string): string {
  return `a ${name} has its body in a stream, which has to be read first: check await ${convert}(${name.toLowerCase()})`;
}

function withText<Message extends WireRequest | WireResponse>(message: Message, name: string): Message {
  const { body } = message;
  if (!isObject(body)) return message;
  // Forms of browsers know how they are written.
  if (tagOf(body) === 'URLSearchParams') return { ...message, body: String(body) };
  if (isBytes(body)) return { ...message, body: textOf(body, name) };
  const isOpaque = ONLY_LATER.some((method) => method in body && typeof Reflect.get(body, method) === 'function');
  if (isOpaque) throw new TypeError(`the body of the ${name} must be text or a JSON value; read it, and pass its text`);
  return message;
}

/** Methods of bodies that do not show what they hold: streams, blobs, promises, and forms that are not written yet. */
const ONLY_LATER = ['getReader', 'pipe', 'arrayBuffer', 'then', 'append'];

/** Those of other realms as well. */
function isBytes(body: object): body is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(body) || tagOf(body) === 'ArrayBuffer';
}

/** The name that a value of any realm has. */
function tagOf(body: object): string {
  return Object.prototype.toString.call(body).slice('[object '.length, -1);
}

function textOf(bytes: ArrayBuffer | ArrayBufferView, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError(`the body of the ${name} has bytes that are no UTF-8; decode them, and pass the text`);
  }
}

/**
 * A platform Request as it goes over the wire. Reads a clone, so that the request can still be sent.
 *
 * @throws TypeError when its body has been read already.
 */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const { method, url, headers } = request;
  return { method, url, headers, body: await textOfMessage(request, 'request') };
}

/**
 * A platform Response as it came over the wire. Reads a clone, so that the response can still be read.
 *
 * @throws TypeError when its body has been read already.
 */
export async function toWireResponse(response: Response): Promise<WireResponse> {
  const { status, headers } = response;
  return { status, headers, body: await textOfMessage(response, 'response') };
}

async function textOfMessage(message: Request | Response, name: string): Promise<string> {
  if (message.bodyUsed)
    throw new TypeError(`the body of the ${name} has been read already; check the ${name} first, or a clone of it`);
  return message.clone().text();
}

/** Whether something is a Request of the platform, or of a library that stands in for it. */
export function isPlatformRequest(value: object): value is Request {
  return 'url' in value && isCloneable(value);
}

/** Whether something is a Response of the platform, or of a library that stands in for it. */
export function isPlatformResponse(value: object): value is Response {
  return 'status' in value && isCloneable(value);
}

function isCloneable(value: object): boolean {
  return ['clone', 'text'].every((name) => typeof Reflect.get(value, name) === 'function');
}
