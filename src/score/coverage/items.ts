import type { WireRequest, WireResponse } from '#contract';
import type { Violation } from '#errors';

/** What is counted. Those with a level are the ten criteria of Martin-Lopez, Segura and Ruiz-Cortés (A-TEST 2019). */
export const CRITERIA = [
  { name: 'path', level: 1 },
  { name: 'operation', level: 2 },
  { name: 'request content type', level: 3 },
  { name: 'response content type', level: 3 },
  { name: 'parameter', level: 4 },
  { name: 'status code class', level: 4 },
  { name: 'parameter value', level: 5 },
  { name: 'status code', level: 5 },
  { name: 'response body property', level: 6 },
  { name: 'operation flow', level: 7 },
  { name: 'keyword kept', level: undefined },
  { name: 'keyword broken', level: undefined },
  { name: 'boundary', level: undefined },
  { name: 'presence and absence', level: undefined },
  { name: 'wire form', level: undefined },
  { name: 'header', level: undefined },
] as const;

export type Criterion = (typeof CRITERIA)[number]['name'];

/** The highest test coverage level: all ten criteria. */
export const HIGHEST_LEVEL = 7;

/** The level that needs a criterion; `undefined` for what goes beyond all of them. */
export function levelOf(criterion: Criterion): number | undefined {
  return CRITERIA.find(({ name }) => name === criterion)?.level;
}

/** One thing in a document that an exchange can show. */
export interface CoverageItem {
  readonly criterion: Criterion;
  /** The operations whose coverage it counts for. A path and a flow have several. */
  readonly operationIds: readonly string[];
  /** What it is, in the words of the document: `200 application/json data[].id`. */
  readonly name: string;
  /** JSON pointer to where the document says so. */
  readonly pointer: string;
  /** Of a rule of a schema: JSON pointer to the parameter, header or media type that it applies to. */
  readonly owner?: string;
}

/** What tells an item from all others. Exchanges are turned into these. */
export function keyOf({ criterion, operationIds, name }: Omit<CoverageItem, 'pointer'>): string {
  return [criterion, operationIds.join(' '), name].join('\n');
}

/** An exchange, or one half of it, that a test asserts a verdict on. */
export interface AssertedExchange {
  /** The operation that it is about, whether or not the request calls it. */
  readonly operationId: string;
  readonly request?: WireRequest;
  readonly response?: WireResponse;
  /** What the checker found. An exchange with both halves and without violations conforms. */
  readonly violations: readonly Violation[];
}

/** Exchanges in the order in which they happened, all within one test. */
export type AssertedSequence = readonly AssertedExchange[];
