import type { components, operations } from '../generated/types.js';

/**
 * A stored attribute value, as the store answers with it.
 *
 * @interface
 */
export type AttributeValue = components['schemas']['AttributeValue'];

/**
 * An attribute value to write.
 *
 * @interface
 */
export type AttributeValueInput = components['schemas']['AttributeValueInput'];

/**
 * One page of attribute values, with where it stands among the pages.
 *
 * @interface
 */
export type AttributeValuePage = components['schemas']['AttributeValuePage'];

type ListQuery = NonNullable<operations['listCustomerAttributeValues']['parameters']['query']>;

/**
 * Filters for attribute values, under the names that the API has for them. A value is listed when it satisfies all of
 * them. Dates can be given as the API takes them (`'2026-03-02'`, `'2026-03-02T08:15:30Z'`, milliseconds since 1970)
 * or as a `Date`, of which the fraction of a second is dropped.
 *
 * @interface
 */
export type AttributeValueFilters = {
  readonly [Name in keyof ListQuery]?: FilterValue<NonNullable<ListQuery[Name]>> | undefined;
};

/** Of all filters only dates are a string or a number. Lists may be read-only. */
type FilterValue<Value> = [Value] extends [readonly (infer Item)[]]
  ? readonly Item[]
  : [string | number] extends [Value]
    ? Value | Date
    : Value;
