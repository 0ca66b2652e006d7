import type { ViolationLocation } from '../../src/contract/index.js';
import type { Reading } from './read-exchange.js';

/** A rule of OpenAPI, not of a schema. */
export interface Rule {
  readonly name: string;
  readonly pointer: string;
  readonly keyword: string;
  readonly locations: readonly ViolationLocation[];
  /** What of the exchange it is about, where that is less than the location. */
  readonly within?: string;
  /** Whether it says something about an exchange. By default it does about any. */
  concerns?(reading: Reading): boolean;
}
