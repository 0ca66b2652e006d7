import type {
  OperationDescriptor,
  ParameterDescriptor,
  QueryParameterDescriptor,
  ResponseDescriptor,
  TextDescriptors,
} from '../descriptors.js';
import type { SchemaValidator } from '../schema/schemas.js';
import type { DocumentNode } from './document.js';
import type { JsonObject } from './json.js';
import type { ContentModel, HeaderModel, OperationModel, ParameterModel, ResponseModel } from './model.js';
import { headersSchema, itemTypes, limitsOf, memberTypes, reference, wireTypes } from './schemas.js';

/** Everything about an operation: its request, and how it may be used. */
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

/** What a parameter or a header is called, and what its text is turned into. */
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

/** What an answer must satisfy. Its validators are whatever `validatorFor` makes of a schema. */
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
  const { style, explode, allowReserved, allowEmptyValue, json, dateFilter, whenOmitted, repeatableWhenOmitted } =
    parameter;
  return {
    ...describeValue(parameter),
    style,
    explode,
    allowReserved,
    ...(allowEmptyValue && { allowEmptyValue }),
    ...(json && { json }),
    ...(dateFilter && { dateFilter }),
    ...(whenOmitted && { whenOmitted }),
    ...(repeatableWhenOmitted !== undefined && { repeatableWhenOmitted }),
  };
}

/** Nothing where all that is not JSON is text. */
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
