import type { OperationModel, SpecModel } from '../contract/load/model.js';
import { SpecProblemsError } from '../contract/load/source.js';
import { takesBody } from './bodies.js';
import type { CodegenSource } from './codegen-source.js';
import { METHODS } from './found-operations.js';

/**
 * Leaves out operations that cannot be read, or that `fetch` cannot send, and the bodies that it refuses.
 *
 * @throws SpecProblemsError when none is left, or an operation of this package's own document cannot be read.
 */
export function withSendableOperations(model: SpecModel, { warn, problemAt }: CodegenSource): SpecModel {
  const unreadable = model.operations.flatMap(({ refused = [] }) => refused);
  if (warn === undefined && unreadable.length > 0) throw new SpecProblemsError(unreadable);
  const operations = model.operations.flatMap((operation) => {
    const { operationId, pointer } = operation;
    const reason = whyLeftOut(operation);
    if (reason !== undefined) warn?.(pointer, `${operationId} is left out: ${reason}`);
    return reason === undefined ? [withoutRefusedBody(operation, warn)] : [];
  });
  if (operations.length === 0) {
    const none = problemAt('/paths', 'generate', 'has no operation to generate code for');
    throw new SpecProblemsError(unreadable.length > 0 ? unreadable : [none]);
  }
  return { ...model, operations };
}

function whyLeftOut({ method, refused, requestBody }: OperationModel): string | undefined {
  if (refused) return refused.map(({ reason }) => reason).join('; ');
  const isKnown = METHODS.some((known) => known === method.toLowerCase());
  if (!isKnown || method === 'TRACE') return `fetch cannot send ${method}`;
  if (requestBody?.required && !takesBody(method)) return `it needs a body, and fetch sends none with ${method}`;
  return undefined;
}

function withoutRefusedBody(operation: OperationModel, warn: CodegenSource['warn']): OperationModel {
  const { operationId, method, requestBody } = operation;
  if (!requestBody || takesBody(method)) return operation;
  // Some makers give every operation a form without fields.
  const isEmpty = requestBody.content.every(({ schema }) => schema.at('properties').members.length === 0);
  if (!isEmpty) warn?.(requestBody.pointer, `the body of ${operationId} is left out: fetch sends none with ${method}`);
  return { ...operation, requestBody: undefined };
}
