/**
 * The inside of the checker, imported as `#contract`: it is built once, and the entries of the package and the command share
 * it. What is public is in index.ts.
 */
export { BUNDLED_FILE, bigcommerceContract, contractAt } from './bigcommerce.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { checkRequest } from './check-request.js';
export { checkResponse, documentedStatus } from './check-response.js';
export { type CheckOptions, type Contract, isServedFrom, partsOfServer } from './contract.js';
export { type ContractDocument, type DocumentPart, memberAt, ownMember, partAt, pointerTo } from './document.js';
export {
  type HeaderInput,
  isPlatformRequest,
  isPlatformResponse,
  mediaTypeOf,
  readHeaders,
  toWireRequest,
  toWireResponse,
  type WireExchange,
  type WireRequest,
  type WireResponse,
} from './exchange.js';
export { operationFingerprint } from './fingerprint.js';
export { type LoadOptions, loadContract } from './load/load-contract.js';
export { formatProblem, type SpecProblem, SpecProblemsError } from './load/source.js';
export { matchOperation, operationIdOf } from './match.js';
export { bestRange, hasBody } from './read-body.js';
export type { SchemaValidator } from './schema/schemas.js';
export { secretsIn } from './secrets/find.js';
export { secretMask } from './secrets/mask.js';
export { isSecretName, isSecretParameter } from './secrets/names.js';
export { withoutNamedSecrets } from './secrets/texts.js';
export { allowList } from './strict/allow-list.js';
export { isTooDeep, preview, remembered, violation } from './violations.js';
export { type CheckedFetch, checkFetch } from './watch/check-fetch.js';
export {
  type AllowedViolation,
  type CheckerOptions,
  createCollector,
  createWatcher,
  type Findings,
  WATCHER_CHECKS,
  type WatcherOptions,
} from './watch/checker.js';
export { type ContractGuardOptions, contractGuard } from './watch/guard.js';
export { percentDecoded } from './wire-value.js';
