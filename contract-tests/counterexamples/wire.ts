import { DocumentNode } from '../../scripts/codegen/document.js';
import type { OperationModel, ParameterModel, ResponseModel } from '../../scripts/codegen/model.js';
import type { Json } from '../../scripts/spec/json.js';
import type { WireExchange, WireRequest, WireResponse } from '../../src/contract/index.js';
import type { BrokenValue } from './break-schema.js';
import { sampleOf } from './sample.js';

export const SERVER = 'https://api.bigcommerce.com/stores/abc123example/v3';

/** A query as names and raw values, so that each can be broken on its own. */
export type RawQuery = readonly (readonly [name: string, raw: string])[];

/** A request with everything that the operation can take. */
export function fullRequest(operation: OperationModel): WireRequest {
  const json = operation.requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  return {
    method: operation.method,
    url: urlOf(operation, fullQuery(operation)),
    headers: {
      ...Object.fromEntries(operation.security[0]?.map(({ name }) => [name, 'token']) ?? []),
      ...(json && { 'Content-Type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(sampleOf(json.schema)) }),
  };
}

export function fullQuery(operation: OperationModel): RawQuery {
  return operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => [parameter.name, rawValue(parameter, sampleOf(parameter.schema)) ?? '']);
}

export function urlOf(
  operation: OperationModel,
  query: RawQuery,
  path: Readonly<Record<string, string>> = {},
  server = SERVER,
): string {
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return path[name] ?? (parameter ? String(sampleOf(parameter.schema)) : '');
  });
  return `${server}${filled}${query.length > 0 ? '?' : ''}${query.map((pair) => pair.join('=')).join('&')}`;
}

/** Outside JSON everything is text, so that nothing can fail to be text. */
export function isObservable({ source }: DocumentNode, { constraint, keyword }: BrokenValue): boolean {
  const owner = DocumentNode.in(source, constraint.slice(0, constraint.lastIndexOf('/')));
  return keyword !== 'type' || ![owner.object['type']].flat().includes('string');
}

/** A value as it is written into a query. `undefined` for what no query can express: null, empty lists, lists as text. */
export function rawValue({ schema, allowReserved }: ParameterModel, value: Json | undefined): string | undefined {
  const isList = schema.object['type'] === 'array';
  if (isList !== Array.isArray(value) || (Array.isArray(value) && value.length === 0)) return undefined;
  const members = [value].flat();
  if (members.some((member) => member === null || typeof member === 'object')) return undefined;
  return members.map((member) => (allowReserved ? String(member) : encodeURIComponent(String(member)))).join(',');
}

/** An answer with everything that it can have. Of `default`, an answer with a status that is not listed. */
export function fullResponse(
  { status, headers, content }: ResponseModel,
  mediaType = content[0]?.mediaType,
): WireResponse {
  const media = content.find((candidate) => candidate.mediaType === mediaType);
  return {
    status: status === 'default' ? UNLISTED_STATUS : Number(status),
    headers: {
      ...Object.fromEntries(headers.map(({ name, schema }) => [name, String(sampleOf(schema))])),
      ...(mediaType && { 'Content-Type': mediaType }),
    },
    ...(media && { body: bodyText(media.mediaType, sampleOf(media.schema)) }),
  };
}

export function bodyText(mediaType: string, value: Json | undefined): string {
  return mediaType === 'application/json' ? JSON.stringify(value) : String(value);
}

/** An exchange with everything in it, to break one thing of. */
export function fullExchange(operation: OperationModel): WireExchange {
  const success = operation.responses.find(({ status }) => status.startsWith('2'));
  if (!success) throw new Error(`${operation.operationId} has no success`);
  return { request: fullRequest(operation), response: fullResponse(success) };
}

/** Nobody documents this one (RFC 2324). */
const UNLISTED_STATUS = 418;
