import type { WireRequest } from '../../../src/contract/index.js';
import type { DocumentNode, OperationModel, ParameterModel } from '../../../src/contract/load/model.js';
import { pointerTo } from '../../../src/json.js';
import { fullQuery, fullRequest, rawValue, urlOf } from '../counterexamples/wire.js';
import { type Case, validCasesOf } from './values.js';

/** A request that an operation accepts, and what is special about it. */
export interface ValidRequest {
  readonly what: string;
  /** What of the document it is made for: a JSON pointer. */
  readonly about: string;
  readonly request: WireRequest;
}

/** Each parameter present and absent and at each of its bounds, and each form that the body may have. */
export function validRequests(operation: OperationModel): ValidRequest[] {
  const full = fullRequest(operation);
  const query = fullQuery(operation);
  const isRequired = (name: string) => operation.parameters.some((one) => one.name === name && one.required);
  const withUrl = (what: string, about: string, url: string) => ({ what, about, request: { ...full, url } });
  const optional = operation.parameters.filter((parameter) => parameter.in === 'query' && !parameter.required);
  return [
    { what: 'everything', about: operation.pointer, request: full },
    withUrl(
      'only what is required',
      pointerTo(operation.pointer, 'parameters'),
      urlOf(
        operation,
        query.filter(([name]) => isRequired(name)),
      ),
    ),
    ...optional.map(({ name, pointer }) =>
      withUrl(
        `without ${name}`,
        pointer,
        urlOf(
          operation,
          query.filter(([other]) => other !== name),
        ),
      ),
    ),
    ...requestsWith(operation, validCasesOf),
    ...withoutBody(operation, full),
  ];
}

/** The full request of an operation, once for each value that a parameter or the body may have. */
export function requestsWith(operation: OperationModel, casesOf: (node: DocumentNode) => Case[]): ValidRequest[] {
  const full = fullRequest(operation);
  const json = operation.requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  return [
    ...operation.parameters.flatMap((parameter) =>
      casesOf(parameter.schema).flatMap(({ about, value }): ValidRequest[] => {
        const raw = rawValue(parameter, value);
        if (raw === undefined || (parameter.in === 'path' && raw === '')) return [];
        return [{ what: parameter.name, about, request: { ...full, url: urlWith(operation, parameter, raw) } }];
      }),
    ),
    ...(json ? casesOf(json.schema) : []).map(({ about, value }) => ({
      what: 'the body',
      about,
      request: { ...full, body: JSON.stringify(value) },
    })),
  ];
}

/** The address of the full request with another text for one parameter. */
export function urlWith(operation: OperationModel, { name, in: place }: ParameterModel, raw: string): string {
  const query = fullQuery(operation);
  if (place === 'path') return urlOf(operation, query, { [name]: raw });
  return urlOf(
    operation,
    query.map(([other, value]) => [other, other === name ? raw : value]),
  );
}

function withoutBody({ requestBody }: OperationModel, full: WireRequest): ValidRequest[] {
  if (!requestBody || requestBody.required) return [];
  const isSent = requestBody.content.some(({ mediaType }) => mediaType === 'application/json');
  return isSent ? [{ what: 'no body', about: requestBody.pointer, request: { ...full, body: '' } }] : [];
}
