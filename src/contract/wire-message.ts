import { isObject } from '../value-at.js';
import type { WireRequest, WireResponse } from './exchange.js';
import { isPlatformRequest, isPlatformResponse } from './to-wire.js';

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
