import type { OperationModel } from '#contract';
import type { CoverageItem } from './items.js';
import type { Reading } from './read-exchange.js';

/** Some criteria that belong together: their items in an operation, and which of these an exchange covers. */
export interface Topic {
  list(operation: OperationModel): CoverageItem[];
  /** Items by `keyOf`. What is no item of the document does not count. */
  observe(reading: Reading): Iterable<string>;
}

/** Remembers what is made of each operation. */
export function perOperation<Made>(make: (operation: OperationModel) => Made): (operation: OperationModel) => Made {
  const known = new WeakMap<OperationModel, Made>();
  return (operation) => {
    const made = known.get(operation) ?? make(operation);
    known.set(operation, made);
    return made;
  };
}
