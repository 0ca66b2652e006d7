import type { OperationModel } from './model.js';

/**
 * Gives each operation an id of its own. One that has none, or the id of another, is known by what it is called with; two
 * paths may refer to the same operations.
 *
 * @param note Is told of each id that is there before.
 */
export function withUniqueIds(
  operations: readonly OperationModel[],
  note: (pointer: string, reason: string) => void,
): OperationModel[] {
  const first = new Map<string, OperationModel>();
  return operations.map((operation) => {
    const { operationId, method, path, pointer } = operation;
    const call = `${method} ${path}`;
    const known = first.get(operationId);
    if (known) {
      const unique = `${operationId} (${call})`;
      const reason = `${operationId} is also the operationId of ${known.method} ${known.path}; the operation is called ${unique} here`;
      note(`${pointer}/operationId`, reason);
      return { ...operation, operationId: unique };
    }
    const named = operationId === '' ? { ...operation, operationId: call } : operation;
    first.set(named.operationId, named);
    return named;
  });
}
