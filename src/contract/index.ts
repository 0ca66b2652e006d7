export {
  ContractViolationError,
  type Violation,
  type ViolationLocation,
  type ViolationRule,
} from '../errors/contract-violation-error.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { type CheckedFetch, checkFetch } from './check-fetch.js';
export { checkRequest } from './check-request.js';
export { checkResponse } from './check-response.js';
export type { AllowedViolation, CheckerOptions } from './checker.js';
export type { Findings } from './collector.js';
export { bigcommerceContract, type Contract, contractAt } from './contract.js';
export type { HeaderInput, WireExchange, WireRequest, WireResponse } from './exchange.js';
export { operationFingerprint } from './fingerprint/operation-fingerprint.js';
export { type ContractGuardOptions, contractGuard } from './guard.js';
export { type LoadOptions, loadContract } from './load/load-contract.js';
export { type SpecProblem, SpecProblemsError } from './load/problem.js';
export { operationIdOf } from './match-operation.js';
export type { ContractDocument } from './openapi/document-part.js';
export type { CheckOptions } from './options.js';
export { toWireRequest, toWireResponse } from './to-wire.js';
export type { WatcherOptions } from './watcher.js';
