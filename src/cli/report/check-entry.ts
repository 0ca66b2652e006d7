import {
  bestRange,
  type CheckOptions,
  type Contract,
  checkExchange,
  documentedStatus,
  hasBody,
  isSecretParameter,
  matchOperation,
  mediaTypeOf,
  operationIdOf,
  readHeaders,
  type WireExchange,
  type WireRequest,
} from '#contract';
import type { Violation } from '#errors';
import type { ExchangeEntry, SkipReason } from '../input/entry.js';
import { type Gaps, gapsIn } from './looked-at.js';

export interface Verdict {
  readonly operationId: string | null;
  readonly violations: readonly Violation[];
  /** Violations in parts that the file has not recorded. */
  readonly unjudged: readonly Violation[];
  /** Parts of which nothing, or not all, was checked. */
  readonly gaps: Gaps;
}

/** Checks an exchange, apart from what the file has not recorded. */
export function checkEntry(
  entry: Pick<ExchangeEntry, 'exchange' | 'unrecorded' | 'isExported'>,
  contract: Contract,
  options: CheckOptions = {},
): Verdict {
  const { exchange, unrecorded, isExported } = entry;
  const match = matchOperation(exchange.request, contract);
  const operation = 'operation' in match ? match.operation : undefined;
  const sent = unrecorded.includes('request.header')
    ? withMediaType(exchange, operation?.requestBody?.mediaTypes[0])
    : exchange;
  const completed = isExported ? withoutCachedBody(sent) : sent;
  const violations = checkExchange(completed, contract, options);
  return {
    operationId: operation?.operationId ?? null,
    violations: violations.filter(({ location }) => !unrecorded.includes(location)),
    unjudged: violations.filter(({ location }) => unrecorded.includes(location)),
    gaps: {
      ...gapsIn(completed, operation, contract, options.strict),
      ...Object.fromEntries(unrecorded.map((location) => [location, 'none'] as const)),
    },
  };
}

/** Makes it possible to check a body whose headers were not recorded. */
function withMediaType(exchange: WireExchange, mediaType: string | undefined): WireExchange {
  const { request } = exchange;
  const isKnown = mediaTypeOf(readHeaders(request.headers)) !== undefined;
  if (isKnown || mediaType === undefined || !hasBody(request.body)) return exchange;
  return { ...exchange, request: { ...request, headers: { 'Content-Type': mediaType } } };
}

/** The body that a browser records with a 304 comes from its cache. */
function withoutCachedBody({ request, response }: WireExchange): WireExchange {
  if (response.status !== 304) return { request, response };
  const { body: _, ...sent } = response;
  return { request, response: sent };
}

/**
 * An exchange whose 304 was recorded with the body from the cache: as the 200 that the cache once stored, if the document
 * describes one of this type and no 304. Its headers were not recorded.
 */
export function fromCache(entry: ExchangeEntry, contract: Contract): ExchangeEntry {
  const { exchange, isExported, unrecorded } = entry;
  const { request, response } = exchange;
  if (!isExported || response.status !== 304 || !hasBody(response.body)) return entry;
  const documented = contract.responses[operationIdOf(request, contract) ?? ''] ?? {};
  const stored = documented[documentedStatus(200, documented) ?? ''];
  const isStored = bestRange(Object.keys(stored?.content ?? {}), mediaTypeOf(readHeaders(response.headers)));
  if ('304' in documented || '3XX' in documented || isStored === undefined) return entry;
  return {
    ...entry,
    exchange: { request, response: { ...response, status: 200 } },
    unrecorded: [...unrecorded, 'response.header'],
  };
}

/** Why an exchange says nothing about the API: the browser sent it by itself. `undefined` for all others. */
export function whySkipped({ exchange, isExported }: ExchangeEntry, contract: Contract): SkipReason | undefined {
  if (!isExported) return undefined;
  const { request, response } = exchange;
  const headers = readHeaders(request.headers);
  const documented = contract.responses[operationIdOf(request, contract) ?? ''] ?? {};
  // What follows is not HTTP. A document can only say that the operation exists.
  if (response.status === 101) return '101' in documented || '1XX' in documented ? undefined : 'upgrade';
  if (request.method.toUpperCase() === 'OPTIONS' && headers.has('access-control-request-method')) return 'preflight';
  const isConditional = headers.has('if-none-match') || headers.has('if-modified-since');
  // Chrome records the cached body with a 304. Only a browser that has one can ask for it.
  if (response.status !== 304 || !(isConditional || hasBody(response.body))) return undefined;
  // A 304 that the document declares is a response like any other.
  return '304' in documented || '3XX' in documented ? undefined : 'not modified';
}

/** Whether credentials were probably removed when a file was exported: no request in it has any. */
export function areStripped(entries: readonly ExchangeEntry[], { operations }: Contract): boolean {
  const credentials = Object.values(operations).flatMap(({ security }) => security.flat());
  const declared = new Set(credentials.map(({ name }) => name.toLowerCase()));
  // Credentials under other names count: sending them in the wrong place is a mistake of the sender.
  const isCredential = (name: string) =>
    declared.has(name.toLowerCase()) || (isSecretParameter(name) && !/csrf|xsrf/i.test(name));
  return entries.every(({ exchange, isExported }) => isExported && !namesIn(exchange.request).some(isCredential));
}

function namesIn({ url, headers }: WireRequest): string[] {
  const query = url.split('?').slice(1).join('?').split(/[&#]/);
  return [...readHeaders(headers).keys(), ...query.map((pair) => pair.split('=')[0] ?? '')];
}
