import type { SpecModel } from '../../src/contract/load/model.js';
import { requestSchema } from '../../src/contract/load/schemas.js';
import type { NamedSchemas } from './emit-checks.js';

/** The schemas of what each operation's request carries, by the name of their validators. */
export function requestSchemas({ operations }: SpecModel): NamedSchemas {
  return new Map(operations.map((operation) => [`${operation.operationId}Request`, requestSchema(operation)]));
}

/** Writes the validator of each operation's request, out of the module that has them by name. */
export function emitRequests({ operations }: SpecModel): string {
  const members = operations.map(({ operationId }) => `  ${operationId}: validate.${operationId}Request,\n`);
  return `import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './validators.js';

/** What the parameters and the body of each operation must satisfy, as \`{ path, query, header, body }\`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
${members.join('')}};
`;
}
