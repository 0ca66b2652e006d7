import type { PlainRequest } from '../exchange.js';
import { type Change, type ExchangeOperator, onRequest } from '../operator.js';

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
