import type { JsonObject } from '../../json.js';
import type {
  Contract,
  OperationDescriptor,
  ParameterDescriptor,
  QueryParameterDescriptor,
  ResponseDescriptor,
  TextDescriptors,
} from '../contract.js';
import { FORMATS } from '../schema/formats.js';
import type { Direction } from '../schema/one-way.js';
import { Schemas, type SchemaValidator } from '../schema/schemas.js';
import type {
  ContentModel,
  DocumentNode,
  HeaderModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
} from './model.js';
import { readModel, withUniqueIds } from './read-model.js';
import {
  allowsAnyType,
  DOCUMENT,
  headersSchema,
  isOf30,
  itemTypes,
  limitsOf,
  memberTypes,
  reference,
  requestSchema,
  wireTypes,
} from './read-schemas.js';
import { lostBelow, type SchemaReferences } from './references.js';
import { type ContractSource, formatProblem, type SpecProblem, SpecProblemsError } from './source.js';

/** The members of a contract that follow from the document alone. */
export type ReadContract = Pick<
  Contract,
  'server' | 'servers' | 'operations' | 'requests' | 'bodies' | 'responses' | 'refused'
>;

/**
 * Makes a contract of a document whose references all lead to places within it. Schemas are compiled once, when they are first
 * needed.
 *
 * @param schemas The document with the ids of its schemas, if it has any.
 * @param references Where the references between the schemas lead, in a document that may have some that lead nowhere.
 * @throws SpecProblemsError when no operation can be read.
 */
export function makeContract(
  source: ContractSource,
  schemas: JsonObject = source.document,
  references?: SchemaReferences,
): ReadContract {
  const { document, note } = source;
  const model = readModel(source);
  const readable = references
    ? model.operations.map((operation) => refuseLost(operation, source, references))
    : model.operations;
  const operations = withUniqueIds(readable, (pointer, reason) => note?.(pointer, reason));
  const refused = operations.filter((operation) => operation.refused !== undefined);
  if (refused.length > 0 && refused.length === operations.length)
    throw new SpecProblemsError(uniqueProblems(refused.flatMap((operation) => operation.refused ?? [])));
  const dialect = isOf30({ document }) ? 'openapi-3.0' : '2020-12';
  const schemasOf = (direction: Direction) =>
    new Schemas({ formats: FORMATS, direction, isLenient: references !== undefined }).add(DOCUMENT, schemas, {
      dialect,
    });
  const [forRequests, forResponses] = [schemasOf('request'), schemasOf('response')];
  const byId = <Value>(describe: (operation: OperationModel) => Value) =>
    Object.fromEntries(operations.map((operation) => [operation.operationId, describe(operation)]));
  return {
    server: model.server,
    servers: model.servers,
    ...(refused.length > 0 && {
      refused: Object.fromEntries(refused.map(({ operationId, refused: problems = [] }) => [operationId, problems])),
    }),
    operations: byId(describeOperation),
    requests: byId((operation) => forRequests.validator(requestSchema(operation, true))),
    bodies: byId(({ requestBody }) =>
      Object.fromEntries(
        (requestBody?.content ?? []).map(({ mediaType, schema }) => [
          mediaType,
          forRequests.validator(reference(schema)),
        ]),
      ),
    ),
    responses: byId(({ responses }) =>
      Object.fromEntries(
        responses.map((response) => [
          response.status,
          describeResponse(response, (schema) => forResponses.validator(schema)),
        ]),
      ),
    ),
  };
}

/** An operation that needs a schema which a reference does not lead to is refused. */
function refuseLost(
  operation: OperationModel,
  { document, problemAt, lost: files }: ContractSource,
  references: SchemaReferences,
): OperationModel {
  if (references.lost.size === 0 || operation.refused) return operation;
  const { parameters, requestBody, responses } = operation;
  const parts = [
    ...parameters,
    ...(requestBody?.content ?? []),
    ...responses.flatMap(({ headers, content }) => [...headers, ...content]),
  ];
  const lost = lostBelow(
    document,
    references,
    parts.map(({ schema }) => schema.pointer),
  );
  if (lost === undefined) return operation;
  const reason = `refers to ${references.lost.get(lost)}, which leads nowhere`;
  const problems = files?.get(lost.replace(/\/\$ref$/, '')) ?? [problemAt(lost, 'reference', reason)];
  return { ...operation, parameters: [], requestBody: undefined, responses: [], security: [], refused: problems };
}

/** Several operations may need the same part. */
function uniqueProblems(problems: readonly SpecProblem[]): SpecProblem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

/** Describes the request of an operation, and how clients may use it. */
export function describeOperation(operation: OperationModel): OperationDescriptor {
  const {
    operationId,
    method,
    path,
    servers,
    parameters,
    requestBody,
    responses,
    security,
    maxConcurrency,
    repeatable,
  } = operation;
  const among = (place: ParameterModel['in']) => parameters.filter((parameter) => parameter.in === place);
  const json = requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  const cookies = among('cookie');
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return {
    operationId,
    method,
    path,
    ...(servers && { servers }),
    parameters: {
      path: among('path').map(describeParameter),
      query: among('query').map(describeQueryParameter),
      header: among('header').map(describeParameter),
      ...(cookies.length > 0 && { cookie: cookies.map(describeQueryParameter) }),
    },
    ...(operation.anyQuery && { anyQuery: true }),
    ...(requestBody && {
      requestBody: {
        required: requestBody.required,
        mediaTypes: requestBody.content.map(({ mediaType }) => mediaType),
        limits: json ? limitsOf(json.schema) : {},
        ...describeTexts(requestBody.content),
      },
    }),
    success: Object.fromEntries(
      successes.map(({ status, content }) => [status, content.map(({ mediaType }) => mediaType)]),
    ),
    security,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    repeatable,
  };
}

/** Describes a path parameter or a header. */
function describeParameter(header: HeaderModel): ParameterDescriptor {
  const { pathStyle: style, explode, json } = header;
  return { ...describeValue(header), ...(style && { style }), ...(explode && { explode }), ...(json && { json }) };
}

function describeValue({ name, required, schema }: HeaderModel): ParameterDescriptor {
  const types = wireTypes(schema);
  return {
    name,
    required,
    types,
    ...(types.includes('array') && { itemTypes: itemTypes(schema) }),
    ...(types.includes('object') && memberTypes(schema)),
    limits: limitsOf(schema),
  };
}

/** Describes a response. */
export function describeResponse(
  { headers, content, bodyOptional, statusRange }: ResponseModel,
  validatorFor: (schema: JsonObject) => SchemaValidator,
): ResponseDescriptor {
  return {
    headers: headers.map(describeParameter),
    validateHeaders: validatorFor(headersSchema(headers)),
    content: Object.fromEntries(content.map(({ mediaType, schema }) => [mediaType, validatorFor(reference(schema))])),
    ...describeTexts(content),
    ...(bodyOptional && { bodyOptional }),
    ...(statusRange && { statusRange }),
  };
}

function describeQueryParameter(parameter: ParameterModel): QueryParameterDescriptor {
  const { style, explode, allowReserved, allowEmptyValue, json, isUnchecked, dateFilter, whenOmitted } = parameter;
  const { repeatableWhenOmitted, isVerbatim, schema } = parameter;
  const isAnyType = !schema.source.forCodegen && allowsAnyType(schema);
  return {
    ...describeValue(parameter),
    style,
    explode,
    allowReserved,
    ...(allowEmptyValue && { allowEmptyValue }),
    ...(isVerbatim && { isVerbatim }),
    ...(isAnyType && { isAnyType, itemTypes: itemTypes(schema) }),
    ...(json && { json }),
    ...(isUnchecked && { isUnchecked }),
    ...(dateFilter && { dateFilter }),
    ...(whenOmitted && { whenOmitted }),
    ...(repeatableWhenOmitted !== undefined && { repeatableWhenOmitted }),
  };
}

/** Empty if all media types that are not JSON are strings. */
function describeTexts(content: readonly ContentModel[]): { texts?: TextDescriptors } {
  const texts = content.flatMap(({ mediaType, schema, form }) => {
    const types = wireTypes(schema);
    const isText = !form && (types.join() === 'string' || !/^(text|\*)\//.test(mediaType));
    return isText ? [] : [[mediaType, { types, ...(form && describeForm(form, schema)) }] as const];
  });
  return texts.length > 0 ? { texts: Object.fromEntries(texts) } : {};
}

function describeForm(form: readonly ParameterModel[], schema: DocumentNode) {
  const { otherMemberTypes: otherTypes } = memberTypes(schema);
  return { fields: form.map(describeQueryParameter), ...(otherTypes && { otherTypes }) };
}
