import { isRecord, type JsonObject, pointerTo } from '../../../../../src/json.js';
import { headerOf, mediaTypeIn, type PlainRequest, parseJson } from '../../../../../src/score/exchanges/exchange.js';
import {
  type DocumentLook,
  type FoundOperation,
  fromWire,
  type Opinion,
  type Resolved,
  type SchemaOpinion,
  worst,
} from './opinion.js';

/** What the document means for a request that calls an operation. */
export async function requestOpinion(
  look: DocumentLook,
  ofSchema: SchemaOpinion,
  operation: FoundOperation,
  request: PlainRequest,
): Promise<Opinion> {
  const parameters = parametersOf(look, operation);
  if (parameters.some(({ value }) => value['in'] === 'header' || value['in'] === 'cookie'))
    throw new TypeError('parameters in headers are not understood here');
  return worst(
    ...(await Promise.all([
      pathOpinion(look, ofSchema, parameters, operation),
      queryOpinion(look, ofSchema, parameters, operation.query),
      bodyOpinion(look, ofSchema, operation, request),
    ])),
    headerOpinion(look, operation, request),
  );
}

export function parametersOf({ resolve }: DocumentLook, { path, pointer }: FoundOperation): Resolved[] {
  return [path, pointer].flatMap((owner) => {
    const list = resolve(owner).value['parameters'];
    return Array.isArray(list) ? list.map((_, index) => resolve(pointerTo(owner, 'parameters', index))) : [];
  });
}

async function pathOpinion(
  look: DocumentLook,
  ofSchema: SchemaOpinion,
  parameters: readonly Resolved[],
  { pathValues }: FoundOperation,
): Promise<Opinion> {
  const inPath = parameters.filter(({ value }) => value['in'] === 'path');
  const opinions = inPath.map(({ pointer, value }) => {
    const schema = pointerTo(pointer, 'schema');
    return ofSchema(
      schema,
      fromWire(look.resolve(schema), decodeURIComponent(pathValues[String(value['name'])] ?? '')),
    );
  });
  return worst(...(await Promise.all(opinions)));
}

async function queryOpinion(
  look: DocumentLook,
  ofSchema: SchemaOpinion,
  parameters: readonly Resolved[],
  query: string,
): Promise<Opinion> {
  const pairs = query === '' ? [] : query.split('&').map((pair) => /^([^=]*)=?(.*)$/s.exec(pair)?.slice(1) ?? []);
  const names = pairs.map(([name]) => name);
  const inQuery = parameters.filter(({ value }) => value['in'] === 'query');
  const isMissing = inQuery.some(({ value }) => value['required'] === true && !names.includes(String(value['name'])));
  if (isMissing) return 'violates';
  const opinions = [...new Set(names)].map(async (name): Promise<Opinion> => {
    const parameter = inQuery.find(({ value }) => value['name'] === name);
    const texts = pairs.filter(([other]) => other === name).map(([, text = '']) => text);
    if (!parameter || !texts.every((text) => isWellEncoded(parameter.value, text))) return 'violates';
    const value = queryValue(look, parameter, texts);
    return value === undefined ? 'violates' : ofSchema(pointerTo(parameter.pointer, 'schema'), value);
  });
  return worst(...(await Promise.all(opinions)));
}

/** RFC 3986: what has a meaning in URLs is percent-encoded, unless the document allows it. Dates never are. */
function isWellEncoded(parameter: JsonObject, text: string): boolean {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return false;
  if (parameter['x-date-filter'] === true && text.includes('%')) return false;
  // A comma separates members, unless each of them has the name.
  const plain = parameter['explode'] === true ? /^[\w.~%-]*$/ : /^[\w.~%,-]*$/;
  return parameter['allowReserved'] === true || plain.test(text);
}

/** What the texts of a parameter mean. Nothing where its name is repeated and must not be. */
function queryValue(look: DocumentLook, { pointer, value: parameter }: Resolved, texts: readonly string[]) {
  const schema = look.resolve(pointerTo(pointer, 'schema'));
  const isList = schema.value['type'] === 'array';
  const isExploded = isList && parameter['explode'] !== false;
  const [text = ''] = texts;
  if (texts.length > 1 && !isExploded) return undefined;
  if (!isList) return fromWire(schema, decodeURIComponent(text));
  const items = look.resolve(pointerTo(schema.pointer, 'items'));
  return (isExploded ? texts : text.split(',')).map((item) => fromWire(items, decodeURIComponent(item)));
}

async function bodyOpinion(
  { resolve }: DocumentLook,
  ofSchema: SchemaOpinion,
  operation: FoundOperation,
  request: PlainRequest,
): Promise<Opinion> {
  const described = resolve(pointerTo(operation.pointer, 'requestBody'));
  if (request.body === '') return described.value['required'] === true ? 'violates' : 'declared';
  const media = pointerTo(described.pointer, 'content', mediaTypeIn(request) ?? '');
  const value = mediaTypeIn(request) === 'application/json' ? parseJson(request.body) : request.body;
  if (!isRecord(resolve(media).value['schema']) || value === undefined) return 'violates';
  return ofSchema(pointerTo(media, 'schema'), value);
}

/** Headers whose names begin with `x-` are nobody's but the document's; others may be HTTP's own. */
function headerOpinion(
  { document, resolve }: DocumentLook,
  { pointer }: FoundOperation,
  request: PlainRequest,
): Opinion {
  const security = resolve(pointer).value['security'] ?? document['security'];
  const alternatives = Array.isArray(security) ? security.filter((alternative) => isRecord(alternative)) : [];
  const headersIn = (alternative: JsonObject) =>
    Object.keys(alternative).map((scheme) =>
      credentialHeader(resolve(pointerTo('/components/securitySchemes', scheme))),
    );
  const isMet = (names: readonly string[]) => names.every((name) => (headerOf(request, name) ?? '').trim() !== '');
  if (!alternatives.map(headersIn).some(isMet)) return 'violates';
  const known = alternatives.flatMap(headersIn);
  return request.headers.some(([name]) => name.startsWith('x-') && !known.includes(name)) ? 'undeclared' : 'declared';
}

function credentialHeader({ value }: Resolved): string {
  if (value['in'] !== 'header') throw new TypeError('credentials outside of headers are not understood here');
  return String(value['name']).toLowerCase();
}
