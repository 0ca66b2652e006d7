import type { NamedSchemas } from './emit-validators.js';
import type { SpecModel } from './model.js';
import { requestSchema } from './schemas.js';

/** Writes the validator of each operation's request, and collects the schemas of the validators that it names. */
export function emitRequests({ operations }: SpecModel): { code: string; schemas: NamedSchemas } {
  const members = operations.map(({ operationId }) => `  ${operationId}: validate.${operationId}Request,\n`);
  const code = `import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './request-validators.js';

/** What the parameters and the body of each operation must satisfy, as \`{ path, query, header, body }\`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
${members.join('')}};
`;
  const schemas = operations.map((operation) => [`${operation.operationId}Request`, requestSchema(operation)] as const);
  return { code, schemas: new Map(schemas) };
}
