import type { OperationModel, SpecModel } from '../../src/contract/load/model.js';
import { quote } from './print.js';

/** Writes the typed fetch client: one function for each operation, over openapi-fetch. */
export function emitClient(model: SpecModel): string {
  return `import createClient, {
  type ClientOptions,
  type FetchResponse,
  type HeadersOptions,
  type ParamsOption,
  type RequestBodyOption,
} from 'openapi-fetch';
import type { OperationDescriptor } from './descriptor.js';
import { operations as descriptors, type OperationId } from './operations.js';
import { serializePath, serializeQuery } from './serialize.js';
import type { operations, paths } from './types.js';

/** Parameters and body of a call, as the operation defines them. */
export type OperationInput<Id extends OperationId> = ParamsOption<operations[Id]> & RequestBodyOption<operations[Id]>;

/** What a call takes besides: what \`fetch\` takes, and a \`fetch\` for this call alone. */
export interface OperationInit extends Omit<RequestInit, 'body' | 'headers' | 'method'> {
  fetch?: (request: Request) => Promise<Response>;
  headers?: HeadersOptions;
}

export type OperationOptions<Id extends OperationId> = OperationInput<Id> & OperationInit;

/** What a call resolves to, as openapi-fetch has it: \`data\` or \`error\`, and the \`response\`. */
export type OperationResult<Id extends OperationId> = FetchResponse<operations[Id], object, \`\${string}/\${string}\`>;

export type OperationFunctions = {
  [Id in OperationId]: (options: OperationOptions<Id>) => Promise<OperationResult<Id>>;
};

/**
 * Creates one function per operation. They send what they are given: values are checked by the compiler only, and a
 * \`baseUrl\` with the server's variables filled in is needed.
 */
export function createOperations(options: ClientOptions) {
  const client = createClient<paths>(options);
  return {
${model.operations.map(emitFunction).join('\n')}  } satisfies OperationFunctions;
}

/** Parameters are written as the document says, each in its own style. */
function serializers({ parameters }: OperationDescriptor) {
  return {
    querySerializer: (query: Record<string, unknown>) => serializeQuery(parameters.query, query),
    pathSerializer: serializePath,
  };
}
`;
}

function emitFunction({ operationId, method, path, summary, parameters, requestBody }: OperationModel): string {
  const optional = !parameters.some(({ required }) => required) && !requestBody?.required;
  return `    /** ${summary.replaceAll('*/', '*\\/')} */
    ${operationId}: (options${optional ? '?' : ''}: OperationOptions<${quote(operationId)}>) =>
      client.${method}(${quote(path)}, { ...options, ...serializers(descriptors.${operationId}) }),
`;
}
