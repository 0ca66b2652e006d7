import type { ViolationLocation } from '#errors';
import { isObject } from '../../json.js';
import { bodyText, decompress, fromHex, isHex } from './decode-body.js';
import {
  type Entry,
  type HeaderPairs,
  headerNamed,
  type IsOwn,
  readEntries,
  readNockHeaders,
  stringOf,
  UnreadableError,
} from './entry.js';

/** The exchanges of an array from `nock.recorder`; `undefined` for another kind of file. */
export function readNockDefinitions(file: unknown, isOwn: IsOwn): Entry[] | undefined {
  if (!isDefinitions(file)) return undefined;
  return readEntries(file, (definition, index) => readDefinition(definition, index, isOwn));
}

/** The exchanges of a recording of this package. They are all with this API, so another host is a mistake. */
export function readRecording(file: unknown): Entry[] | undefined {
  const exchanges: unknown = isObject(file) ? Reflect.get(file, 'exchanges') : undefined;
  if (!isDefinitions(exchanges)) return undefined;
  return readEntries(exchanges, (definition, index) => readDefinition(definition, index, () => true));
}

function isDefinitions(list: unknown): list is readonly unknown[] {
  const isDefinition = (item: unknown) => isObject(item) && 'scope' in item && 'path' in item;
  return Array.isArray(list) && (list.length === 0 || list.some(isDefinition));
}

function readDefinition(definition: unknown, index: number, isOwn: IsOwn): Entry {
  if (!isObject(definition)) throw new UnreadableError('is not an object');
  const member = (name: string): unknown => Reflect.get(definition, name);
  const url = scopeOf(member('scope'), member('port')) + stringOf(member('path'), 'path');
  if (!isOwn(url)) return { kind: 'skipped', index, why: 'foreign' };
  const reqheaders = member('reqheaders');
  const headers = readNockHeaders(member('rawHeaders'), 'rawHeaders');
  const response = responseBody(member('response'), headers, member('responseIsBinary') === true);
  const body = member('body');
  return {
    kind: 'exchange',
    index,
    exchange: {
      request: {
        method: stringOf(member('method'), 'method'),
        url,
        ...(isObject(reqheaders) && { headers: readNockHeaders(reqheaders, 'reqheaders') }),
        body,
      },
      response: { status: statusOf(member('status'), member('reply')), headers, body: response },
    },
    unrecorded: [
      ...(isObject(reqheaders) ? [] : UNKNOWN_REQUEST_HEADERS),
      // nock matches any body.
      ...(body === '*' ? (['request.body'] as const) : []),
    ],
    unseen: body === '*' ? [{ location: 'request.body', reason: 'recorded as "*", which is any body' }] : [],
    isExported: false,
  };
}

const UNKNOWN_REQUEST_HEADERS: readonly ViolationLocation[] = ['request.security', 'request.header'];

/** Older definitions have a separate port. */
function scopeOf(scope: unknown, port: unknown): string {
  const isSeparate = port !== undefined && port !== null && !/:\d+$/.test(stringOf(scope, 'scope'));
  return isSeparate ? `${scope}:${port}` : stringOf(scope, 'scope');
}

/** As nock reads it: older definitions have a string in `reply`, and the default is 200. */
function statusOf(status: unknown, reply: unknown): number {
  const given = reply ?? status ?? 200;
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number') throw new UnreadableError('status is not a number');
  return number;
}

/** Compressed responses are arrays of chunks in hexadecimal; other responses that are not text are one hexadecimal string. */
function responseBody(response: unknown, headers: HeaderPairs, isBinary: boolean): unknown {
  const encoding = headerNamed('content-encoding', headers);
  const chunks = Array.isArray(response) ? response : [response];
  const isCompressed = encoding !== undefined && chunks.length > 0 && chunks.every((chunk: unknown) => isHex(chunk));
  if (!isCompressed && !(isBinary && response)) return response;
  const bytes = Buffer.concat(chunks.map((chunk: unknown) => fromHex(stringOf(chunk, 'response'), 'response')));
  return bytes.length === 0 ? '' : bodyText(decompress(bytes, encoding ?? '', 'response'));
}
