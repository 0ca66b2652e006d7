import type { WireRequest } from '../../../src/contract/index.js';
import type { OperationModel, ParameterModel } from '../../../src/contract/load/model.js';
import { fullQuery, fullRequest, rawValue, urlOf } from '../counterexamples/wire.js';
import { validValuesOf } from './values.js';

/** A request that an operation accepts, and what is special about it. */
export interface ValidRequest {
  readonly what: string;
  readonly request: WireRequest;
}

/** Each parameter present and absent and at each of its bounds, and each form that the body may have. */
export function validRequests(operation: OperationModel): ValidRequest[] {
  const full = fullRequest(operation);
  const query = fullQuery(operation);
  const isRequired = (name: string) => operation.parameters.some((one) => one.name === name && one.required);
  const withUrl = (what: string, url: string): ValidRequest => ({ what, request: { ...full, url } });
  const optional = operation.parameters.filter((parameter) => parameter.in === 'query' && !parameter.required);
  return [
    { what: 'everything', request: full },
    withUrl(
      'only what is required',
      urlOf(
        operation,
        query.filter(([name]) => isRequired(name)),
      ),
    ),
    ...optional.map(({ name }) =>
      withUrl(
        `without ${name}`,
        urlOf(
          operation,
          query.filter(([other]) => other !== name),
        ),
      ),
    ),
    ...operation.parameters.flatMap((parameter) =>
      rawValues(parameter).map((raw) =>
        withUrl(
          `${parameter.name} is ${raw}`,
          parameter.in === 'path'
            ? urlOf(operation, query, { [parameter.name]: raw })
            : urlOf(
                operation,
                query.map(([name, value]) => [name, name === parameter.name ? raw : value]),
              ),
        ),
      ),
    ),
    ...bodies(operation, full),
  ];
}

function rawValues(parameter: ParameterModel): string[] {
  const isPath = parameter.in === 'path';
  return validValuesOf(parameter.schema).flatMap((value) => {
    const raw = rawValue(parameter, value);
    return raw === undefined || (isPath && raw === '') ? [] : [raw];
  });
}

function bodies({ requestBody }: OperationModel, full: WireRequest): ValidRequest[] {
  const json = requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  if (!json) return [];
  const values = validValuesOf(json.schema).map((value) => JSON.stringify(value));
  const withBody = values.map((body) => ({ what: `the body is ${body}`, request: { ...full, body } }));
  return requestBody?.required ? withBody : [...withBody, { what: 'no body', request: { ...full, body: '' } }];
}
