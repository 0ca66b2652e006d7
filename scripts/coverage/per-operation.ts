import type { OperationModel } from '../codegen/model.js';

/** Remembers what is made of each operation. */
export function perOperation<Made>(make: (operation: OperationModel) => Made): (operation: OperationModel) => Made {
  const known = new WeakMap<OperationModel, Made>();
  return (operation) => {
    const made = known.get(operation) ?? make(operation);
    known.set(operation, made);
    return made;
  };
}
