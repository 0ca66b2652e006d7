import type { PlainRequest } from '../exchange.js';
import { type Change, type ExchangeOperator, onRequest } from '../operator.js';

const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export const ADDRESS_OPERATORS: readonly ExchangeOperator[] = [
  onRequest('METHOD', 'another method', (request) =>
    METHODS.filter((method) => method !== request.method).map((method) => [
      `${method} instead of ${request.method}`,
      { ...request, method },
    ]),
  ),
  onRequest('SERVER', 'another server', (request) => [
    rewritten(request, 'not encrypted', (url) => url.replace(/^https:/, 'http:')),
    rewritten(request, 'another host', (url) => url.replace(/^(https?:\/\/)[^/]+/, '$1elsewhere.example.com')),
    rewritten(request, 'another port', (url) => url.replace(/^(https?:\/\/[^/]+)/, '$1:8443')),
  ]),
  onRequest('URL', 'something in the URL that is not meant', (request) => [
    rewritten(request, 'a fragment', (url) => `${url}#part`),
    rewritten(request, 'an empty part of the query', (url) => `${url}${url.includes('?') ? '&' : '?&'}`),
    rewritten(request, 'a slash at the end of the path', (url) => url.replace(/^[^?]*/, '$&/')),
    rewritten(request, 'a path in capitals', (url) => url.replace(/\/[a-z-]+(?=[^/]*$)/, (end) => end.toUpperCase())),
  ]),
  onRequest('SEGMENT-CHANGE', 'another segment of the path', (request) =>
    eachSegment(request, 'is another', (segments, index) => segments.with(index, `${segments[index]}x`)),
  ),
  onRequest('SEGMENT-DROP', 'without a segment of the path', (request) =>
    eachSegment(request, 'is gone', (segments, index) => segments.toSpliced(index, 1)),
  ),
  onRequest('SEGMENT-ADD', 'a segment more', (request) =>
    eachSegment(request, 'has one after it', (segments, index) => segments.toSpliced(index + 1, 0, 'more')),
  ),
];

function rewritten(request: PlainRequest, what: string, rewrite: (url: string) => string): Change<PlainRequest> {
  return [what, { ...request, url: rewrite(request.url) }];
}

function eachSegment(
  request: PlainRequest,
  what: string,
  change: (segments: readonly string[], index: number) => readonly string[],
): Change<PlainRequest>[] {
  const [, origin = '', path = '', query = ''] = /^([a-z]+:\/\/[^/?#]*)\/([^?#]*)(.*)$/s.exec(request.url) ?? [];
  const segments = path.split('/');
  return segments.map((segment, index) => {
    const url = `${origin}/${change(segments, index).join('/')}${query}`;
    return [`segment ${JSON.stringify(segment)} ${what}`, { ...request, url }];
  });
}

const VALUES = ['text', '0', '-1', '1.5', '7', '+7', '07'];

export const QUERY_OPERATORS: readonly ExchangeOperator[] = [
  onRequest('QUERY-DROP', 'without a parameter', (request) => eachPair(request, 'is gone', () => [[]])),
  onRequest('QUERY-ADD', 'a parameter more', (request) => [
    ['nobody_declares is there', withPairs(request, [...pairsOf(request), 'nobody_declares=7'])],
  ]),
  onRequest('QUERY-REPEAT', 'a parameter twice', (request) =>
    eachPair(request, 'is there twice', (name, value) => [[`${name}=${value}`, `${name}=${value}`]]),
  ),
  onRequest('QUERY-EMPTY', 'a parameter without a value', (request) =>
    eachPair(request, 'is empty', (name) => [[`${name}=`], [name]]),
  ),
  onRequest('QUERY-RENAME', 'a parameter by another name', (request) =>
    eachPair(request, 'is misspelt', (name, value) => [[`${name}s=${value}`], [`${name.toUpperCase()}=${value}`]]),
  ),
  onRequest('QUERY-VALUE', 'another value of a parameter', (request) =>
    eachPair(request, 'has another value', (name, value) =>
      VALUES.filter((other) => other !== value).map((other) => [`${name}=${other}`]),
    ),
  ),
  onRequest('QUERY-LIST', 'a list written in another way', (request) =>
    eachPair(request, 'is separated otherwise', (name, value) => {
      const items = value.split(',');
      if (items.length === 1) return [];
      const separated = ['|', '%7C', '%20', ';', '%2C', ',,'].map((separator) => [`${name}=${items.join(separator)}`]);
      return [...separated, items.map((item) => `${name}=${item}`), items.map((item) => `${name}[]=${item}`)];
    }),
  ),
  onRequest('QUERY-ENCODE', 'a value with more percent-encoding', (request) =>
    eachPair(request, 'is encoded', (name, value) => {
      const reserved = encodeURIComponent(value).replaceAll('%25', '%');
      const first = `%${value.charCodeAt(0).toString(16).toUpperCase()}${value.slice(1)}`;
      const encoded = [reserved, ...(/^[A-Za-z0-9]/.test(value) ? [first] : [])];
      return encoded.filter((other) => other !== value).map((other) => [`${name}=${other}`]);
    }),
  ),
  onRequest('QUERY-DECODE', 'a value without percent-encoding', (request) =>
    eachPair(request, 'is not encoded', (name, value) =>
      value.includes('%') ? [[`${name}=${decodeURIComponent(value)}`]] : [],
    ),
  ),
  onRequest('QUERY-ORDER', 'parameters in another order', (request) => {
    const pairs = pairsOf(request);
    return pairs.length < 2 ? [] : [['the parameters are in another order', withPairs(request, pairs.toReversed())]];
  }),
];

function pairsOf({ url }: PlainRequest): string[] {
  const [, query] = /\?([^#]*)/.exec(url) ?? [];
  return query ? query.split('&') : [];
}

function withPairs(request: PlainRequest, pairs: readonly string[]): PlainRequest {
  const address = request.url.replace(/\?.*$/s, '');
  return { ...request, url: pairs.length === 0 ? address : `${address}?${pairs.join('&')}` };
}

/** Puts other pairs in the place of each pair of the query, in every way that is asked for. */
function eachPair(
  request: PlainRequest,
  what: string,
  instead: (name: string, value: string) => readonly (readonly string[])[],
): Change<PlainRequest>[] {
  const pairs = pairsOf(request);
  return pairs.flatMap((pair, index) => {
    const [name = '', ...rest] = pair.split('=');
    return instead(name, rest.join('=')).map(
      (others): Change<PlainRequest> => [
        `${name} ${what}: ${others.join('&') || 'nothing'}`,
        withPairs(request, [...pairs.slice(0, index), ...others, ...pairs.slice(index + 1)]),
      ],
    );
  });
}
