import type { Inspect, Violation } from '#errors';
import { notify } from '../../notify.js';
import { checkFunction, checkOptions, type OptionCheck, type OptionChecks, optional } from '../../options.js';
import { bigcommerceContract } from '../bigcommerce.js';
import type { Contract } from '../contract.js';
import type { HeaderInput } from '../exchange.js';
import { CHECKER_CHECKS, type CheckerOptions, createChecker } from './checker.js';

export interface ContractGuardOptions extends CheckerOptions {
  /**
   * What happens with violations. `throw`: an invalid request is not sent, and an invalid response rejects the call with a
   * ContractViolationError. A function is called with the violations of a request, then with those of its response, and does
   * not affect the call; errors that it throws are ignored.
   *
   * @default 'throw'
   */
  readonly onViolation?: 'throw' | ((violations: readonly Violation[]) => void) | undefined;
  /**
   * The fraction of requests that are checked, with their responses, from 0 (none) to 1 (all).
   *
   * @default 1
   */
  readonly sample?: number | undefined;
  /**
   * Source of randomness for `sample`: returns numbers from 0 to below 1.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
}

/**
 * Checks a client's requests and responses against the contract while the program runs, for the client option `contract`.
 * If the client has another `baseUrl`, the contract is checked as served from there.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @example
 * createCustomersClient({ contract: contractGuard({ onViolation: (violations) => log.warn(violations), sample: 0.01 }) });
 */
export function contractGuard(options: ContractGuardOptions = {}): Inspect {
  const checked = checkOptions(options, CHECKS);
  const {
    onViolation = 'throw',
    sample = 1,
    random = Math.random,
    contract = bigcommerceContract,
    allow,
    strict,
  } = checked;
  // Patterns that name an unknown operation are refused now, not at the first call.
  createChecker({ contract, allow, strict });
  const report = (violations: readonly Violation[]): readonly Violation[] => {
    if (onViolation === 'throw') return violations;
    if (violations.length > 0) notify(onViolation, violations);
    return [];
  };
  return ({ operationId, serverUrl, ...request }) => {
    if (random() >= sample) return undefined;
    const checker = createChecker({ contract: servedAt(serverUrl, contract), allow, strict });
    return {
      violations: report(checker.checkRequest(request)),
      findInAnswer: ({ status, headers, body }) => {
        const response = { status, headers: readable(headers, operationId, contract), body };
        return report(checker.checkResponse({ request, response }));
      },
    };
  };
}

/** The client has checked the base URL and the store hash already. */
function servedAt(url: string, contract: Contract): Contract {
  return { ...contract, server: { ...contract.server, url, variables: {} }, servers: undefined };
}

/** Of headers that can only be read by name, those that the contract declares. */
function readable(
  headers: { get(name: string): string | null },
  operationId: string,
  { responses }: Contract,
): HeaderInput {
  if (headers instanceof Headers) return headers;
  const declared = Object.values(responses[operationId] ?? {}).flatMap((response) => response.headers);
  const aboutBodies = ['content-type', 'content-length', 'transfer-encoding'];
  const names = new Set([...aboutBodies, ...declared.map(({ name }) => name.toLowerCase())]);
  return Object.fromEntries([...names].map((name) => [name, headers.get(name) ?? undefined]));
}

const checkSample: OptionCheck = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'must be a number from 0 to 1';

const CHECKS: OptionChecks<ContractGuardOptions> = {
  ...CHECKER_CHECKS,
  onViolation: optional((value) =>
    value === 'throw' || typeof value === 'function' ? undefined : "must be 'throw' or a function",
  ),
  sample: optional(checkSample),
  random: optional(checkFunction),
};
