export { ContractViolationError, type Violation, type ViolationLocation } from '../errors/contract-violation-error.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { checkRequest } from './check-request.js';
export { checkResponse } from './check-response.js';
export { bigcommerceContract, type Contract, contractAt } from './contract.js';
export type { HeaderInput, WireExchange, WireRequest, WireResponse } from './exchange.js';
export { operationIdOf } from './match-operation.js';
export { toWireRequest, toWireResponse } from './to-wire.js';
