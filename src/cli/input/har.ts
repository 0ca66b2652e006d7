import type { ViolationLocation } from '../../contract/index.js';
import { isObject, valueAt } from '../../value-at.js';
import { decodeText, fromBase64 } from './decode-body.js';
import { type Entry, readEntries, textOf, UnreadableError } from './entry.js';
import { readHarHeaders } from './headers.js';

/** Exchanges of a HAR file (HTTP Archive 1.2); `undefined` when it is something else. */
export function readHar(file: unknown): Entry[] | undefined {
  const entries = valueAt(file, 'log', 'entries');
  return Array.isArray(entries) ? readEntries(entries, readHarEntry) : undefined;
}

function readHarEntry(entry: unknown, index: number): Entry {
  const status = valueAt(entry, 'response', 'status');
  // Blocked, aborted, or the connection failed.
  if (status === 0) return { kind: 'unanswered', index };
  if (typeof status !== 'number') throw new UnreadableError('response.status is no number');
  const sent = requestBody(valueAt(entry, 'request', 'postData'));
  const content = valueAt(entry, 'response', 'content');
  return {
    kind: 'exchange',
    index,
    exchange: {
      request: {
        method: textOf(valueAt(entry, 'request', 'method'), 'request.method'),
        url: textOf(valueAt(entry, 'request', 'url'), 'request.url'),
        headers: readHarHeaders(valueAt(entry, 'request', 'headers'), 'request.headers'),
        body: sent.body,
      },
      response: {
        status,
        headers: readHarHeaders(valueAt(entry, 'response', 'headers'), 'response.headers'),
        body: responseText(content),
      },
    },
    unrecorded: [...sent.unrecorded, ...(isDropped(content) ? (['response.body'] as const) : [])],
    mayBeForeign: true,
  };
}

/** Forms may be listed as parameters and not as the text that was sent. */
function requestBody(postData: unknown): { body: string | undefined; unrecorded: readonly ViolationLocation[] } {
  const text = valueAt(postData, 'text');
  if (typeof text === 'string') return { body: text, unrecorded: [] };
  return { body: undefined, unrecorded: isObject(postData) ? ['request.body'] : [] };
}

/** Decompressed already, whatever the headers say. Text that is not sent as text is base64. */
function responseText(content: unknown): string | undefined {
  const text = valueAt(content, 'text');
  if (typeof text !== 'string') return undefined;
  if (valueAt(content, 'encoding') !== 'base64') return text;
  return decodeText(fromBase64(text, 'response.content.text'), 'response.content.text');
}

/** Browsers forget bodies of answers that are large or long ago, but not that there was one. */
function isDropped(content: unknown): boolean {
  return valueAt(content, 'text') === undefined && Number(valueAt(content, 'size') ?? 0) > 0;
}
