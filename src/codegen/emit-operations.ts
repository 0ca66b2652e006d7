import type { OperationModel, ParameterModel, SpecModel } from '../contract/load/model.js';
import { limitsOf, requestSchema } from '../contract/load/read-schemas.js';
import { isJson } from '../contract/read-body.js';
import type { JsonObject } from '../json.js';
import type { NamedSchemas } from './emit-checks.js';
import { identifierFor, printLiteral, printName } from './print.js';
import type { ClientLimits, ClientOperation, ClientQueryParameter } from './runtime/descriptor.js';

/** Writes what a client knows of the server and of all operations. */
export function emitOperations({ title, version, server, operations }: SpecModel): string {
  const credentials = operations
    .flatMap(({ security }) => security.flat())
    .filter((credential) => credential.in === 'header');
  const credentialHeaders = [...new Set(credentials.map(({ name }) => name))];
  const members = operations.map(
    (each) => `  ${printName(each.operationId)}: ${printLiteral(describeForClient(each), '  ')},
`,
  );
  return `import { type ClientOperation, type ServerDescriptor, withoutPrototypes } from './descriptor.js';

/** The document that everything in this folder was generated from. */
export const specification = ${printLiteral({ title, version })};

export const server = ${printLiteral(server)} as const satisfies ServerDescriptor;

/** The headers that carry credentials. */
export const credentialHeaders = ${printLiteral(credentialHeaders)} as const;

/** Every operation by its operationId, as far as a client must know it. */
export const operations = /* @__PURE__ */ withoutPrototypes({
${members.join('')}} as const satisfies Record<string, ClientOperation>);

export type OperationId = keyof typeof operations;
`;
}

/** What a client must know of an operation to write its request. Whatever goes without saying is left out. */
export function describeForClient(operation: OperationModel): ClientOperation {
  const { method, path, parameters, requestBody, responses, maxConcurrency, repeatable } = operation;
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const json = requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return {
    method,
    path,
    parameters: { query: query.map(describeQueryParameter) },
    ...(json && { requestBody: { limits: sizesOf(json) } }),
    success: Object.fromEntries(
      successes.map(({ status, content }) => [status, content.map(({ mediaType }) => mediaType)]),
    ),
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(repeatable && { repeatable }),
  };
}

function describeQueryParameter(parameter: ParameterModel): ClientQueryParameter {
  const { name, style, explode, allowReserved, dateFilter, repeatableWhenOmitted, schema } = parameter;
  const limits = sizesOf(parameter);
  return {
    name,
    ...(style !== 'form' && { style }),
    ...(!explode && { explode }),
    ...(schema.object['type'] === 'array' && { list: true }),
    ...(allowReserved && { allowReserved }),
    ...(dateFilter && { dateFilter }),
    ...(schema.object['format'] === 'date-time' && { dateTime: true }),
    ...(repeatableWhenOmitted === false && { repeatableWhenOmitted }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

function sizesOf({ schema }: Pick<ParameterModel, 'schema'>): ClientLimits {
  const { minimum, maximum, maxItems } = limitsOf(schema);
  return {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(maxItems !== undefined && { maxItems }),
  };
}

/** The schemas of what each operation's request carries, by the name of their validators. */
export function requestSchemas({ operations }: SpecModel): NamedSchemas {
  return new Map(
    operations.map((operation) => [`${identifierFor(operation.operationId)}Request`, schemaOf(operation)]),
  );
}

/** A body that is not JSON is not looked into. */
function schemaOf(operation: OperationModel): JsonObject {
  const { requestBody } = operation;
  const isOther = requestBody !== undefined && !requestBody.content.some(({ mediaType }) => isJson(mediaType));
  return requestSchema(operation, isOther ? true : undefined);
}

/** Writes the table of the validators of requests, which stands in one module with them. */
export function emitRequests({ operations }: SpecModel): string {
  const members = operations.map(
    ({ operationId }) => `  ${printName(operationId)}: ${identifierFor(operationId)}Request,\n`,
  );
  return `/** What the parameters and the body of each operation must satisfy, as \`{ path, query, header, body }\`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
${members.join('')}};
`;
}
