import { mediaTypeOf, readHeaders } from '../../contract/exchange.js';
import {
  type CheckOptions,
  type Contract,
  checkExchange,
  type Violation,
  type WireExchange,
} from '../../contract/index.js';
import { matchOperation } from '../../contract/match.js';
import { hasBody } from '../../contract/read-body.js';
import type { ExchangeEntry } from '../input/entry.js';

export interface Verdict {
  readonly operationId: string | null;
  readonly violations: readonly Violation[];
  /** Would be violations, if the file told all. */
  readonly unjudged: readonly Violation[];
}

/** What the engine says about an exchange, without what it cannot know because the file does not tell. */
export function checkEntry(
  entry: Pick<ExchangeEntry, 'exchange' | 'unrecorded'>,
  contract: Contract,
  options: CheckOptions = {},
): Verdict {
  const { exchange, unrecorded } = entry;
  const match = matchOperation(exchange.request, contract);
  const operation = 'operation' in match ? match.operation : undefined;
  const likely = unrecorded.includes('request.header')
    ? withMediaType(exchange, operation?.requestBody?.mediaTypes[0])
    : exchange;
  const violations = checkExchange(likely, contract, options);
  return {
    operationId: operation?.operationId ?? null,
    violations: violations.filter(({ location }) => !unrecorded.includes(location)),
    unjudged: violations.filter(({ location }) => unrecorded.includes(location)),
  };
}

/** A body of which only the headers were not recorded can be checked all the same. */
function withMediaType(exchange: WireExchange, mediaType: string | undefined): WireExchange {
  const { request } = exchange;
  const isKnown = mediaTypeOf(readHeaders(request.headers)) !== undefined;
  if (isKnown || mediaType === undefined || !hasBody(request.body)) return exchange;
  return { ...exchange, request: { ...request, headers: { 'Content-Type': mediaType } } };
}
