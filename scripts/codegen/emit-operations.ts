import { describeOperation } from './describe.js';
import type { SpecModel } from './model.js';
import { printLiteral } from './print.js';

/** Writes the descriptors of all operations and of the server. */
export function emitOperations({ title, version, server, operations }: SpecModel): string {
  const members = operations.map(
    (operation) => `  ${operation.operationId}: ${printLiteral(describeOperation(operation), '  ')},\n`,
  );
  const credentials = operations
    .flatMap(({ security }) => security.flat())
    .filter((credential) => credential.in === 'header');
  const credentialHeaders = [...new Set(credentials.map(({ name }) => name))];
  return `import type { OperationDescriptor, ServerDescriptor } from './descriptor.js';

/** The document that everything in this folder was generated from. */
export const specification = ${printLiteral({ title, version })};

export const server = ${printLiteral(server)} as const satisfies ServerDescriptor;

/** The headers that carry credentials. */
export const credentialHeaders = ${printLiteral(credentialHeaders)} as const;

/** Every operation by its operationId. */
export const operations = {
${members.join('')}} as const satisfies Record<string, OperationDescriptor>;

export type OperationId = keyof typeof operations;
`;
}
