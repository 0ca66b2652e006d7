import type { OperationModel, ParameterModel } from '../../src/contract/load/model.js';
import { limitsOf } from '../../src/contract/load/schemas.js';
import type { Limits, OperationDescriptor, QueryParameterDescriptor } from './runtime/descriptor.js';

/** What a client must know of an operation to write its request. Whatever goes without saying is left out. */
export function describeForClient(operation: OperationModel): OperationDescriptor {
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

function describeQueryParameter(parameter: ParameterModel): QueryParameterDescriptor {
  const { name, style, explode, allowReserved, dateFilter, repeatableWhenOmitted } = parameter;
  const limits = sizesOf(parameter);
  return {
    name,
    ...(style !== 'form' && { style }),
    ...(!explode && { explode }),
    ...(allowReserved && { allowReserved }),
    ...(dateFilter && { dateFilter }),
    ...(repeatableWhenOmitted === false && { repeatableWhenOmitted }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

function sizesOf({ schema }: Pick<ParameterModel, 'schema'>): Limits {
  const { minimum, maximum, maxItems } = limitsOf(schema);
  return {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(maxItems !== undefined && { maxItems }),
  };
}
