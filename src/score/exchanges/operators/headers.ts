import { headerOf, type Message, mediaTypeIn, withHeader, withoutHeader } from '../exchange.js';
import { type Change, type ExchangeOperator, onBoth, onRequest, onResponse } from '../operator.js';

const MEDIA_TYPES = [
  'application/json',
  'application/xml',
  'text/plain',
  'text/html',
  'text/css',
  'text/javascript',
  'application/x-www-form-urlencoded',
];

const CHARSETS = ['utf-8', 'UTF-16', 'UTF-32', 'ISO-8859-15'];

/** What comes after the media type in Content-Type, semicolon included. */
function parametersOf(message: Message): string {
  return /;.*$/s.exec(headerOf(message, 'content-type') ?? '')?.[0] ?? '';
}

function charsetOf(message: Message): string | undefined {
  return /;\s*charset=([^;]*)/i.exec(parametersOf(message))?.[1];
}

/** With other parameters of the media type, or none. */
function withParameters<M extends Message>(message: M, parameters: string): M {
  return withHeader(message, 'content-type', `${mediaTypeIn(message) ?? ''}${parameters}`);
}

const contentType: readonly ExchangeOperator[] = [
  ...onBoth('HttpMutator', 'CTC', 'another media type', (message) => {
    const current = mediaTypeIn(message);
    if (current === undefined) return [];
    return MEDIA_TYPES.filter((mediaType) => mediaType !== current).map((mediaType) => [
      `Content-Type is ${mediaType}`,
      withHeader(message, 'content-type', mediaType + parametersOf(message)),
    ]);
  }),
  ...onBoth('HttpMutator', 'CTD', 'no media type', (message) => {
    if (mediaTypeIn(message) === undefined) return [];
    const left = parametersOf(message);
    const without = left ? withHeader(message, 'content-type', left) : withoutHeader(message, 'content-type');
    return [['Content-Type names no media type', without]];
  }),
  ...onBoth('HttpMutator', 'CPC', 'another charset', (message) => {
    if (mediaTypeIn(message) === undefined) return [];
    return CHARSETS.filter((charset) => charset !== charsetOf(message)).map((charset) => [
      `the charset is ${charset}`,
      withParameters(message, `; charset=${charset}`),
    ]);
  }),
  ...onBoth('HttpMutator', 'CPD', 'no charset', (message) =>
    charsetOf(message) === undefined ? [] : [['there is no charset', withParameters(message, '')]],
  ),
];

const location: readonly ExchangeOperator[] = [
  onResponse('HttpMutator', 'LHC', 'another Location', (response) => {
    const uri = headerOf(response, 'location');
    if (uri === undefined) return [];
    const changed = uri.replace(/^[^?#]*/, (path) => `${path}/1772439330000`);
    return [[`Location is ${changed}`, withHeader(response, 'location', changed)]];
  }),
  onResponse('HttpMutator', 'LHD', 'no Location', (response) =>
    headerOf(response, 'location') === undefined ? [] : [['there is no Location', withoutHeader(response, 'location')]],
  ),
];

/** Headers other than those that operators of HttpMutator change. */
function otherHeaders({ headers }: Message) {
  return headers.filter(([name]) => name !== 'content-type' && name !== 'location');
}

const VALUES = ['', 'text', '-1', '1.5', '7'];

const others: readonly ExchangeOperator[] = [
  ...onBoth('own', 'HEADER-DROP', 'without a header', (message) =>
    otherHeaders(message).map(([name]) => [`there is no ${name}`, withoutHeader(message, name)]),
  ),
  ...onBoth('own', 'HEADER-ADD', 'a header more', (message) => [
    ['there is an x-nobody-declares-this', withHeader(message, 'x-nobody-declares-this', 'text')],
  ]),
  onResponse('own', 'HEADER-VALUE', 'another value of a header', (response) =>
    otherHeaders(response).flatMap(([name, current]) =>
      VALUES.filter((value) => value !== current).map((value) => settingHeader(response, name, value)),
    ),
  ),
  onResponse('own', 'HEADER-REPEAT', 'a header twice', (response) =>
    otherHeaders(response).map(([name, value]) => settingHeader(response, name, `${value}, ${value}`)),
  ),
  onRequest('HEADER-EMPTY', 'a header without a value, the credential among them', (request) =>
    otherHeaders(request).map(([name]) => settingHeader(request, name, '')),
  ),
  onRequest('HEADER-TO-QUERY', 'a header in the query instead, the credential among them', (request) =>
    otherHeaders(request).map(([name, value]) => {
      const url = `${request.url}${request.url.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
      return [`${name} is in the query`, { ...withoutHeader(request, name), url }];
    }),
  ),
];

function settingHeader<M extends Message>(message: M, name: string, value: string): Change<M> {
  return [`${name} is ${JSON.stringify(value)}`, withHeader(message, name, value)];
}

export const HEADER_OPERATORS: readonly ExchangeOperator[] = [...contentType, ...location, ...others];

export const STATUS_OPERATORS: readonly ExchangeOperator[] = [
  replacing('R2XX', 'a success instead', [200, 201, 202, 204]),
  replacing('R4XX', 'an error of the client instead', [400, 401, 403, 404, 409, 422, 429]),
  replacing('R5XX', 'an error of the server instead', [500, 501, 502, 503, 504]),
];

function replacing(name: string, title: string, statuses: readonly number[]): ExchangeOperator {
  return onResponse('HttpMutator', name, title, (response) =>
    statuses
      .filter((status) => status !== response.status)
      .map((status) => [`${status} instead of ${response.status}`, { ...response, status }]),
  );
}

/** What can be done to a body whatever is in it. */
export const BODY_OPERATORS: readonly ExchangeOperator[] = [
  ...onBoth('own', 'BODY-DROP', 'no body', (message) =>
    message.body === '' ? [] : [['there is no body', { ...message, body: '' }]],
  ),
  ...onBoth('own', 'BODY-CUT', 'half of the body', (message) =>
    message.body === '' ? [] : [['the body ends early', { ...message, body: halfOf(message.body) }]],
  ),
  ...onBoth('own', 'BODY-ADD', 'a body where there is none', (message) =>
    message.body !== ''
      ? []
      : [
          ['the body is a text without a media type', { ...message, body: 'text' }],
          ['the body is a text', withHeader({ ...message, body: 'text' }, 'content-type', 'text/plain')],
          ['the body is {}', withHeader({ ...message, body: '{}' }, 'content-type', 'application/json')],
        ],
  ),
];

function halfOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
