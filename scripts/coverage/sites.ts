import { isJson } from '../../src/contract/read-body.js';
import type { DocumentNode } from '../codegen/document.js';
import type { OperationModel } from '../codegen/model.js';
import { pointerTo } from '../spec/json.js';
import { parameterKey, type Reading } from './read-exchange.js';
import type { PlaceValue } from './schema-places.js';

/** What has a schema of its own in an exchange: a parameter, a header, or a body. */
export interface Site {
  /** `query limit`, `request application/json`, `200 header X-Request-Id`, `200 application/json` */
  readonly name: string;
  readonly node: DocumentNode;
  /** Whether it is a text that stands for a value. */
  readonly isText: boolean;
  readonly isResponseBody: boolean;
}

export function sitesOf({ parameters, requestBody, responses }: OperationModel): Site[] {
  const text = { isText: true, isResponseBody: false };
  return [
    ...parameters.map((parameter) => ({ name: parameterKey(parameter), node: parameter.schema, ...text })),
    ...(requestBody?.content ?? []).map(({ mediaType, schema }) => ({
      ...text,
      name: `request ${mediaType}`,
      node: schema,
      isText: !isJson(mediaType),
    })),
    ...responses.flatMap(({ status, headers, content }) => [
      ...headers.map(({ name, schema }) => ({ name: `${status} header ${name}`, node: schema, ...text })),
      ...content.map(({ mediaType, schema }) => ({
        name: `${status} ${mediaType}`,
        node: schema,
        isText: !isJson(mediaType),
        isResponseBody: true,
      })),
    ]),
  ];
}

/** What an exchange has at these sites. */
export function valuesAtSites({ operation, request, response }: Reading): PlaceValue[] {
  const status = response?.documented?.status ?? '';
  const parameters = operation.parameters.map((parameter) => ({
    name: parameterKey(parameter),
    node: parameter.schema,
    value: request?.parameters.get(parameterKey(parameter)),
    pointer: pointerTo('/request', parameter.in === 'header' ? 'headers' : parameter.in, nameOnWire(parameter)),
  }));
  const headers = (response?.documented?.headers ?? []).map(({ name, schema }) => ({
    name: `${status} header ${name}`,
    node: schema,
    value: response?.headers.get(name),
    pointer: pointerTo('/response/headers', name.toLowerCase()),
  }));
  const bodies = [
    { prefix: 'request', body: request?.body, pointer: '/request/body' },
    { prefix: status, body: response?.body, pointer: '/response/body' },
  ].flatMap(({ prefix, body, pointer }) =>
    body
      ? [{ name: `${prefix} ${body.content.mediaType}`, node: body.content.schema, value: body.value, pointer }]
      : [],
  );
  return [...parameters, ...headers, ...bodies]
    .filter(({ value }) => value !== undefined)
    .map((found) => ({ ...found, isProperty: false, isChosen: true }));
}

function nameOnWire({ in: place, name }: { readonly in: string; readonly name: string }): string {
  return place === 'header' ? name.toLowerCase() : name;
}
