import type { OperationModel, SpecModel } from '../../src/contract/load/model.js';
import { describeForClient } from './describe-client.js';
import { printLiteral } from './print.js';

/** Writes what a client knows of the server and of all operations. */
export function emitOperations({ title, version, server, operations }: SpecModel): string {
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

/** Every operation by its operationId, as far as a client must know it. */
export const operations = {
${emitMembers(operations, describeForClient)}} as const satisfies Record<string, OperationDescriptor>;

export type OperationId = keyof typeof operations;
`;
}

function emitMembers(operations: readonly OperationModel[], describe: (operation: OperationModel) => object): string {
  return operations
    .map((operation) => `  ${operation.operationId}: ${printLiteral(describe(operation), '  ')},\n`)
    .join('');
}
