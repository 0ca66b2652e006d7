import type { ViolationLocation } from '../../contract/index.js';
import { isObject, valueAt } from '../../json.js';
import { bodyText, fromBase64 } from './decode-body.js';
import { type Entry, type IsOwn, readEntries, readHarHeaders, textOf, UnreadableError } from './entry.js';

/** Exchanges of a HAR file (HTTP Archive 1.2); `undefined` when it is something else. */
export function readHar(file: unknown, isOwn: IsOwn): Entry[] | undefined {
  const entries = valueAt(file, 'log', 'entries');
  return Array.isArray(entries) ? readEntries(entries, (entry, index) => readHarEntry(entry, index, isOwn)) : undefined;
}

function readHarEntry(entry: unknown, index: number, isOwn: IsOwn): Entry {
  const url = valueAt(entry, 'request', 'url');
  if (typeof url === 'string' && !isOwn(url)) return { kind: 'skipped', index, why: 'foreign' };
  const response = valueAt(entry, 'response');
  const status = valueAt(response, 'status');
  // Blocked, aborted, or the connection failed. Tools write it as 0, as -1, or as no answer at all.
  if (response === null || status === 0 || status === -1) return { kind: 'skipped', index, why: 'unanswered' };
  if (typeof status !== 'number') throw new UnreadableError('response.status is no number');
  const sent = requestBody(valueAt(entry, 'request', 'postData'));
  const content = valueAt(response, 'content');
  return {
    kind: 'exchange',
    index,
    exchange: {
      request: {
        method: textOf(valueAt(entry, 'request', 'method'), 'request.method'),
        url: textOf(url, 'request.url'),
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

/** Forms may be listed as parameters, and files as a name, and not as the text that was sent. */
function requestBody(postData: unknown): { body: string | undefined; unrecorded: readonly ViolationLocation[] } {
  const body = recordedText(postData, 'request.postData.text');
  return { body, unrecorded: body === undefined && isObject(postData) ? ['request.body'] : [] };
}

/** Decompressed already, whatever the headers say. What was not sent as text is base64. Some tools keep a byte order mark. */
function recordedText(content: unknown, name: string): string | undefined {
  const text = valueAt(content, 'text');
  if (typeof text !== 'string') return undefined;
  if (String(valueAt(content, 'encoding')).toLowerCase() === 'base64') return bodyText(fromBase64(text, name));
  return text.replace(/^\ufeff/, '');
}

/** Bodies can be left out, or kept in files of their own. The size tells that there was one: -1 is one that is not known. */
function isDropped(content: unknown): boolean {
  if (typeof valueAt(content, 'text') === 'string') return false;
  return Number(valueAt(content, 'size') ?? -1) !== 0;
}
