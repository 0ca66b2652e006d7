export {
  ContractViolationError,
  type Violation,
  type ViolationLocation,
  type ViolationRule,
} from '../errors/contract-violation.js';
export { bigcommerceContract, contractAt } from './bigcommerce.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { checkRequest } from './check-request.js';
export { checkResponse } from './check-response.js';
export type { CheckOptions, Contract } from './contract.js';
export type { ContractDocument } from './document.js';
export type { HeaderInput, WireExchange, WireRequest, WireResponse } from './exchange.js';
export { toWireRequest, toWireResponse } from './exchange.js';
export { operationFingerprint } from './fingerprint.js';
export { type LoadOptions, loadContract } from './load/load-contract.js';
export { type SpecProblem, SpecProblemsError } from './load/source.js';
export { operationIdOf } from './match.js';
export { type CheckedFetch, checkFetch } from './watch/check-fetch.js';
export type { AllowedViolation, CheckerOptions, Findings, WatcherOptions } from './watch/checker.js';
export { type ContractGuardOptions, contractGuard } from './watch/guard.js';
