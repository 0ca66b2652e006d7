/**
 * What the other entries, the sandbox and the command import as `#contract`. It is built as a file of its own, so that they
 * share one checker. The public exports are in index.ts.
 */
export {
  BUNDLED_FILE,
  bigcommerceContract,
  bigcommerceIssues,
  bigcommerceOperation,
  contractAt,
} from './bigcommerce.js';
export { assertNoViolations, checkExchange } from './check-exchange.js';
export { checkMatchedRequest, checkRequest } from './check-request.js';
export { checkMatchedResponse, checkResponse, documentedStatus } from './check-response.js';
export {
  type Allowed,
  type AllowedViolation,
  type CheckOptions,
  type Contract,
  isServedFrom,
  type OperationDescriptor,
  partsOfServer,
  type QueryParameterDescriptor,
} from './contract.js';
export { decodeNamed } from './decode-named.js';
export {
  type ContractDocument,
  type DocumentPart,
  memberAt,
  memberOfMethod,
  membersOf,
  operationPart,
  partAt,
  referredTo,
} from './document.js';
export {
  type HeaderInput,
  isBytes,
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
export { makeContract } from './load/make-contract.js';
export {
  type ContentModel,
  DocumentNode,
  type HeaderModel,
  type OperationModel,
  type ParameterModel,
  type ResponseModel,
  type SpecModel,
} from './load/model.js';
export { readModel, withUniqueIds } from './load/read-model.js';
export { DOCUMENT, isOf30, itemTypes, reference, wireTypes } from './load/read-schemas.js';
export { formatProblem, type ModelSource, type SpecProblem, SpecProblemsError } from './load/source.js';
export { importYaml } from './load/yaml.js';
export { byLiterals, matchOperation, matchTemplate, operationIdOf, originsOf } from './match.js';
export { bestRange, hasBody, isJson, readBody } from './read-body.js';
export { readRequest } from './read-request.js';
export { FORMATS } from './schema/formats.js';
export { Schemas, type SchemaValidator } from './schema/schemas.js';
export { secretMask, secretsIn } from './secrets/mask.js';
export { isSecretName, isSecretParameter, withoutNamedSecrets } from './secrets/texts.js';
export { allowList, isPattern } from './strict/allow.js';
export { isTooDeep, memoize, preview, violation } from './violations.js';
export {
  type CheckedFetch,
  type CheckerOptions,
  checkFetch,
  createChecker,
  createWatcher,
  WATCHER_CHECKS,
  type WatcherOptions,
} from './watch/checker.js';
export { createCollector, type Findings } from './watch/findings.js';
export { type ContractGuardOptions, contractGuard } from './watch/guard.js';
export { fromText } from './wire-value.js';
