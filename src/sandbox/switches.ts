import { checkBoolean, checkMilliseconds, type OptionCheck, type OptionChecks, optional } from '../options.js';

export const oneOf =
  (...settings: readonly unknown[]): OptionCheck =>
  (value) =>
    settings.includes(value) ? undefined : `must be ${settings.map((setting) => JSON.stringify(setting)).join(' or ')}`;

/** How long something takes, which may be no time at all. */
export const checkDelay: OptionCheck = (value) => (value === 0 ? undefined : checkMilliseconds(value));

export const checkSeed: OptionCheck = (value) => (Number.isSafeInteger(value) ? undefined : 'must be a whole number');

/** What can be the value of a header without a space, and does not end it. */
export function isVisible(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/** What is not known about stores, or differs between them. A client has to cope with either. */
export interface Switches {
  /** Whether an upsert with a value that is not acceptable writes the other ones all the same. Answered with 422. */
  readonly partialUpsert: boolean;
  /** Whether a 422 to an upsert names every value that is not acceptable, or only the first. */
  readonly namesAllInvalid: boolean;
  /** Whether the records in the answer to an upsert have another order than the values in the request. */
  readonly reorderRecords: boolean;
  /** How a store answers when shopper profiles were removed: with counts or without a body. */
  readonly removalAnswer: 200 | 204;
  /** Whether removing a profile that is not in the segment is a failure. It can be told only with counts or a 422. */
  readonly reportsAbsentProfiles: boolean;
  /** How a store answers an upsert of more values than it takes. */
  readonly tooManyItems: 413 | 422;
  /** Whether a store lists its largest page, or refuses with 422, when a larger one is asked for. */
  readonly tooLargePage: 'refused' | 'largest';
  /** How a store answers a deletion of values that names none: nothing is deleted either way. */
  readonly valueDeletionWithoutIds: 422 | 204;
  /** What becomes of a call that takes time, when the client gives up meanwhile. */
  readonly abandonedCall: 'carried-out' | 'dropped';
}

export const DEFAULT_SWITCHES: Switches = {
  partialUpsert: false,
  namesAllInvalid: false,
  reorderRecords: false,
  removalAnswer: 200,
  reportsAbsentProfiles: false,
  tooManyItems: 413,
  tooLargePage: 'refused',
  valueDeletionWithoutIds: 422,
  abandonedCall: 'carried-out',
};

export const CHECKED_SWITCHES: OptionChecks<Switches> = {
  partialUpsert: optional(checkBoolean),
  namesAllInvalid: optional(checkBoolean),
  reorderRecords: optional(checkBoolean),
  removalAnswer: optional(oneOf(200, 204)),
  reportsAbsentProfiles: optional(checkBoolean),
  tooManyItems: optional(oneOf(413, 422)),
  tooLargePage: optional(oneOf('refused', 'largest')),
  valueDeletionWithoutIds: optional(oneOf(422, 204)),
  abandonedCall: optional(oneOf('carried-out', 'dropped')),
};
