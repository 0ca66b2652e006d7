import type { WireResponse } from '../../../src/contract/index.js';
import type { OperationModel, ResponseModel } from '../../../src/contract/load/model.js';
import { bodyText, fullResponse } from '../counterexamples/wire.js';
import { validValuesOf } from './values.js';

/** An answer that an operation may give, and what is special about it. */
export interface ValidResponse {
  readonly what: string;
  readonly response: WireResponse;
}

/** Each documented status with each media type, each header and each body at its bounds. */
export function validResponses({ responses }: OperationModel): ValidResponse[] {
  return responses.flatMap((response) => [
    { what: 'everything', response: fullResponse(response) },
    ...withHeaders(response),
    ...withBodies(response),
    ...withoutBody(response),
    ...atEndsOfRange(response),
  ]);
}

function withHeaders(response: ResponseModel): ValidResponse[] {
  const full = fullResponse(response);
  const optional = response.headers.filter((header) => !header.required).map(({ name }) => name);
  return [
    { what: 'no header that may be missing', response: withoutHeaders(full, optional) },
    ...response.headers.flatMap(({ name, schema }) =>
      validValuesOf(schema)
        .filter((value) => value !== null)
        .map((value) => ({
          what: `${name} is ${String(value)}`,
          response: { ...full, headers: { ...full.headers, [name]: String(value) } },
        })),
    ),
  ];
}

function withoutHeaders(response: WireResponse, names: readonly string[]): WireResponse {
  const left = Object.entries({ ...response.headers }).filter(([name]) => !names.includes(name));
  return { ...response, headers: Object.fromEntries(left) };
}

function withBodies(response: ResponseModel): ValidResponse[] {
  return response.content.flatMap(({ mediaType, schema }) =>
    validValuesOf(schema)
      .filter((value) => value !== '' || mediaType === 'application/json')
      .map((value) => {
        const body = bodyText(mediaType, value);
        return { what: `the ${mediaType} body is ${body}`, response: { ...fullResponse(response, mediaType), body } };
      }),
  );
}

function withoutBody(response: ResponseModel): ValidResponse[] {
  if (!response.bodyOptional) return [];
  return response.content.flatMap(({ mediaType }) => {
    const { body: _, ...rest } = fullResponse(response, mediaType);
    return [
      { what: `no body, which would be ${mediaType}`, response: rest },
      { what: 'no body and no media type', response: withoutHeaders(rest, ['Content-Type']) },
    ];
  });
}

function atEndsOfRange(response: ResponseModel): ValidResponse[] {
  const { minimum, maximum } = response.statusRange ?? {};
  return [minimum, maximum].flatMap((status) =>
    status === undefined ? [] : [{ what: `status ${status}`, response: { ...fullResponse(response), status } }],
  );
}
