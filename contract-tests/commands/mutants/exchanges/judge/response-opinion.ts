import { entriesOf, isRecord, pointerTo } from '../../../../../src/json.js';
import { headerOf, mediaTypeIn, type PlainResponse, parseJson } from '../../../../../src/score/exchanges/exchange.js';
import {
  type DocumentLook,
  type FoundOperation,
  fromWire,
  type Opinion,
  type Resolved,
  type SchemaOpinion,
  worst,
} from './opinion.js';

/** What the document means for an answer of an operation. */
export async function responseOpinion(
  look: DocumentLook,
  ofSchema: SchemaOpinion,
  operation: FoundOperation,
  response: PlainResponse,
  knownStatus: number,
): Promise<Opinion> {
  const described = describedAnswer(look, operation, response.status);
  if (!described) return 'violates';
  return worst(
    isListed(look, operation, response.status) || response.status === knownStatus ? 'declared' : 'undeclared',
    ...(await Promise.all([
      headersOpinion(look, ofSchema, described, response),
      bodyOpinion(look, ofSchema, described, response),
    ])),
  );
}

/** Whether the document has an entry for a status itself. */
export function isListed({ resolve }: DocumentLook, { pointer }: FoundOperation, status: number): boolean {
  return isRecord(resolve(pointerTo(pointer, 'responses')).value[status]);
}

/** What the document says about an answer with a status: under the status itself, or under `default`, which has a range. */
export function describedAnswer(look: DocumentLook, operation: FoundOperation, status: number): Resolved | undefined {
  const responses = pointerTo(operation.pointer, 'responses');
  if (Object.keys(look.resolve(responses).value).some((name) => /XX$/i.test(name)))
    throw new TypeError('ranges of statuses are not understood here');
  if (isListed(look, operation, status)) return look.resolve(pointerTo(responses, status));
  const rest = look.resolve(pointerTo(responses, 'default'));
  const range = rest.value['x-status-range'];
  const isWithin = isRecord(range) && status >= Number(range['minimum']) && status <= Number(range['maximum']);
  return isWithin ? rest : undefined;
}

/** Whether a header is one that the document describes. */
export function describesHeader({ value }: Resolved, name: string): boolean {
  return entriesOf(value['headers']).some(([described]) => described.toLowerCase() === name);
}

async function headersOpinion(
  look: DocumentLook,
  ofSchema: SchemaOpinion,
  described: Resolved,
  response: PlainResponse,
): Promise<Opinion> {
  const opinions = entriesOf(described.value['headers']).map(async ([name]): Promise<Opinion> => {
    const header = look.resolve(pointerTo(described.pointer, 'headers', name));
    const text = headerOf(response, name.toLowerCase());
    if (text === undefined) return header.value['required'] === true ? 'violates' : 'declared';
    const schema = pointerTo(header.pointer, 'schema');
    return ofSchema(schema, fromWire(look.resolve(schema), text));
  });
  const isUndeclared = response.headers.some(([name]) => name.startsWith('x-') && !describesHeader(described, name));
  return worst(isUndeclared ? 'undeclared' : 'declared', ...(await Promise.all(opinions)));
}

async function bodyOpinion(
  { resolve }: DocumentLook,
  ofSchema: SchemaOpinion,
  { pointer, value: described }: Resolved,
  response: PlainResponse,
): Promise<Opinion> {
  const mediaType = mediaTypeIn(response);
  const content = isRecord(described['content']) ? described['content'] : {};
  if (response.body === '') {
    const isEmpty = !BODY_HEADERS.some((name) => headerOf(response, name) !== undefined);
    if (Object.keys(content).length === 0) return isEmpty ? 'declared' : 'violates';
    const isNamed = mediaType === undefined || Object.hasOwn(content, mediaType);
    return described['x-body-optional'] === true && isNamed ? 'declared' : 'violates';
  }
  const media = resolve(pointerTo(pointer, 'content', mediaType ?? ''));
  const value = mediaType === 'application/json' ? parseJson(response.body) : response.body;
  if (!isRecord(media.value['schema']) || value === undefined) return 'violates';
  return ofSchema(pointerTo(media.pointer, 'schema'), value);
}

/** Without a body there is nothing for these to describe (RFC 9110, 6.4). */
const BODY_HEADERS = ['content-type', 'content-length', 'transfer-encoding'];
