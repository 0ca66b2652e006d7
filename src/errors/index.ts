/** What all entries of the package share: a class that is bundled twice would be two classes. Imported as `#errors`. */
export * from './api-errors.js';
export * from './base.js';
export * from './bulk-error.js';
export * from './call-errors.js';
export * from './contract-violation.js';
export * from './error-body.js';
export * from './invalid-request.js';
export type { ViolationRule } from './rule-place.js';
