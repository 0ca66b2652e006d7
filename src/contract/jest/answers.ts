import { type HeaderInput, mediaTypeOf, readHeaders, type WireResponse } from '#contract';
import { isObject, valueAt } from '../../json.js';

/**
 * The response in an object of an HTTP library, other than the platform's `Response`: of axios, superagent, got and others that
 * call the status `statusCode`; `undefined` if it is none.
 *
 * @throws TypeError when its body cannot be known as it was received, with the library and what to pass instead.
 */
export function answerFrom(value: unknown): WireResponse | undefined {
  if (!isObject(value)) return undefined;
  const [status, statusCode] = [valueAt(value, 'status'), valueAt(value, 'statusCode')];
  // superagent has both.
  if (typeof status === 'number') {
    if ('text' in value && 'header' in value) return superagentAnswer(value, status);
    if ('body' in value) return { status, headers: headersIn(value), body: valueAt(value, 'body') };
    if ('data' in value) return axiosAnswer(value, status);
    if (isReader(value)) throw new TypeError(UNREAD);
    return { status, headers: headersIn(value) };
  }
  return typeof statusCode === 'number' ? nodeAnswer(value, statusCode) : undefined;
}

/** What is no headers at all is left to the check, which finds that there are none. */
function headersIn(value: object): HeaderInput {
  const headers = valueAt(value, 'headers') ?? valueAt(value, 'header');
  return isHeaders(headers) ? headers : {};
}

function isHeaders(value: unknown): value is HeaderInput {
  return isObject(value);
}

/** axios has parsed a JSON body, unless it was told not to. It returns invalid JSON as text, like a JSON string. */
function axiosAnswer(value: object, status: number): WireResponse {
  const [data, headers] = [valueAt(value, 'data'), headersIn(value)];
  const isText = valueAt(value, 'config', 'responseType') === 'text';
  // Of an empty body it makes an empty text.
  if (data === null && isJsonType(headers)) return { status, headers, body: 'null' };
  if (typeof data !== 'string' || data === '' || isText || !isJsonType(headers)) return { status, headers, body: data };
  if (/^\s*[[{]/.test(data)) return { status, headers, body: data };
  throw new TypeError(
    "axios does not tell whether this body was a JSON string or invalid JSON; request it with responseType: 'text', or pass { status, headers, body } with the text",
  );
}

function isJsonType(headers: HeaderInput): boolean {
  return /\bjson$/.test(mediaTypeOf(readHeaders(headers)) ?? '');
}

/** `text` is what was received. superagent does not keep that of images and streams; its `body` is then bytes, or `{}`. */
function superagentAnswer(value: object, status: number): WireResponse {
  const [text, body] = [valueAt(value, 'text'), valueAt(value, 'body')];
  const headers = headersIn(value);
  if (typeof text === 'string') return { status, headers, body: text };
  if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return { status, headers, body };
  const length = readHeaders(headers).get('content-length');
  const isEmpty = status === 204 || status === 304 || length === '0' || valueAt(value, 'req', 'method') === 'HEAD';
  if (isEmpty) return { status, headers };
  throw new TypeError('superagent has not kept the text of this body; call .buffer(true) on the request');
}

/** got keeps the bytes as they were received besides a parsed body, and light-my-request its payload. */
function nodeAnswer(value: object, status: number): WireResponse {
  const headers = headersIn(value);
  for (const name of ['rawBody', 'rawPayload', 'payload', 'body']) {
    const body = valueAt(value, name);
    if (body === undefined) continue;
    if (isReader(body)) throw new TypeError(UNREAD);
    return { status, headers, body };
  }
  if (isReader(value)) throw new TypeError(UNREAD);
  return { status, headers };
}

/** Whether a body has to be read from a value first: a stream, or what has `text()` or `json()`. */
function isReader(value: unknown): boolean {
  if (ArrayBuffer.isView(value)) return false;
  return ['json', 'text', 'pipe', 'getReader', 'arrayBuffer'].some(
    (name) => typeof valueAt(value, name) === 'function',
  );
}

const UNREAD =
  'this response has its body in a stream or behind text() or json(); read it first, and pass { status, headers, body } with the text';
