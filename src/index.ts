export type { Attempt, ErrorDetail, Inspect, InspectedAnswer, InspectedRequest, Inspection } from '#errors';
export {
  AbortError,
  ApiError,
  AuthenticationError,
  BigCommerceError,
  BulkError,
  type BulkFailure,
  type BulkReport,
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  type RequestIssue,
  ServerError,
  TimeoutError,
  UnexpectedError,
  UnexpectedRedirectError,
  ValidationError,
  type Violation,
  type ViolationLocation,
} from '#errors';
export type { BulkOptions, BulkProgress, ProgressListener } from './bulk/run-bulk.js';
export type { BatchOutcome } from './bulk/send-batches.js';
export { type CustomersClient, createCustomersClient } from './client.js';
export type { CustomersClientOptions } from './client-options.js';
export type { CallResult, DryRun, DryRunOption, RequestPreview } from './dry-run.js';
export type { AttemptListener } from './notify.js';
export type { CallOptions } from './options.js';
export type { AttributeValuesResource, UpsertOutcome } from './resources/attribute-values.js';
export type { Attribute, AttributeFilters, AttributePage, AttributesResource } from './resources/attributes.js';
export type { Customer, CustomerFilters, CustomerPage, CustomersResource } from './resources/customers.js';
export type { DeleteByIds } from './resources/delete-by-ids.js';
export type { ListAllOptions, SmallerPages } from './resources/list-all.js';
export type {
  SegmentsResource,
  ShopperProfile,
  ShopperProfileFilters,
  ShopperProfilePage,
} from './resources/segments.js';
export type { Fetch, FetchInit } from './transport/exchange.js';
export { createRateLimiter, type RateLimiterOptions } from './transport/limiter.js';
export type { LimitedRequest, ObservedResponse, RateLimit, RateLimiter } from './transport/rate-limit.js';
export type { AttributeValue, AttributeValueFilters, AttributeValueInput, AttributeValuePage } from './types.js';
