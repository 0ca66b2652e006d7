import {
  type Contract,
  checkMatchedRequest,
  checkMatchedResponse,
  matchOperation,
  type WireRequest,
  type WireResponse,
} from '#contract';
import type { Violation } from '#errors';

/** What a violation says without values of the exchange, which are not redacted here because that takes longer than the check. */
export type BareViolation = Pick<Violation, 'location' | 'pointer' | 'keyword' | 'rule'>;

/** The violations of a request, and of a response if the request calls an operation. */
export function requestViolations(request: WireRequest, contract: Contract): BareViolation[] {
  const match = matchOperation(request, contract);
  return 'operation' in match ? checkMatchedRequest(request, match, contract, {}).map(bare) : match.map(bare);
}

export function responseViolations(response: WireResponse, operationId: string, contract: Contract): BareViolation[] {
  return checkMatchedResponse(response, operationId, contract, {}).map(bare);
}

/** The rule that a violation is of, as far as one is told from another. */
export function ruleOf({ location, keyword, rule, pointer }: BareViolation): string {
  return [location, keyword, rule?.pointer ?? pointer].join(' ');
}

function bare({ location, pointer, keyword, rule }: Violation): BareViolation {
  return { location, pointer, keyword, rule };
}
