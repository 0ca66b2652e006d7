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
