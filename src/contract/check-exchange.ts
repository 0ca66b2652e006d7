import { ContractViolationError, type Violation } from '#errors';
import { bigcommerceContract } from './bigcommerce.js';
import { checkMatchedRequest } from './check-request.js';
import { checkMatchedResponse } from './check-response.js';
import type { CheckOptions, Contract } from './contract.js';
import type { WireExchange } from './exchange.js';
import { readableRequest, readableResponse } from './exchange.js';
import { matchOperation, ofBestMatch } from './match.js';
import { withRules } from './rules.js';
import { withoutSecrets } from './secrets/mask.js';
import { withoutAllowed } from './strict/allow.js';

/**
 * Checks a request and the response to it against a contract. An empty list means that both conform.
 * Each body, query and set of headers reports its first 1,000 violations; one more (keyword `more`) counts the rest.
 *
 * @throws TypeError when `allow` or `strict.allow` has an invalid pattern, or a body is a stream or bytes that are not UTF-8.
 */
export function checkExchange(
  exchange: WireExchange,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const [request, response] = [readableRequest(exchange.request), readableResponse(exchange.response)];
  const match = matchOperation(request, contract);
  const left = (violations: readonly Violation[]) => withoutAllowed(violations, options, contract, request.url);
  const found =
    'operation' in match
      ? ofBestMatch(match, contract, (one) =>
          left([
            ...checkMatchedRequest(request, one, contract, options),
            ...checkMatchedResponse(response, one.operation.operationId, contract, options),
          ]),
        )
      : left(withRules(match, contract));
  return withoutSecrets(found, { request, response }, contract);
}

/** @throws ContractViolationError when there are any violations. */
export function assertNoViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new ContractViolationError(violations);
}
