import { isObject, numberIn, valueAt } from '../../json.js';
import { type ReadAttached, textOfAttached } from './attached.js';
import { bodyText, fromBase64 } from './decode-body.js';
import {
  type Entry,
  type HeaderPairs,
  headerNamed,
  type IsOwn,
  readEntries,
  readHarHeaders,
  stringOf,
  UnreadableError,
  type UnseenBody,
} from './entry.js';

/** The exchanges of a HAR file (HTTP Archive 1.2); `undefined` for another kind of file. */
export function readHar(file: unknown, isOwn: IsOwn, readAttached?: ReadAttached): Entry[] | undefined {
  const entries = entriesIn(file);
  return entries && readEntries(entries, (entry, index) => readHarEntry(entry, index, isOwn, readAttached));
}

/** The files in which a HAR keeps bodies, those of other APIs included. */
export function attachedNames(file: unknown): string[] {
  const names = (entriesIn(file) ?? []).flatMap((entry: unknown) => [
    attachedName(valueAt(entry, 'request', 'postData')),
    attachedName(valueAt(entry, 'response', 'content')),
  ]);
  return names.filter((name) => name !== undefined);
}

function entriesIn(file: unknown): readonly unknown[] | undefined {
  const entries = valueAt(file, 'log', 'entries');
  return Array.isArray(entries) ? entries : undefined;
}

/** Playwright keeps bodies in files next to the HAR unless it is told to embed them. */
function attachedName(content: unknown): string | undefined {
  const name = valueAt(content, '_file');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** With the type of the cached body that browsers record with a 304, which itself has no header for it. */
function responseHeaders(response: unknown, status: number): HeaderPairs {
  const headers = readHarHeaders(valueAt(response, 'headers'), 'response.headers');
  const mimeType = valueAt(response, 'content', 'mimeType');
  const isKnown = status !== 304 || headerNamed('content-type', headers) !== undefined;
  return isKnown || typeof mimeType !== 'string' ? headers : [...headers, ['Content-Type', mimeType]];
}

function readHarEntry(entry: unknown, index: number, isOwn: IsOwn, readAttached?: ReadAttached): Entry {
  const url = valueAt(entry, 'request', 'url');
  if (typeof url === 'string' && !isOwn(url)) return { kind: 'skipped', index, why: 'foreign' };
  const response = valueAt(entry, 'response');
  const status = valueAt(response, 'status');
  // The request was blocked or aborted, or the connection failed. Tools write 0, -1 or no response at all.
  if (response === null || status === 0 || status === -1) return { kind: 'skipped', index, why: 'unanswered' };
  if (typeof status !== 'number') throw new UnreadableError('response.status is not a number');
  const method = stringOf(valueAt(entry, 'request', 'method'), 'request.method');
  const sentHeaders = readHarHeaders(valueAt(entry, 'request', 'headers'), 'request.headers');
  const headers = responseHeaders(response, status);
  const sent = requestBody(valueAt(entry, 'request'), sentHeaders, readAttached);
  const received = responseBody(response, headers, hasNoBody(method, status), readAttached);
  return {
    kind: 'exchange',
    index,
    exchange: {
      request: { method, url: stringOf(url, 'request.url'), headers: sentHeaders, body: sent.body },
      response: { status, headers, body: received.body },
    },
    unrecorded: [
      ...(sent.unseen === undefined ? [] : (['request.body'] as const)),
      ...(received.unseen === undefined ? [] : (['response.body'] as const)),
    ],
    unseen: [...unseenBody('request.body', sent.unseen), ...unseenBody('response.body', received.unseen)],
    isExported: true,
  };
}

function unseenBody(location: UnseenBody['location'], reason: string | undefined): UnseenBody[] {
  return reason === undefined ? [] : [{ location, reason }];
}

/** Such responses state the length of a body that is not sent (RFC 9110, 8.6). */
function hasNoBody(method: string, status: number): boolean {
  return method.toUpperCase() === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200);
}

/** A body, or why it is not in the file. Neither if there was none. */
interface RecordedBody {
  readonly body?: string;
  readonly unseen?: string;
}

/** Forms can be recorded as parameters, and files by their name, instead of the text that was sent. */
function requestBody(request: unknown, headers: HeaderPairs, readAttached?: ReadAttached): RecordedBody {
  const postData = valueAt(request, 'postData');
  const recorded = recordedBody(postData, 'request.postData', readAttached);
  if (recorded.body || recorded.unseen !== undefined) return recorded;
  const size = Math.max(positive(valueAt(request, 'bodySize')), positive(headerNamed('content-length', headers)));
  if (size > 0) return { unseen: `left out, although it had ${bytes(size)}` };
  if (recorded.body !== undefined || !isObject(postData)) return recorded;
  return { unseen: 'recorded without its text' };
}

function responseBody(
  response: unknown,
  headers: HeaderPairs,
  isOmitted: boolean,
  readAttached?: ReadAttached,
): RecordedBody {
  const content = valueAt(response, 'content');
  const recorded = recordedBody(content, 'response.content', readAttached);
  if (recorded.body || isOmitted) return { body: recorded.body ?? '' };
  if (recorded.unseen !== undefined) return recorded;
  const stated = headerNamed('content-length', headers);
  // A recorded empty text may have been compressed to more than nothing.
  const sent = recorded.body === undefined ? positive(valueAt(response, 'bodySize')) : 0;
  const size = Math.max(positive(valueAt(content, 'size')), positive(stated), sent);
  if (size > 0) return { unseen: `left out, although it had ${bytes(size)}` };
  // The size shows whether there was a body. Tools that do not know it write -1, or nothing.
  const isKnown = recorded.body !== undefined || valueAt(content, 'size') === 0 || numberIn(stated) === 0;
  return isKnown ? recorded : { unseen: 'left out, and so is its size' };
}

function recordedBody(content: unknown, name: string, readAttached?: ReadAttached): RecordedBody {
  const text = recordedText(content, `${name}.text`);
  const file = attachedName(content);
  if (text || file === undefined) return text === undefined ? {} : { body: text };
  const attached = readAttached?.(file) ?? { reason: 'cannot be read' };
  if ('reason' in attached) return { unseen: `in the file ${file}, which ${attached.reason}` };
  return { body: textOfAttached(attached.bytes, isBase64(content)) };
}

/** Text is already decompressed, whatever the headers say. Other content is base64. Some tools keep a byte order mark. */
function recordedText(content: unknown, name: string): string | undefined {
  const text = valueAt(content, 'text');
  if (typeof text !== 'string') return undefined;
  if (isBase64(content)) return bodyText(fromBase64(text, name));
  return text.replace(/^\ufeff/, '');
}

function isBase64(content: unknown): boolean {
  return String(valueAt(content, 'encoding')).toLowerCase() === 'base64';
}

/** A size that shows that there was a body. */
function positive(size: unknown): number {
  const number = numberIn(size);
  return number > 0 ? number : 0;
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
