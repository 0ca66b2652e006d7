import type { operations as descriptors, OperationId } from '../generated/operations.js';
import type { components, operations } from '../generated/types.js';

type Schemas = components['schemas'];

// Mapped types, because editors show those by their names, and an indexed type as all of its members.

/**
 * A stored attribute value.
 *
 * @interface
 */
export type AttributeValue = { [Name in keyof Schemas['AttributeValue']]: Schemas['AttributeValue'][Name] };

/**
 * An attribute value to write.
 *
 * @interface
 */
export type AttributeValueInput = {
  [Name in keyof Schemas['AttributeValueInput']]: Schemas['AttributeValueInput'][Name];
};

/** The operations that list records, a page at a time. */
type ListId = { [Id in OperationId]: operations[Id] extends Listing ? Id : never }[OperationId];

interface Listing {
  parameters: { query?: { page?: number; limit?: number } };
  responses: { 200: { content: { 'application/json': { data: object[] } } } };
}

type BodyOf<Id extends ListId> = operations[Id]['responses'][200]['content']['application/json'];

/** A record of a list operation. */
export type RecordOf<Id extends ListId> = BodyOf<Id>['data'][number];

/** A page of a list operation, with records of a type that has a name. */
export type PageOf<Id extends ListId, Record = RecordOf<Id>> = {
  [Name in keyof BodyOf<Id>]: Name extends 'data' ? Record[] : BodyOf<Id>[Name];
} & Answered;

interface Answered {
  /**
   * Identifies the response to BigCommerce support: the header `X-Request-Id`, if there is one. It is no part of what the
   * store lists, and so is not enumerable: `JSON.stringify` and copies of a page do not have it.
   */
  readonly requestId?: string | undefined;
}

/** One page of attribute values, with its position among all pages. */
export interface AttributeValuePage extends PageOf<'listCustomerAttributeValues', AttributeValue> {}

type QueryOf<Id extends ListId> = NonNullable<operations[Id]['parameters']['query']>;

/** Filters of a list operation, as callers write them. */
export type FiltersOf<Id extends ListId> = {
  readonly [Name in keyof QueryOf<Id>]?: FilterValue<NonNullable<QueryOf<Id>[Name]>, Name, Id> | undefined;
};

/**
 * Filters for attribute values, under their names in the API. A value is listed if it satisfies all of them. A date is
 * either what the API takes (`'2026-03-02'`, `'2026-03-02T08:15:30Z'`, milliseconds since 1970) or a `Date`, whose
 * fraction of a second is dropped.
 *
 * @interface
 */
export type AttributeValueFilters = {
  readonly [Name in keyof FiltersOf<'listCustomerAttributeValues'>]: FiltersOf<'listCustomerAttributeValues'>[Name];
};

/** Lists may be read-only. A moment may be a `Date`. */
type FilterValue<Value, Name, Id extends ListId> = [Value] extends [readonly (infer Item)[]]
  ? readonly Item[]
  : Name extends DateName<Id>
    ? [number] extends [Value]
      ? string | number | Date
      : string | Date
    : Value;

type Parameters<Id extends OperationId> = (typeof descriptors)[Id]['parameters']['query'][number];

/** The filters of an operation that take moments. */
type DateName<Id extends OperationId> = Extract<Parameters<Id>, { dateFilter: true } | { dateTime: true }>['name'];

/** The operations that take lists of any length: what the lists hold, and what the store returns for each item. */
export interface BulkItems {
  upsertCustomerAttributeValues: { item: AttributeValueInput; result: AttributeValue };
  deleteCustomerAttributeValues: { item: number; result: never };
  deleteCustomers: { item: number; result: never };
  removeShopperProfilesFromSegment: { item: string; result: never };
}
