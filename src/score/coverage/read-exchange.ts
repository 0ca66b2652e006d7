import {
  bestRange,
  type ContentModel,
  type Contract,
  decodeNamed,
  documentedStatus,
  hasBody,
  matchOperation,
  mediaTypeOf,
  type OperationModel,
  type ResponseModel,
  readBody,
  readHeaders,
  readRequest,
  type WireRequest,
  type WireResponse,
} from '#contract';
import type { Violation } from '#errors';
import type { AssertedExchange } from './items.js';

/** An exchange in the terms of the document: as values, not as text. */
export interface Reading {
  readonly operation: OperationModel;
  readonly violations: readonly Violation[];
  /** Both halves are there, and nothing is wrong with either. */
  readonly conforms: boolean;
  readonly request: RequestReading | undefined;
  readonly response: ResponseReading | undefined;
}

export interface RequestReading {
  /** The values of the parameters that were sent, by place and name. */
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly body: BodyReading | undefined;
}

export interface ResponseReading {
  readonly status: number;
  /** The entry of the document that describes it; `undefined` if none does. */
  readonly documented: ResponseModel | undefined;
  readonly headers: ReadonlyMap<string, unknown>;
  readonly body: BodyReading | undefined;
}

export interface BodyReading {
  readonly content: ContentModel;
  /** `undefined` if it cannot be read. */
  readonly value: unknown;
}

export function parameterKey({ in: place, name }: { readonly in: string; readonly name: string }): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

/** Reads an exchange as the checker does. */
export function readExchange(asserted: AssertedExchange, operation: OperationModel, contract: Contract): Reading {
  const { request, response, violations } = asserted;
  return {
    operation,
    violations,
    conforms: request !== undefined && response !== undefined && violations.length === 0,
    request: request && readSent(request, operation, contract),
    response: response && readReceived(response, operation, contract),
  };
}

/** A request that calls another operation, or none, has no values for this one. */
function readSent(request: WireRequest, operation: OperationModel, contract: Contract): RequestReading {
  const match = matchOperation(request, contract);
  if (!('operation' in match) || match.operation.operationId !== operation.operationId)
    return { parameters: new Map(), body: undefined };
  const { carried, mediaType, body } = readRequest(request, match);
  const values = operation.parameters.flatMap((parameter) => {
    const { in: place, name } = parameter;
    const among = carried[place];
    const key = place === 'header' ? name.toLowerCase() : name;
    return isOwnMember(among, key) ? [[parameterKey(parameter), among[key]] as const] : [];
  });
  const content = operation.requestBody?.content.find((one) => one.mediaType === mediaType);
  const isThere = hasBody(request.body);
  return { parameters: new Map(values), body: content && isThere ? { content, value: body.value } : undefined };
}

function isOwnMember(value: unknown, name: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function readReceived(
  { status, headers: given, body }: WireResponse,
  { operationId, responses }: OperationModel,
  contract: Contract,
): ResponseReading {
  const described = contract.responses[operationId] ?? {};
  const name = documentedStatus(status, described);
  const documented = responses.find((response) => response.status === name);
  const descriptor = name === undefined ? undefined : described[name];
  if (!documented || !descriptor) return { status, documented: undefined, headers: new Map(), body: undefined };
  const texts = readHeaders(given);
  const inHeaders = { operationId, location: 'response.header', pointer: '/response/headers' } as const;
  const decoded = decodeNamed(descriptor.headers, texts, inHeaders, (text) => text).values;
  const headers = documented.headers.flatMap((header) => {
    const key = [header.name, header.name.toLowerCase()].find((one) => Object.hasOwn(decoded, one));
    return key === undefined ? [] : [[header.name, decoded[key]] as const];
  });
  return { status, documented, headers: new Map(headers), body: readReceivedBody(body, texts, documented, descriptor) };
}

function readReceivedBody(
  body: unknown,
  headers: ReadonlyMap<string, string>,
  { content }: ResponseModel,
  { texts }: NonNullable<Contract['responses'][string]>[string],
): BodyReading | undefined {
  if (!hasBody(body)) return undefined;
  const mediaTypes = content.map(({ mediaType }) => mediaType);
  const range = bestRange(mediaTypes, mediaTypeOf(headers));
  const described = content.find(({ mediaType }) => mediaType === range);
  const place = { operationId: undefined, location: 'response.body', pointer: '/response/body' } as const;
  return (
    described && { content: described, value: readBody(body, mediaTypeOf(headers), mediaTypes, place, texts).value }
  );
}
