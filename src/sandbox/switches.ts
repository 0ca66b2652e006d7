import { checkBoolean, type OptionChecks, optional } from '../options.js';
import { oneOf } from './checks.js';

/** How the store behaves where that is not documented, or differs between stores. A client has to cope with either. */
export interface Switches {
  /** Whether an upsert with an invalid value still writes the valid ones. The status is 422 either way. */
  readonly partialUpsert: boolean;
  /** Whether a 422 to an upsert names every invalid value, or only the first. */
  readonly namesAllInvalid: boolean;
  /** Whether the records in the response to an upsert are in reverse order. */
  readonly reorderRecords: boolean;
  /** The status after shopper profiles were removed: 200 with counts, or 204 without a body. */
  readonly removalAnswer: 200 | 204;
  /** Whether removing a profile that is not in the segment counts as a failure. Only counts and a 422 can show it. */
  readonly reportsAbsentProfiles: boolean;
  /** The status of an upsert with too many values. */
  readonly tooManyItems: 413 | 422;
  /** Whether a `limit` that is too large is refused with a 422, or lists the largest page. */
  readonly tooLargePage: 'refused' | 'largest';
  /** The status of a deletion of values without ids. Nothing is deleted either way. */
  readonly valueDeletionWithoutIds: 422 | 204;
  /** Whether a call takes effect although its client gave up while it was running. */
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

export const SWITCH_CHECKS: OptionChecks<Switches> = {
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
