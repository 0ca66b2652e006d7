import type { QueryStyle } from '../../../generated/descriptor.js';
import { bestRange, FORM, isJson, isPlainText, withoutParameters } from '../read-body.js';
import type {
  ContentModel,
  DocumentNode,
  HeaderModel,
  ParameterModel,
  RequestBodyModel,
  ResponseModel,
} from './model.js';
import { itemTypes, propertiesOf, wireTypes } from './read-schemas.js';
import { undefinedForm } from './undefined-forms.js';

/** OpenAPI tells readers to ignore header parameters with these names. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];
const WHEN_OMITTED = ['changes-nothing', 'removes-all', 'unknown'] as const;
const PATH_STYLES = ['label', 'matrix'] as const;
const QUERY_STYLES: readonly QueryStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** The parameters of an operation: its own, and those of its path that it does not override. */
export function readParameters(path: string, pathItem: DocumentNode, operation: DocumentNode): ParameterModel[] {
  const lists = [pathItem.at('parameters'), operation.at('parameters')];
  for (const list of lists) if (list.exists && !Array.isArray(list.value)) list.refuse('is not a list of parameters');
  const nodes = lists.flatMap((list) => list.members.map(([, node]) => node.referred));
  const byIdentity = new Map(nodes.map((node) => [`${node.text('in')} ${node.text('name')}`, node]));
  const read = [...byIdentity.values()].filter((node) => !isIgnored(node) && unreadReason(node) === undefined);
  return read.filter((node) => isInTemplate(node, path)).map(readParameter);
}

/** A parameter that the template of the path does not name has no text in any URL. */
function isInTemplate(node: DocumentNode, path: string): boolean {
  const name = node.text('name');
  if (node.source.forCodegen || node.text('in') !== 'path' || path.includes(`{${name}}`)) return true;
  node.note(`${path} has no {${name}}, so the parameter is not checked`);
  return false;
}

function readParameter(node: DocumentNode): ParameterModel {
  const place = node.text('in');
  if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie')
    return node.refuse(
      node.source.forCodegen
        ? `parameters in ${place} cannot be generated`
        : `is a parameter in ${place}, as in Swagger 2.0`,
    );
  if (node.source.forCodegen) refuseUnwritable(node, place);
  const isForm = place === 'query' || place === 'cookie';
  const style = node.text('style', isForm ? 'form' : 'simple');
  const isVerbatim = place === 'cookie' && style === 'cookie';
  return {
    pointer: node.pointer,
    name: node.text('name'),
    in: place,
    required: node.flag('required'),
    // Of the styles of queries, that of cookies in OpenAPI 3.2 differs in what separates parameters, and is never encoded.
    style: isForm && !isVerbatim ? queryStyle(node, style) : 'form',
    pathStyle: PATH_STYLES.find((known) => known === style),
    explode: node.flag('explode', style === 'form' || isVerbatim),
    isVerbatim: isVerbatim || undefined,
    // Cookies have no reserved characters.
    allowReserved: node.flag('allowReserved') || place === 'cookie',
    allowEmptyValue: node.flag('allowEmptyValue') || undefined,
    dateFilter: node.flag('x-date-filter') || undefined,
    whenOmitted: WHEN_OMITTED.find((effect) => effect === node.text('x-when-omitted')),
    repeatableWhenOmitted: node.at('x-repeatable-when-omitted').exists
      ? node.flag('x-repeatable-when-omitted')
      : undefined,
    ...readValue(node, undefinedForm(node, place, style)),
  };
}

/** Rejects parameters that the generated client could not serialize. */
function refuseUnwritable(node: DocumentNode, place: ParameterModel['in']): void {
  if (place === 'cookie') node.refuse('parameters in cookie cannot be generated');
  if (!node.at('schema').exists) node.refuse('a parameter without a schema cannot be generated');
  const style = node.text('style', 'simple');
  if (place !== 'query' && style !== 'simple')
    node.refuse(`style ${style} cannot be generated for a ${place} parameter`);
  const types = wireTypes(node.schema);
  if (place !== 'query' && (types.includes('array') || types.includes('object')))
    node.refuse(`a ${place} parameter that is an array or an object cannot be generated`);
  if (node.flag('x-date-filter') && !node.flag('allowReserved'))
    node.refuse('x-date-filter needs allowReserved: true; otherwise values are percent-encoded');
}

export function queryStyle(node: DocumentNode, style: string): QueryStyle {
  return QUERY_STYLES.find((known) => known === style) ?? node.refuse(`style ${style} is not a query style`);
}

function isIgnored(node: DocumentNode): boolean {
  return node.text('in') === 'header' && IGNORED_HEADERS.includes(node.text('name').toLowerCase());
}

/** Why a parameter is not checked; `undefined` if it is, or is refused. */
function unreadReason(node: DocumentNode): string | undefined {
  if (node.source.forCodegen) return undefined;
  const place = node.text('in');
  // In OpenAPI 3.2.
  if (place === 'querystring') return 'the query is described as a whole and not checked';
  if (!node.text('name')) return 'a parameter without a name is not checked';
  if (PLACES.includes(place)) return undefined;
  return place === '' ? 'a parameter without a place is not checked' : `a parameter in ${place} is not checked`;
}

/** Those of Swagger 2.0 are the body, which could not be checked without them. */
const PLACES = ['path', 'query', 'header', 'cookie', 'body', 'formData'];

/** Whether an operation allows any query, because it has parameters whose names or places are unknown. */
export function allowsAnyQuery(pathItem: DocumentNode, operation: DocumentNode): boolean {
  const nodes = [pathItem, operation].flatMap((node) => node.at('parameters').members);
  const reasons = nodes.map(([, { referred: node }]) => {
    const reason = unreadReason(node);
    if (reason !== undefined) node.note(reason);
    return reason;
  });
  return reasons.some((reason) => reason !== undefined);
}

const STYLE_MEMBERS = ['style', 'explode', 'allowReserved'];

/** The fields of a form; `undefined` if OpenAPI does not define its serialization. */
export function readForm(media: DocumentNode): ParameterModel[] | undefined {
  const properties = propertiesOf(media.schema);
  const nested = properties.find(([name, schema]) => isNested(schema, media.at('encoding', name)));
  if (!nested) return properties.map(([name, schema]) => readField(name, schema, media.at('encoding', name)));
  media.decline(`a form is not checked if a field (${nested[0]}) contains arrays or objects`);
  return undefined;
}

/** Objects are JSON unless the encoding says otherwise. */
function readField(name: string, schema: DocumentNode, encoding: DocumentNode): ParameterModel {
  const style = encoding.text('style', 'form');
  return {
    pointer: schema.pointer,
    name,
    in: 'query',
    required: false,
    style: queryStyle(encoding, style),
    explode: encoding.flag('explode', style === 'form'),
    // The reserved characters of URLs have no meaning in forms.
    allowReserved: true,
    allowEmptyValue: undefined,
    isVerbatim: undefined,
    pathStyle: undefined,
    isUnchecked: undefined,
    json: (wireTypes(schema).includes('object') && !hasStyle(encoding)) || undefined,
    dateFilter: undefined,
    whenOmitted: undefined,
    repeatableWhenOmitted: undefined,
    schema,
  };
}

function hasStyle(encoding: DocumentNode): boolean {
  return STYLE_MEMBERS.some((name) => encoding.at(name).exists);
}

function isNested(schema: DocumentNode, encoding: DocumentNode): boolean {
  const members = wireTypes(schema).includes('array') ? [itemTypes(schema)] : [];
  if (hasStyle(encoding)) members.push(...propertiesOf(schema).map(([, member]) => wireTypes(member)));
  return members.flat().some((type) => type === 'array' || type === 'object');
}

/**
 * The value of a parameter or a header: serialized in a style, or as content of a media type.
 *
 * @param undefinedForm Why its style does not determine it.
 */
export function readValue(
  node: DocumentNode,
  undefinedForm?: string,
): Pick<HeaderModel, 'schema' | 'json' | 'isUnchecked'> {
  const [content] = node.at('content').members;
  const [mediaType, { schema }] = content ?? ['text/plain', node];
  if (isJson(withoutParameters(mediaType))) return { schema, json: true, isUnchecked: undefined };
  const types = wireTypes(schema).filter((type) => type !== 'null');
  const problem =
    withoutParameters(mediaType) !== 'text/plain'
      ? `${mediaType} values are not checked`
      : types.includes('array') && types.length > 1
        ? 'a value that is an array or another type is ambiguous on the wire and not checked'
        : undefinedForm;
  if (problem) node.decline(problem);
  return { schema, json: undefined, isUnchecked: problem ? true : undefined };
}

export function readRequestBody({ referred: node }: DocumentNode): RequestBodyModel | undefined {
  if (!node.exists) return undefined;
  return { pointer: node.pointer, required: node.flag('required'), content: readContent(node.at('content')) };
}

export function readResponses(node: DocumentNode): ResponseModel[] {
  const statuses = node.members
    .filter(([status]) => /^([1-5](\d\d|XX|xx)|default)$/.test(status))
    .map(([status, response]) => [status.replace('xx', 'XX'), response.referred] as const);
  for (const [status, response] of statuses) {
    response.at('links').note('links are not followed');
    if (node.source.forCodegen && status !== 'default' && response.at('x-status-range').exists)
      response.refuse(`x-status-range belongs to default, but this is the response for ${status}`);
  }
  return statuses.map(([status, response]) => ({
    status,
    pointer: response.pointer,
    headers: response
      .at('headers')
      .members.filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, header]) => [name, header.referred] as const)
      .map(([name, header]) => ({
        name,
        required: header.flag('required'),
        pathStyle: undefined,
        explode: header.flag('explode'),
        ...readValue(header),
      })),
    content: readContent(response.at('content')),
    bodyOptional: response.flag('x-body-optional') || undefined,
    statusRange: readStatusRange(response.at('x-status-range')),
  }));
}

function readContent(node: DocumentNode): ContentModel[] {
  return node.members.map(([mediaType, { referred: media }]) => {
    const isForm = !media.source.forCodegen && bestRange([mediaType], FORM) !== undefined;
    const form = isForm ? readForm(media) : undefined;
    // A range such as */* that covers JSON covers forms too.
    const isRead = isForm || isJson(withoutParameters(mediaType)) || isReadAsText(media, mediaType);
    if (!media.source.forCodegen && !isRead && media.at('schema').exists)
      media.decline(`only the media type of ${mediaType} bodies is checked`);
    return { mediaType, schema: media.schema, form };
  });
}

function isReadAsText(media: DocumentNode, mediaType: string): boolean {
  return mediaType.startsWith('text/') && isPlainText(wireTypes(media.schema));
}

function readStatusRange(node: DocumentNode): ResponseModel['statusRange'] {
  return node.exists ? { minimum: node.integer('minimum') ?? 100, maximum: node.integer('maximum') ?? 599 } : undefined;
}
