export {
  ContractViolationError,
  type Violation,
  type ViolationLocation,
  type ViolationRule,
} from '../errors/contract-violation-error.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { checkRequest } from './check-request.js';
export { checkResponse } from './check-response.js';
export { bigcommerceContract, type Contract, contractAt } from './contract.js';
export type { HeaderInput, WireExchange, WireRequest, WireResponse } from './exchange.js';
export { loadContract } from './load/load-contract.js';
export { SpecProblemsError } from './load/problem.js';
export type { ContractDocument } from './openapi/document-part.js';
export type { CheckOptions } from './options.js';
