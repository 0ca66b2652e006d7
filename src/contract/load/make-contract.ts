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
import type { ContractSource } from './source.js';

/** The members of a contract that follow from the document alone. */
export type ReadContract = Pick<Contract, 'server' | 'servers' | 'operations' | 'requests' | 'bodies' | 'responses'>;

/**
 * Makes a contract of a document whose references all lead to places within it. Schemas are compiled once, when they are first
 * needed.
 *
 * @param schemas The document with the ids of its schemas, if it has any.
 * @throws SpecProblemsError when a part of the document cannot be read.
 */
export function makeContract(
  { document, problemAt, note }: ContractSource,
  schemas: JsonObject = document,
): ReadContract {
  const model = readModel({ document, problemAt, ...(note && { note }) });
  const operations = withUniqueIds(model.operations, (pointer, reason) => note?.(pointer, reason));
  const dialect = isOf30({ document }) ? 'openapi-3.0' : '2020-12';
  const schemasOf = (direction: Direction) =>
    new Schemas({ formats: FORMATS, direction }).add(DOCUMENT, schemas, { dialect });
  const [forRequests, forResponses] = [schemasOf('request'), schemasOf('response')];
  const byId = <Value>(describe: (operation: OperationModel) => Value) =>
    Object.fromEntries(operations.map((operation) => [operation.operationId, describe(operation)]));
  return {
    server: model.server,
    servers: model.servers,
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
  const { repeatableWhenOmitted } = parameter;
  return {
    ...describeValue(parameter),
    style,
    explode,
    allowReserved,
    ...(allowEmptyValue && { allowEmptyValue }),
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
