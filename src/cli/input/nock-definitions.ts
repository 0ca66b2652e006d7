import type { ViolationLocation } from '../../contract/index.js';
import { isObject } from '../../json.js';
import { bodyText, decompress, fromHex, isHex } from './decode-body.js';
import {
  type Entry,
  type HeaderPairs,
  headerNamed,
  type IsOwn,
  readEntries,
  readNockHeaders,
  textOf,
  UnreadableError,
} from './entry.js';

/** Exchanges of an array as `nock.recorder` gives it; `undefined` when it is something else. */
export function readNockDefinitions(file: unknown, isOwn: IsOwn): Entry[] | undefined {
  if (!isDefinitions(file)) return undefined;
  return readEntries(file, (definition, index) => readDefinition(definition, index, isOwn));
}

/** Exchanges of a recording of this package. It is about this API alone, so another host is a mistake. */
export function readRecording(file: unknown): Entry[] | undefined {
  const exchanges: unknown = isObject(file) ? Reflect.get(file, 'exchanges') : undefined;
  if (!isDefinitions(exchanges)) return undefined;
  return readEntries(exchanges, (definition, index) => readDefinition(definition, index, () => true));
}

function isDefinitions(list: unknown): list is readonly unknown[] {
  const isDefinition = (member: unknown) => isObject(member) && 'scope' in member && 'path' in member;
  return Array.isArray(list) && (list.length === 0 || list.some(isDefinition));
}

function readDefinition(definition: unknown, index: number, isOwn: IsOwn): Entry {
  if (!isObject(definition)) throw new UnreadableError('is no object');
  const member = (name: string): unknown => Reflect.get(definition, name);
  const url = scopeOf(member('scope'), member('port')) + textOf(member('path'), 'path');
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
        method: textOf(member('method'), 'method'),
        url,
        ...(isObject(reqheaders) && { headers: readNockHeaders(reqheaders, 'reqheaders') }),
        body,
      },
      response: { status: statusOf(member('status'), member('reply')), headers, body: response },
    },
    unrecorded: [
      ...(isObject(reqheaders) ? [] : UNKNOWN_REQUEST_HEADERS),
      // To nock, any body.
      ...(body === '*' ? (['request.body'] as const) : []),
    ],
    isExported: false,
  };
}

const UNKNOWN_REQUEST_HEADERS: readonly ViolationLocation[] = ['request.security', 'request.header'];

/** Older definitions have the port apart. */
function scopeOf(scope: unknown, port: unknown): string {
  const isApart = port !== undefined && port !== null && !/:\d+$/.test(textOf(scope, 'scope'));
  return isApart ? `${scope}:${port}` : textOf(scope, 'scope');
}

/** As nock reads it: older definitions have it as text, in `reply`; without one it is 200. */
function statusOf(status: unknown, reply: unknown): number {
  const given = reply ?? status ?? 200;
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number') throw new UnreadableError('status is no number');
  return number;
}

/** Compressed answers are lists of chunks in hexadecimal, and answers that are no text are hexadecimal. */
function responseBody(response: unknown, headers: HeaderPairs, isBinary: boolean): unknown {
  const encoding = headerNamed('content-encoding', headers);
  const chunks = Array.isArray(response) ? response : [response];
  const isCompressed = encoding !== undefined && chunks.length > 0 && chunks.every((chunk: unknown) => isHex(chunk));
  if (!isCompressed && !(isBinary && response)) return response;
  const bytes = Buffer.concat(chunks.map((chunk: unknown) => fromHex(textOf(chunk, 'response'), 'response')));
  return bytes.length === 0 ? '' : bodyText(decompress(bytes, encoding ?? '', 'response'));
}
