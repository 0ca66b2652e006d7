import type { components } from '../../generated/types.js';

/** What the values of an attribute must look like. They are strings in any case. */
export type AttributeType = 'string' | 'number' | 'date';

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly type: AttributeType;
}

/** The value of one attribute of one customer. */
export interface StoredValue {
  readonly id: number;
  readonly customerId: number;
  readonly attributeId: number;
  readonly value: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** What a call says about a value. */
export type ValueInput = Pick<StoredValue, 'customerId' | 'attributeId' | 'value'>;

/** Everything that calls can read and change. */
export interface StoreState {
  readonly customers: Set<number>;
  /** By customer. Others have an address that is made of their id. */
  readonly emails: Map<number, string>;
  /** The customer that a shopper profile stands for, where that is known, by the profile's id. */
  readonly profiles: Map<string, number>;
  readonly attributes: Map<number, Attribute>;
  /** By customer and attribute: `23 4` is the value of attribute 4 of customer 23. */
  readonly values: Map<string, StoredValue>;
  /** The ids of the shopper profiles in each segment, by the segment's id. */
  readonly segments: Map<string, Set<string>>;
  nextValueId: number;
}

/**
 * A value at the start. Without an id it gets one above those of the other values; without dates, it was written when the
 * store was created.
 */
export type SeedValue = ValueInput & Partial<Pick<StoredValue, 'id' | 'createdAtMs' | 'modifiedAtMs'>>;

/** What a store contains at the start. */
export interface StoreSeed {
  readonly customers?: readonly number[];
  /** E-mail addresses, by customer. */
  readonly emails?: Readonly<Record<number, string>>;
  /** The customer that a shopper profile stands for, by the profile's id. */
  readonly profiles?: Readonly<Record<string, number>>;
  readonly attributes?: readonly Attribute[];
  readonly values?: readonly SeedValue[];
  /** The ids of the shopper profiles in each segment, by the segment's id. */
  readonly segments?: Readonly<Record<string, readonly string[]>>;
}

/** A copy of the seed. New values get ascending ids, from 1 or from above the largest in the seed. */
export function createState(seed: StoreSeed = {}, nowMs = 0): StoreState {
  // UUIDs are the same in any case (RFC 9562, section 4).
  const segments = Object.entries(seed.segments ?? {}).map(
    ([id, profiles]) => [id.toLowerCase(), new Set(profiles.map((profile) => profile.toLowerCase()))] as const,
  );
  const state: StoreState = {
    customers: new Set(seed.customers),
    emails: new Map(Object.entries(seed.emails ?? {}).map(([id, email]) => [Number(id), email])),
    profiles: new Map(Object.entries(seed.profiles ?? {}).map(([id, customer]) => [id.toLowerCase(), customer])),
    attributes: new Map(seed.attributes?.map((attribute) => [attribute.id, { ...attribute }])),
    values: new Map(),
    segments: new Map(segments),
    nextValueId: 1 + (seed.values ?? []).reduce((largest, { id = 0 }) => Math.max(largest, id), 0),
  };
  for (const value of seed.values ?? []) {
    const { customerId, attributeId, createdAtMs, modifiedAtMs } = value;
    state.values.set(pairKey(customerId, attributeId), {
      customerId,
      attributeId,
      value: value.value,
      id: value.id ?? state.nextValueId++,
      // One date is enough: the value was not changed since.
      createdAtMs: createdAtMs ?? modifiedAtMs ?? nowMs,
      modifiedAtMs: modifiedAtMs ?? createdAtMs ?? nowMs,
    });
  }
  return state;
}

/** Creates the value of an attribute of a customer, or replaces the one there is. */
export function writeValue(
  state: StoreState,
  { customerId, attributeId, value }: ValueInput,
  nowMs: number,
): StoredValue {
  const key = pairKey(customerId, attributeId);
  const former = state.values.get(key);
  const { id, createdAtMs } = former ?? { id: state.nextValueId, createdAtMs: nowMs };
  const stored = { id, customerId, attributeId, value, createdAtMs, modifiedAtMs: nowMs };
  if (!former) state.nextValueId += 1;
  state.values.set(key, stored);
  return stored;
}

export function pairKey(customerId: number, attributeId: number): string {
  return `${customerId} ${attributeId}`;
}

/** What is wrong with a string as a value of an attribute, in BigCommerce's words. */
export function findValueProblem(type: AttributeType, value: string): string | undefined {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? undefined : 'invalid number';
  if (type === 'date') return isDay(value) ? undefined : 'invalid date';
  return undefined;
}

/** Whether a string is a day of the calendar, such as `2026-03-02`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

/** A value as responses have it. Dates are whole seconds. */
export function recordOf(stored: StoredValue): components['schemas']['AttributeValue'] {
  const { id, customerId, attributeId, value, createdAtMs, modifiedAtMs } = stored;
  return {
    id,
    customer_id: customerId,
    attribute_id: attributeId,
    attribute_value: value,
    date_created: dateTimeText(createdAtMs),
    date_modified: dateTimeText(modifiedAtMs),
  };
}

function dateTimeText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
