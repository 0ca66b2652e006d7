import type { ExchangeOperator } from '../operator.js';
import { ADDRESS_OPERATORS, QUERY_OPERATORS } from './addresses.js';
import { BODY_OPERATORS, HEADER_OPERATORS, STATUS_OPERATORS } from './headers.js';
import { JSON_OPERATORS } from './json.js';

/**
 * The 23 operators of HttpMutator (https://github.com/isa-group/HTTPMutator), which break answers, and ours, which break
 * requests and what HttpMutator leaves alone. Where HttpMutator draws a place or a value by lot, these take every place,
 * and a few values for each.
 */
export const EXCHANGE_OPERATORS: readonly ExchangeOperator[] = [
  ...STATUS_OPERATORS,
  ...HEADER_OPERATORS,
  ...JSON_OPERATORS,
  ...BODY_OPERATORS,
  ...ADDRESS_OPERATORS,
  ...QUERY_OPERATORS,
].sort((one, other) => rank(one) - rank(other));

/** HttpMutator's first, then ours for answers, then those for requests. */
function rank({ origin, half }: ExchangeOperator): number {
  if (half === 'request') return 2;
  return origin === 'HttpMutator' ? 0 : 1;
}
