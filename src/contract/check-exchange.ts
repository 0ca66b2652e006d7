import { ContractViolationError, type Violation } from '#errors';
import { bigcommerceContract } from './bigcommerce.js';
import { checkMatchedRequest } from './check-request.js';
import { checkMatchedResponse } from './check-response.js';
import type { CheckOptions, Contract } from './contract.js';
import type { WireExchange } from './exchange.js';
import { readableRequest, readableResponse } from './exchange.js';
import { matchOperation } from './match.js';
import { withRules } from './rules.js';
import { withoutSecrets } from './secrets/mask.js';

/**
 * Checks a request and the answer to it against a contract. No violations means that both conform.
 * Of each body, query or headers the first 1,000 are described, and one more (keyword `more`) counts the others.
 *
 * @throws TypeError when a pattern of `strict.allow` is not one, or a body is a stream or bytes that are no text.
 */
export function checkExchange(
  exchange: WireExchange,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const [request, response] = [readableRequest(exchange.request), readableResponse(exchange.response)];
  const match = matchOperation(request, contract);
  const violations =
    'operation' in match
      ? [
          ...checkMatchedRequest(request, match, contract, options),
          ...checkMatchedResponse(response, match.operation.operationId, contract, options),
        ]
      : withRules(match, contract);
  return withoutSecrets(violations, { request, response }, contract);
}

/** @throws ContractViolationError when there are any violations. */
export function assertNoViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new ContractViolationError(violations);
}
