import type { components } from '../../generated/types.js';

/** What an attribute takes. Its values are texts all the same. */
export type AttributeType = 'string' | 'number' | 'date';

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly type: AttributeType;
}

/** What one customer has in one attribute. */
export interface StoredValue {
  readonly id: number;
  readonly customerId: number;
  readonly attributeId: number;
  readonly value: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** Everything that a store knows and calls can change. */
export interface StoreState {
  readonly customers: Set<number>;
  readonly attributes: Map<number, Attribute>;
  /** By the pair of customer and attribute: `23 4` is what customer 23 has in attribute 4. */
  readonly values: Map<string, StoredValue>;
  /** The ids of the shopper profiles in each segment, by the segment's id. */
  readonly segments: Map<string, Set<string>>;
  nextValueId: number;
}

/**
 * A value that a store begins with. Without an id it is given one, above those that others have; without moments, it was
 * written when the store began.
 */
export type SeedValue = Pick<StoredValue, 'customerId' | 'attributeId' | 'value'> &
  Partial<Pick<StoredValue, 'id' | 'createdAtMs' | 'modifiedAtMs'>>;

/** What a store begins with. */
export interface StoreSeed {
  readonly customers?: readonly number[];
  readonly attributes?: readonly Attribute[];
  readonly values?: readonly SeedValue[];
  /** The ids of the shopper profiles in each segment, by the segment's id. */
  readonly segments?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A store's state at a moment, with a copy of what it begins with. Ids of values are given in order, from 1 or from above
 * the largest that the seed has.
 */
export function createState(seed: StoreSeed = {}, nowMs = 0): StoreState {
  const state: StoreState = {
    customers: new Set(seed.customers),
    attributes: new Map(seed.attributes?.map((attribute) => [attribute.id, { ...attribute }])),
    values: new Map(),
    segments: new Map(
      Object.entries(seed.segments ?? {}).map(([id, profiles]) => [id.toLowerCase(), new Set(profiles.map(lowerCase))]),
    ),
    nextValueId: 1 + (seed.values ?? []).reduce((largest, { id = 0 }) => Math.max(largest, id), 0),
  };
  for (const value of seed.values ?? [])
    state.values.set(pairKey(value.customerId, value.attributeId), stored(state, value, nowMs));
  return state;
}

/** The pair decides whether a value is created or replaced. */
export function writeValue(
  state: StoreState,
  { customerId, attributeId, value }: Pick<StoredValue, 'customerId' | 'attributeId' | 'value'>,
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

/** Of two moments, one that is not known is like the other. */
function stored(state: StoreState, seed: SeedValue, nowMs: number): StoredValue {
  const { customerId, attributeId, value, createdAtMs, modifiedAtMs } = seed;
  return {
    id: seed.id ?? state.nextValueId++,
    customerId,
    attributeId,
    value,
    createdAtMs: createdAtMs ?? modifiedAtMs ?? nowMs,
    modifiedAtMs: modifiedAtMs ?? createdAtMs ?? nowMs,
  };
}

export function pairKey(customerId: number, attributeId: number): string {
  return `${customerId} ${attributeId}`;
}

/** UUIDs are the same in any case (RFC 9562, 4). */
function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** Says what is wrong with a text as the value of an attribute of some type, if anything. */
export function findValueProblem(type: AttributeType, value: string): string | undefined {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? undefined : 'invalid number';
  if (type === 'date') return isDay(value) ? undefined : 'invalid date';
  return undefined;
}

/** A day that there is, as `2026-03-02`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

/** A value as answers have it. Moments are whole seconds. */
export function recordOf(stored: StoredValue): components['schemas']['AttributeValue'] {
  const { id, customerId, attributeId, value, createdAtMs, modifiedAtMs } = stored;
  return {
    id,
    customer_id: customerId,
    attribute_id: attributeId,
    attribute_value: value,
    date_created: moment(createdAtMs),
    date_modified: moment(modifiedAtMs),
  };
}

function moment(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
