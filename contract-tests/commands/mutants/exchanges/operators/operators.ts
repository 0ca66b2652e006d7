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

/**
 * Operators that find nothing to apply to in the recordings, and why. Elsewhere they would: an entry for one that is
 * applied fails the run, and so does an operator that is not, without an entry.
 */
export const IDLE: Readonly<Record<string, string>> = {
  CPD: 'No recorded answer names a charset.',
  LHC: 'No recorded answer has a Location.',
  LHD: 'No recorded answer has a Location.',
  BPR: 'No recorded answer has a boolean in it.',
  'REQUEST-CPD': 'The client names no charset.',
  'REQUEST-OTPR': 'The client sends no objects within objects.',
  'REQUEST-BPR': 'The client sends no booleans.',
};
