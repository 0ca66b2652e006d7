import { isRecord, type Json, type JsonObject } from '../../../../../src/json.js';
import type { PlainExchange } from '../../../../../src/score/exchanges/exchange.js';
import { secondOpinion } from '../../../../contract/schema/second-opinion.js';
import { type DocumentLook, lookInto, type Opinion, type SchemaOpinion, worst } from './opinion.js';
import { requestOpinion } from './request-opinion.js';
import { responseOpinion } from './response-opinion.js';

export interface Judge {
  readonly look: DocumentLook;
  /** @param knownStatus One that may be undeclared, because the exchange had it before it was broken. */
  opinion(exchange: PlainExchange, knownStatus: number): Promise<Opinion>;
}

/**
 * A judge of exchanges that is not the checker. It looks into the document itself, and has schemas judged by
 * `@hyperjump/json-schema`. It knows as much of OpenAPI as the document uses, and throws at the rest.
 */
export function createJudge(document: JsonObject): Judge {
  const look = lookInto(document);
  const isValid = remembering(secondOpinion(document));
  const isDeclared = remembering(secondOpinion(closed(document), 'https://bigcommerce-customers.example/closed'));
  const ofSchema: SchemaOpinion = async (pointer, value) => {
    if (!(await isValid(pointer, value))) return 'violates';
    return (await isDeclared(pointer, value)) ? 'declared' : 'undeclared';
  };
  const opinion = async ({ request, response }: PlainExchange, knownStatus: number): Promise<Opinion> => {
    const operation = look.operationFor(request.method, request.url);
    if (!operation) return 'violates';
    const ofRequest = await requestOpinion(look, ofSchema, operation, request);
    return worst(ofRequest, await responseOpinion(look, ofSchema, operation, response, knownStatus));
  };
  return { look, opinion };
}

/** Exchanges are much alike, so that the same values come up again and again. */
function remembering(judge: ReturnType<typeof secondOpinion>): ReturnType<typeof secondOpinion> {
  const known = new Map<string, Promise<boolean>>();
  return (pointer, value) => {
    const key = `${pointer} ${JSON.stringify(value)}`;
    const verdict = known.get(key) ?? judge(pointer, value);
    known.set(key, verdict);
    return verdict;
  };
}

/** A document in which objects have no members but those that their schemas declare, where they declare any. */
export function closed(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, closedValue(value)]));
}

function closedValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(closedValue);
  if (!isRecord(value)) return value;
  // What several schemas declare together, none of them may close.
  if ('allOf' in value) throw new TypeError('allOf is not understood here');
  const isOpen = isRecord(value['properties']) && value['additionalProperties'] === undefined;
  return { ...closed(value), ...(isOpen && { additionalProperties: false }) };
}
