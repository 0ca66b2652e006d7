import { secondOpinion } from '../../../../contract-tests/differential/second-opinion.js';
import type { JsonObject } from '../../../spec/json.js';
import type { PlainExchange } from '../exchange.js';
import { closed } from './closed.js';
import { type DocumentLook, lookInto } from './document-look.js';
import { requestOpinion } from './request-opinion.js';
import { responseOpinion } from './response-opinion.js';
import type { SchemaOpinion } from './schema-opinion.js';

/**
 * What the document means for an exchange: it forbids something in it (`violates`), it does not declare something that
 * it does not forbid either (`undeclared`), or everything in it is as declared.
 */
export type Opinion = 'violates' | 'undeclared' | 'declared';

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

const ORDER: readonly Opinion[] = ['violates', 'undeclared', 'declared'];

export function worst(...opinions: readonly Opinion[]): Opinion {
  return ORDER.find((opinion) => opinions.includes(opinion)) ?? 'declared';
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
