import type { OperationModel } from '../codegen/model.js';
import type { CoverageItem } from './item.js';
import type { Reading } from './read-exchange.js';

/** Some criteria that belong together: their items in an operation, and which of these an exchange covers. */
export interface Topic {
  list(operation: OperationModel): CoverageItem[];
  /** Items by `keyOf`. What is no item of the document does not count. */
  observe(reading: Reading): Iterable<string>;
}
