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

type Page = Schemas['AttributeValuePage'];

type PageBody = { [Name in keyof Page]: Name extends 'data' ? AttributeValue[] : Page[Name] };

/** One page of attribute values, with its position among all pages. */
export interface AttributeValuePage extends PageBody {
  /**
   * Identifies the response to BigCommerce support: the header `X-Request-Id`, if there is one. It is no part of what the
   * store lists, and so is not enumerable: `JSON.stringify` and copies of a page do not have it.
   */
  readonly requestId?: string | undefined;
}

type ListQuery = NonNullable<operations['listCustomerAttributeValues']['parameters']['query']>;

/**
 * Filters for attribute values, under their names in the API. A value is listed if it satisfies all of them. A date is
 * either what the API takes (`'2026-03-02'`, `'2026-03-02T08:15:30Z'`, milliseconds since 1970) or a `Date`, whose
 * fraction of a second is dropped.
 *
 * @interface
 */
export type AttributeValueFilters = {
  readonly [Name in keyof ListQuery]?: FilterValue<NonNullable<ListQuery[Name]>> | undefined;
};

/** Only date filters accept both strings and numbers in the API. Lists may be read-only. */
type FilterValue<Value> = [Value] extends [readonly (infer Item)[]]
  ? readonly Item[]
  : [string | number] extends [Value]
    ? string | number | Date
    : Value;

/** The operations that take lists of any length: what the lists hold, and what the store returns for each item. */
export interface BulkItems {
  upsertCustomerAttributeValues: { item: AttributeValueInput; result: AttributeValue };
  deleteCustomerAttributeValues: { item: number; result: never };
  deleteCustomers: { item: number; result: never };
  removeShopperProfilesFromSegment: { item: string; result: never };
}
