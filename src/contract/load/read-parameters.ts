import type { QueryStyle } from '../../../generated/descriptor.js';
import type { DocumentNode } from './document.js';
import type { ParameterModel } from './model.js';
import { wireTypes } from './schema-parts.js';

/** OpenAPI says that header parameters of these names are to be ignored. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];
const WHEN_OMITTED = ['changes-nothing', 'removes-all', 'unknown'] as const;
const QUERY_STYLES: readonly QueryStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** The parameters of an operation: its own, and those of its path that it does not define anew. */
export function readParameters(pathItem: DocumentNode, operation: DocumentNode): ParameterModel[] {
  const nodes = [...pathItem.at('parameters').members, ...operation.at('parameters').members].map(([, node]) => node);
  const byIdentity = new Map(nodes.map((node) => [`${node.text('in')} ${node.text('name')}`, node]));
  for (const node of byIdentity.values())
    if (isForeignCookie(node)) node.decline('parameters in cookies are not looked at');
  return [...byIdentity.values()].filter((node) => !isIgnored(node) && !isForeignCookie(node)).map(readParameter);
}

function readParameter(node: DocumentNode): ParameterModel {
  const place = node.text('in');
  if (place !== 'path' && place !== 'query' && place !== 'header')
    return node.refuse(`parameters in ${place} cannot be generated`);
  if (!node.at('schema').exists) node.decline('a parameter without a schema cannot be generated');
  const style = node.text('style', place === 'query' ? 'form' : 'simple');
  if (place !== 'query' && style !== 'simple')
    node.decline(`style ${style} cannot be generated for a ${place} parameter`);
  const types = wireTypes(node.schema);
  const isPlain = !types.includes('array') && !types.includes('object');
  if (place !== 'query' && !isPlain)
    node.decline(`a ${place} parameter that is an array or an object cannot be generated`);
  if (types.includes('array') && types.length > 1)
    node.decline('a parameter that is an array or something else cannot be told apart in a query');
  if (node.flag('x-date-filter') && !node.flag('allowReserved'))
    node.decline('x-date-filter needs allowReserved: true; otherwise values are percent-encoded');
  return {
    pointer: node.pointer,
    name: node.text('name'),
    in: place,
    required: node.flag('required'),
    style: place === 'query' ? queryStyle(node, style) : 'form',
    explode: node.flag('explode', style === 'form'),
    allowReserved: node.flag('allowReserved'),
    json: undefined,
    dateFilter: node.flag('x-date-filter') || undefined,
    whenOmitted: WHEN_OMITTED.find((effect) => effect === node.text('x-when-omitted')),
    repeatableWhenOmitted: node.at('x-repeatable-when-omitted').exists
      ? node.flag('x-repeatable-when-omitted')
      : undefined,
    schema: place === 'query' || (isPlain && style === 'simple') ? node.schema : node.at('no schema').schema,
  };
}

export function queryStyle(node: DocumentNode, style: string): QueryStyle {
  return QUERY_STYLES.find((known) => known === style) ?? node.refuse(`style ${style} is not a query style`);
}

/** Cookies are not looked at, unless they are credentials. */
function isForeignCookie(node: DocumentNode): boolean {
  return node.text('in') === 'cookie' && node.source.isForeign === true;
}

function isIgnored(node: DocumentNode): boolean {
  return node.text('in') === 'header' && IGNORED_HEADERS.includes(node.text('name').toLowerCase());
}
