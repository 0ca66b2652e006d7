import { readHeaders } from '../../contract/exchange.js';
import { type Contract, operationIdOf } from '../../contract/index.js';
import { hasBody } from '../../contract/read-body.js';
import type { ExchangeEntry, SkipReason } from '../input/entry.js';

/** Why an exchange that a browser made on its own account says nothing about the API; `undefined` for all others. */
export function whySkipped({ exchange, isExported }: ExchangeEntry, contract: Contract): SkipReason | undefined {
  if (!isExported) return undefined;
  const { request, response } = exchange;
  const headers = readHeaders(request.headers);
  if (request.method.toUpperCase() === 'OPTIONS' && headers.has('access-control-request-method')) return 'preflight';
  const isConditional = headers.has('if-none-match') || headers.has('if-modified-since');
  if (response.status !== 304 || !isConditional || hasBody(response.body)) return undefined;
  // Where the document speaks of it, it is an answer like any other.
  const documented = contract.responses[operationIdOf(request, contract) ?? ''] ?? {};
  return '304' in documented || '3XX' in documented ? undefined : 'not modified';
}
