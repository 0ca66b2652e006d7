import type { WireResponse } from '../../../src/contract/index.js';
import type { DocumentNode, OperationModel, ResponseModel } from '../../../src/contract/load/model.js';
import { isRecord, pointerTo } from '../../../src/json.js';
import { bodyText, fullResponse } from '../counterexamples/wire.js';
import { type Case, validCasesOf } from './values.js';

/** An answer that an operation may give, and what is special about it. */
export interface ValidResponse {
  readonly what: string;
  /** What of the document it is made for: a JSON pointer. */
  readonly about: string;
  readonly response: WireResponse;
}

/** Each documented status with each media type, each header and each body at its bounds. */
export function validResponses({ responses }: OperationModel): ValidResponse[] {
  return responses.flatMap((response) => [
    { what: 'everything', about: response.pointer, response: fullResponse(response) },
    ...leastHeaders(response),
    ...responsesWith(response, validCasesOf),
    ...withoutBody(response),
    ...atEndsOfRange(response),
  ]);
}

function leastHeaders(response: ResponseModel): ValidResponse[] {
  const optional = response.headers.filter((header) => !header.required).map(({ name }) => name);
  const least = withoutHeaders(fullResponse(response), optional);
  return [{ what: 'no header that may be missing', about: pointerTo(response.pointer, 'headers'), response: least }];
}

/** The full response, once for each value that a header or the body may have. */
export function responsesWith(response: ResponseModel, casesOf: (node: DocumentNode) => Case[]): ValidResponse[] {
  const full = fullResponse(response);
  const headers = response.headers.flatMap(({ name, schema }) =>
    casesOf(schema)
      .filter(({ value }) => value !== null && !isRecord(value))
      .map(({ about, value }) => ({
        what: name,
        about,
        response: { ...full, headers: { ...full.headers, [name]: String(value) } },
      })),
  );
  const bodies = response.content.flatMap(({ mediaType, schema }) =>
    casesOf(schema)
      .filter(({ value }) => value !== '' || mediaType === 'application/json')
      .map(({ about, value }) => ({
        what: `the ${mediaType} body`,
        about,
        response: { ...fullResponse(response, mediaType), body: bodyText(mediaType, value) },
      })),
  );
  return [...headers, ...bodies];
}

function withoutHeaders(response: WireResponse, names: readonly string[]): WireResponse {
  const left = Object.entries({ ...response.headers }).filter(([name]) => !names.includes(name));
  return { ...response, headers: Object.fromEntries(left) };
}

function withoutBody(response: ResponseModel): ValidResponse[] {
  if (!response.bodyOptional) return [];
  return response.content.flatMap(({ mediaType }) => {
    const { body: _, ...rest } = fullResponse(response, mediaType);
    const about = pointerTo(response.pointer, 'x-body-optional');
    return [
      { what: `no body, which would be ${mediaType}`, about, response: rest },
      { what: 'no body and no media type', about, response: withoutHeaders(rest, ['Content-Type']) },
    ];
  });
}

function atEndsOfRange(response: ResponseModel): ValidResponse[] {
  const { minimum, maximum } = response.statusRange ?? {};
  const about = pointerTo(response.pointer, 'x-status-range');
  return [minimum, maximum].flatMap((status) =>
    status === undefined ? [] : [{ what: `status ${status}`, about, response: { ...fullResponse(response), status } }],
  );
}
