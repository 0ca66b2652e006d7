export type { BulkOptions, BulkProgress, ProgressListener } from './bulk/run-chunks.js';
export type { BatchOutcome } from './bulk/send-stream.js';
export { type CustomersClient, createCustomersClient } from './client.js';
export type { CustomersClientOptions } from './client-options.js';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './errors/api-errors.js';
export type { Attempt } from './errors/base.js';
export { BigCommerceError } from './errors/base.js';
export { BulkError, type BulkFailure, type BulkReport } from './errors/bulk-error.js';
export {
  AbortError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
  UnexpectedRedirectError,
} from './errors/call-errors.js';
export type { Inspect, InspectedAnswer, InspectedRequest, Inspection } from './errors/contract-violation.js';
export { ContractViolationError, type Violation, type ViolationLocation } from './errors/contract-violation.js';
export type { ErrorDetail } from './errors/error-body.js';
export { InvalidRequestError, type RequestIssue } from './errors/invalid-request.js';
export type { AttemptListener } from './notify.js';
export type { CallOptions } from './options.js';
export type { AttributeValuesResource, UpsertOutcome } from './resources/attribute-values.js';
export type { CustomersResource } from './resources/customers.js';
export type { DeleteByIds } from './resources/delete-by-ids.js';
export type { ListAllOptions } from './resources/list-all.js';
export type { SegmentsResource } from './resources/segments.js';
export type { Fetch, FetchInit } from './transport/exchange.js';
export type { RateLimit } from './transport/rate-limit.js';
export type { DryRun, DryRunOption, RequestPreview } from './transport/request.js';
export type { AttributeValue, AttributeValueFilters, AttributeValueInput, AttributeValuePage } from './types.js';
