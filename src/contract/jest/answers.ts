import { type HeaderInput, isBytes, mediaTypeOf, readHeaders, type WireResponse } from '#contract';
import { isObject, valueAt } from '../../json.js';
import { decodedText } from './nock.js';

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

/** axios parses what looks like JSON, whatever its type, unless it was told not to. It returns other bodies as text. */
function axiosAnswer(value: object, status: number): WireResponse {
  const [data, headers] = [valueAt(value, 'data'), headersIn(value)];
  const responseType = valueAt(value, 'config', 'responseType') ?? 'json';
  const answer = (body: unknown) => ({ status, headers, body });
  if (typeof data === 'string') return answer(axiosText(value, data, headers));
  if (isObject(data) && isBytes(data)) return answer(unpacked(data, headers));
  if (isJsonType(headers)) return answer(data === null && responseType === 'json' ? 'null' : data);
  const mediaType = mediaTypeOf(readHeaders(headers));
  const isParsed = mediaType !== undefined && data !== undefined && status !== 204 && !isReader(data);
  if (!isParsed || responseType !== 'json') return answer(data);
  throw new TypeError(`axios has parsed this body of ${mediaType} as JSON; request it with responseType: 'text'`);
}

/** The text that axios received. */
function axiosText(value: object, data: string, headers: HeaderInput): string {
  const isText = valueAt(value, 'config', 'responseType') === 'text';
  // Of an empty body it makes an empty text.
  if (data === '' || isText || !isJsonType(headers)) return data;
  // JSON within a JSON string: it would have parsed the text itself.
  if (isParsedByAxios(value) && isJsonText(data)) return JSON.stringify(data);
  if (/^\s*[[{]/.test(data)) return data;
  throw new TypeError(
    "axios does not tell whether this body was a JSON string or invalid JSON; request it with responseType: 'text', or pass { status, headers, body } with the text",
  );
}

/** Whether the response went through what axios does by default, which has this name. */
function isParsedByAxios(value: object): boolean {
  const transforms = valueAt(value, 'config', 'transformResponse');
  const isLeftOut = valueAt(value, 'config', 'transitional', 'forcedJSONParsing') === false;
  const isAsked = valueAt(value, 'config', 'responseType') === 'json';
  if (!Array.isArray(transforms) || (isLeftOut && !isAsked)) return false;
  return transforms.some((transform) => typeof transform === 'function' && transform.name === 'transformResponse');
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that the library was told not to unpack, or that a test server made for a client which would. */
function unpacked(body: ArrayBuffer | ArrayBufferView, headers: HeaderInput): unknown {
  const encoding = readHeaders(headers).get('content-encoding');
  if (!encoding) return body;
  return decodedText(
    ArrayBuffer.isView(body) ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(body),
    encoding,
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
  if (isObject(body) && isBytes(body)) return { status, headers, body };
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
    return { status, headers, body: isObject(body) && isBytes(body) ? unpacked(body, headers) : body };
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
