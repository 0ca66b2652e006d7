import { mediaTypeOf, readHeaders } from '../../contract/exchange.js';
import {
  type CheckOptions,
  type Contract,
  checkExchange,
  type Violation,
  type WireExchange,
} from '../../contract/index.js';
import { matchOperation } from '../../contract/match-operation.js';
import { isServedFrom, listedValues, partsOfServer } from '../../contract/match-origin.js';
import { hasBody } from '../../contract/read-body.js';
import type { Entry } from '../input/entry.js';

export interface Verdict {
  readonly operationId: string | null;
  readonly violations: readonly Violation[];
}

/** What the engine says about an exchange, without what it cannot know because the file does not tell. */
export function checkEntry(
  entry: Extract<Entry, { kind: 'exchange' }>,
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
  };
}

/** A body of which only the headers were not recorded can be checked all the same. */
function withMediaType(exchange: WireExchange, mediaType: string | undefined): WireExchange {
  const { request } = exchange;
  const isKnown = mediaTypeOf(readHeaders(request.headers)) !== undefined;
  if (isKnown || mediaType === undefined || !hasBody(request.body)) return exchange;
  return { ...exchange, request: { ...request, headers: { 'Content-Type': mediaType } } };
}

/** Whether a URL is of the host that a contract is served from. A path alone is, and all are where no host is named. */
export function isOfHost(url: string, contract: Contract): boolean {
  const { origin } = partsOfServer(contract.server.url);
  if (origin === '' || !URL.canParse(url)) return true;
  // The usual port of its own scheme says nothing.
  const serverHost = origin.includes('{') ? origin.split('//')[1] : new URL(origin, 'https://host').host;
  // Whatever the scheme: the wrong one is a mistake, and no other API.
  return isServedFrom(`https://${new URL(url).host}`, `https://${serverHost}`, listedValues(contract));
}
