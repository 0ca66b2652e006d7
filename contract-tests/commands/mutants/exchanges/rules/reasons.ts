import { isDeepStrictEqual } from 'node:util';
import { isRecord, pointerTo } from '../../../../../src/json.js';
import { headerOf, mediaTypeIn, type PlainExchange } from '../../../../../src/score/exchanges/exchange.js';
import type { DocumentLook, FoundOperation, Resolved } from '../judge/opinion.js';
import { parametersOf } from '../judge/request-opinion.js';
import { describedAnswer, describesHeader, isListed } from '../judge/response-opinion.js';

/** An exchange that conforms although it was broken, what it was before, and the document. */
export interface ReasonContext {
  readonly broken: PlainExchange;
  readonly original: PlainExchange;
  readonly look: DocumentLook;
}

function operationOf(look: DocumentLook, { request }: PlainExchange): FoundOperation {
  const operation = look.operationFor(request.method, request.url);
  if (!operation) throw new TypeError('an exchange that conforms has an operation');
  return operation;
}

function answerOf({ broken, look }: ReasonContext): Resolved {
  const answer = describedAnswer(look, operationOf(look, broken), broken.response.status);
  if (!answer) throw new TypeError('an exchange that conforms has an answer that is described');
  return answer;
}

export function isStatusListed({ broken, look }: ReasonContext): boolean {
  return isListed(look, operationOf(look, broken), broken.response.status);
}

export function hasNoMediaTypeParameters(context: ReasonContext): boolean {
  const { broken, look } = context;
  const body = look.resolve(pointerTo(operationOf(look, broken).pointer, 'requestBody'));
  const named = [answerOf(context), body].flatMap(({ value }) => Object.keys(value['content'] ?? {}));
  return named.length > 0 && !named.some((mediaType) => mediaType.includes(';'));
}

export function isChangedHeaderDescribed(context: ReasonContext): boolean {
  const { broken, original } = context;
  const changed = original.response.headers.find(([name, value]) => headerOf(broken.response, name) !== value);
  return changed !== undefined && describesHeader(answerOf(context), changed[0]);
}

export function isBodyOptional(context: ReasonContext): boolean {
  return answerOf(context).value['x-body-optional'] === true;
}

export function isBodyText({ broken }: ReasonContext): boolean {
  return (mediaTypeIn(broken.response) ?? '').startsWith('text/');
}

/** Whether the same operation is called with the same values, so that only the server is another. */
export function isOnlyServerChanged({ broken, original, look }: ReasonContext): boolean {
  return isDeepStrictEqual(operationOf(look, broken), operationOf(look, original));
}

export function isOperationChanged({ broken, original, look }: ReasonContext): boolean {
  return operationOf(look, broken).pointer !== operationOf(look, original).pointer;
}

export function isRemovedParameterOptional({ broken, original, look }: ReasonContext): boolean {
  const names = ({ query }: FoundOperation) => query.split('&').map((pair) => pair.split('=')[0]);
  const operation = operationOf(look, original);
  const kept = names(operationOf(look, broken));
  const [removed] = names(operation).filter((name) => !kept.includes(name));
  const parameter = parametersOf(look, operation).find(({ value }) => value['name'] === removed);
  return isRecord(parameter?.value) && parameter.value['required'] !== true;
}

export function isSameDecoded({ broken, original }: ReasonContext): boolean {
  return decodeURIComponent(broken.request.url) === decodeURIComponent(original.request.url);
}

export function areParametersTheSame({ broken, original, look }: ReasonContext): boolean {
  const sorted = (exchange: PlainExchange) => operationOf(look, exchange).query.split('&').sort();
  return isDeepStrictEqual(sorted(broken), sorted(original));
}
