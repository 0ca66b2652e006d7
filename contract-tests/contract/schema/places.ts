import type { WireExchange } from '../../../src/contract/index.js';
import type { DocumentNode, OperationModel, ParameterModel, ResponseModel } from '../../../src/contract/load/model.js';
import type { Json } from '../../../src/json.js';
import {
  fullExchange,
  fullQuery,
  fullResponse,
  rawValue,
  sampleOf,
  urlOf,
} from '../../evidence/counterexamples/wire.js';

/** Somewhere in an exchange that a schema speaks about. */
export interface Place {
  readonly name: string;
  readonly schema: DocumentNode;
  /** A value that the schema allows. */
  readonly sample: Json;
  /** An exchange that is right apart from the value there; `undefined` for a value that cannot be written there. */
  exchangeWith(value: Json): WireExchange | undefined;
}

/** Every place of an operation's exchanges. */
export function placesOf(operation: OperationModel): Place[] {
  return [
    ...operation.parameters.filter((parameter) => parameter.in === 'query').map((each) => queryPlace(operation, each)),
    ...bodyPlaces(operation),
    ...operation.responses.flatMap((response) => responsePlaces(operation, response)),
  ];
}

function queryPlace(operation: OperationModel, parameter: ParameterModel): Place {
  const { name, schema } = parameter;
  const base = fullExchange(operation);
  const others = fullQuery(operation).filter(([other]) => other !== name);
  const exchangeWith = (value: Json) => {
    const raw = rawValue(parameter, value);
    if (raw === undefined || isLostAsText(schema, value)) return undefined;
    return { ...base, request: { ...base.request, url: urlOf(operation, [...others, [name, raw]]) } };
  };
  return { name: `${operation.operationId} query ${name}`, schema, sample: sampleOf(schema) ?? null, exchangeWith };
}

/** In a URL or a header, what is no text becomes one, which no schema for texts could tell. Numbers have no exponent. */
function isLostAsText(schema: DocumentNode, value: Json): boolean {
  if ([value].flat().some((member) => typeof member === 'number' && String(member).includes('e'))) return true;
  const texts = (node: DocumentNode) => [node.object['type']].flat().includes('string');
  const isText = (member: Json) => typeof member === 'string';
  if (Array.isArray(value)) return texts(schema.at('items')) && !value.every(isText);
  return texts(schema) && !isText(value);
}

function bodyPlaces(operation: OperationModel): Place[] {
  const base = fullExchange(operation);
  const json = operation.requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  if (!json) return [];
  const exchangeWith = (value: Json) => ({ ...base, request: { ...base.request, body: JSON.stringify(value) } });
  const { schema } = json;
  return [{ name: `${operation.operationId} body`, schema, sample: sampleOf(schema) ?? null, exchangeWith }];
}

function responsePlaces(operation: OperationModel, described: ResponseModel): Place[] {
  const { request } = fullExchange(operation);
  const json = described.content.find(({ mediaType }) => mediaType === 'application/json');
  const response = fullResponse(described, json?.mediaType);
  const name = `${operation.operationId} ${described.status}`;
  const headers = described.headers.map((header): Place => {
    const { schema } = header;
    const exchangeWith = (value: Json) =>
      typeof value === 'object' || isLostAsText(schema, value)
        ? undefined
        : { request, response: { ...response, headers: { ...response.headers, [header.name]: String(value) } } };
    return { name: `${name} ${header.name}`, schema, sample: sampleOf(schema) ?? null, exchangeWith };
  });
  if (!json) return headers;
  const exchangeWith = (value: Json) => ({ request, response: { ...response, body: JSON.stringify(value) } });
  const { schema } = json;
  return [...headers, { name: `${name} body`, schema, sample: sampleOf(schema) ?? null, exchangeWith }];
}
