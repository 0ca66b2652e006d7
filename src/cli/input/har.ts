import type { ViolationLocation } from '#errors';
import { isObject, valueAt } from '../../json.js';
import { bodyText, fromBase64 } from './decode-body.js';
import { type Entry, type IsOwn, readEntries, readHarHeaders, stringOf, UnreadableError } from './entry.js';

/** The exchanges of a HAR file (HTTP Archive 1.2); `undefined` for another kind of file. */
export function readHar(file: unknown, isOwn: IsOwn): Entry[] | undefined {
  const entries = valueAt(file, 'log', 'entries');
  return Array.isArray(entries) ? readEntries(entries, (entry, index) => readHarEntry(entry, index, isOwn)) : undefined;
}

function readHarEntry(entry: unknown, index: number, isOwn: IsOwn): Entry {
  const url = valueAt(entry, 'request', 'url');
  if (typeof url === 'string' && !isOwn(url)) return { kind: 'skipped', index, why: 'foreign' };
  const response = valueAt(entry, 'response');
  const status = valueAt(response, 'status');
  // The request was blocked or aborted, or the connection failed. Tools write 0, -1 or no response at all.
  if (response === null || status === 0 || status === -1) return { kind: 'skipped', index, why: 'unanswered' };
  if (typeof status !== 'number') throw new UnreadableError('response.status is not a number');
  const sent = requestBody(valueAt(entry, 'request', 'postData'));
  const content = valueAt(response, 'content');
  return {
    kind: 'exchange',
    index,
    exchange: {
      request: {
        method: stringOf(valueAt(entry, 'request', 'method'), 'request.method'),
        url: stringOf(url, 'request.url'),
        headers: readHarHeaders(valueAt(entry, 'request', 'headers'), 'request.headers'),
        body: sent.body,
      },
      response: {
        status,
        headers: readHarHeaders(valueAt(response, 'headers'), 'response.headers'),
        body: recordedText(content, 'response.content.text'),
      },
    },
    unrecorded: [...sent.unrecorded, ...(isDropped(content) ? (['response.body'] as const) : [])],
    isExported: true,
  };
}

/** Forms can be recorded as parameters, and files by their name, instead of the text that was sent. */
function requestBody(postData: unknown): { body: string | undefined; unrecorded: readonly ViolationLocation[] } {
  const body = recordedText(postData, 'request.postData.text');
  return { body, unrecorded: body === undefined && isObject(postData) ? ['request.body'] : [] };
}

/** Text is already decompressed, whatever the headers say. Other content is base64. Some tools keep a byte order mark. */
function recordedText(content: unknown, name: string): string | undefined {
  const text = valueAt(content, 'text');
  if (typeof text !== 'string') return undefined;
  if (String(valueAt(content, 'encoding')).toLowerCase() === 'base64') return bodyText(fromBase64(text, name));
  return text.replace(/^\ufeff/, '');
}

/** Bodies can be left out or kept in other files. The size shows whether there was one; -1 means unknown. */
function isDropped(content: unknown): boolean {
  if (typeof valueAt(content, 'text') === 'string') return false;
  return Number(valueAt(content, 'size') ?? -1) !== 0;
}
