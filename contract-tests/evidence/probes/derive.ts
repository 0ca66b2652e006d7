import type { DocumentNode, OperationModel, ParameterModel, ResponseModel } from '../../../src/contract/load/model.js';
import { pointerTo } from '../../../src/json.js';
import { fullQuery, fullRequest, fullResponse } from '../counterexamples/wire.js';
import { requestsWith, urlWith, type ValidRequest } from '../valid-exchanges/requests.js';
import { responsesWith, type ValidResponse } from '../valid-exchanges/responses.js';
import { type Case, casesOf } from '../valid-exchanges/values.js';
import { probesOf } from './values.js';

const probes = (node: DocumentNode): Case[] => casesOf(node, probesOf);

/** Requests around what a document says, of which nobody claims that they keep it. */
export function requestProbes(operation: OperationModel): ValidRequest[] {
  return [
    ...requestsWith(operation, probes),
    ...operation.parameters.filter((parameter) => parameter.in === 'query').flatMap((one) => written(operation, one)),
    ...mediaTypes(operation),
  ];
}

/** Responses around what a document says, of which nobody claims that they keep it. */
export function responseProbes({ responses }: OperationModel): ValidResponse[] {
  return responses.flatMap((response) => [...responsesWith(response, probes), ...otherMediaTypes(response)]);
}

/** Other ways to write the value of a parameter. */
function written(operation: OperationModel, parameter: ParameterModel): ValidRequest[] {
  const good = fullQuery(operation).find(([name]) => name === parameter.name)?.[1] ?? '';
  const isList = parameter.schema.object['type'] === 'array';
  const raw = [
    '',
    ...(isList ? [`${good},`, ...[',', '|', '%20', '%2C'].map((between) => good + between + good)] : []),
  ];
  return raw.map((text) => ({
    what: `${parameter.name} as another might write it`,
    about: parameter.pointer,
    request: { ...fullRequest(operation), url: urlWith(operation, parameter, text) },
  }));
}

function mediaTypes(operation: OperationModel): ValidRequest[] {
  const { requestBody } = operation;
  if (!requestBody) return [];
  const full = fullRequest(operation);
  return RELATED.map((mediaType) => ({
    what: 'the media type of the body',
    about: pointerTo(requestBody.pointer, 'content'),
    request: { ...full, headers: { ...full.headers, 'Content-Type': mediaType } },
  }));
}

/** Bodies of other media types, each in a form in which that type would be accepted. */
function otherMediaTypes(response: ResponseModel): ValidResponse[] {
  if (response.content.length === 0) return [];
  const json = response.content.find(({ mediaType }) => mediaType === 'application/json');
  const texts = response.content.filter(({ mediaType }) => mediaType.startsWith('text/'));
  const inJson = { ...fullResponse(response, json?.mediaType), ...(json ? {} : { body: '{}' }) };
  return [
    ...RELATED.map((mediaType) => [mediaType, inJson] as const),
    ...texts.map(({ mediaType }) => ['text/x-other', fullResponse(response, mediaType)] as const),
  ].map(([mediaType, full]) => ({
    what: 'the media type of the body',
    about: pointerTo(response.pointer, 'content'),
    response: { ...full, headers: { ...full.headers, 'Content-Type': mediaType } },
  }));
}

/** Media types that look like JSON. */
const RELATED = ['application/json; charset=utf-8', 'application/problem+json', 'text/json'];
