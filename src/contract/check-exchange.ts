import { ContractViolationError, type Violation } from '../errors/contract-violation-error.js';
import { checkMatchedRequest } from './check-request.js';
import { checkAnswer } from './check-response.js';
import { bigcommerceContract, type Contract } from './contract.js';
import type { WireExchange } from './exchange.js';
import { matchOperation } from './match-operation.js';
import type { CheckOptions } from './options.js';
import { withRules } from './rules/rule-at.js';
import { withoutSecrets } from './without-secrets.js';

/**
 * Checks a request and the answer to it against a contract. No violations means that both conform.
 *
 * @throws TypeError when a pattern of `strict.allow` is not one.
 */
export function checkExchange(
  { request, response }: WireExchange,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const match = matchOperation(request, contract);
  const violations =
    'operation' in match
      ? [
          ...checkMatchedRequest(request, match, contract, options),
          ...checkAnswer(response, match.operation.operationId, contract, options),
        ]
      : withRules(match, contract);
  return withoutSecrets(violations, { request, response }, contract);
}

/** @throws ContractViolationError when there are any violations. */
export function assertNoViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new ContractViolationError(violations);
}
