import type { QueryStyle } from '../../../generated/descriptor.js';
import type { DocumentNode } from './document.js';
import type { ParameterModel } from './model.js';
import { readValue } from './read-value.js';
import { wireTypes } from './schema-parts.js';

/** OpenAPI says that header parameters of these names are to be ignored. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];
const WHEN_OMITTED = ['changes-nothing', 'removes-all', 'unknown'] as const;
const PATH_STYLES = ['label', 'matrix'] as const;
const QUERY_STYLES: readonly QueryStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** The parameters of an operation: its own, and those of its path that it does not define anew. */
export function readParameters(pathItem: DocumentNode, operation: DocumentNode): ParameterModel[] {
  const nodes = [...pathItem.at('parameters').members, ...operation.at('parameters').members].map(([, node]) => node);
  const byIdentity = new Map(nodes.map((node) => [`${node.text('in')} ${node.text('name')}`, node]));
  return [...byIdentity.values()].filter((node) => !isIgnored(node)).map(readParameter);
}

function readParameter(node: DocumentNode): ParameterModel {
  const place = node.text('in');
  if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie')
    return node.refuse(`parameters in ${place} cannot be generated`);
  if (!node.source.isForeign) refuseUnwritable(node, place);
  const isForm = place === 'query' || place === 'cookie';
  const style = node.text('style', isForm ? 'form' : 'simple');
  return {
    pointer: node.pointer,
    name: node.text('name'),
    in: place,
    required: node.flag('required'),
    style: isForm ? queryStyle(node, style) : 'form',
    pathStyle: PATH_STYLES.find((known) => known === style),
    explode: node.flag('explode', style === 'form'),
    // The other places have no reserved characters.
    allowReserved: node.flag('allowReserved') || place === 'cookie',
    allowEmptyValue: node.flag('allowEmptyValue') || undefined,
    dateFilter: node.flag('x-date-filter') || undefined,
    whenOmitted: WHEN_OMITTED.find((effect) => effect === node.text('x-when-omitted')),
    repeatableWhenOmitted: node.at('x-repeatable-when-omitted').exists
      ? node.flag('x-repeatable-when-omitted')
      : undefined,
    ...readValue(node),
  };
}

/** Stops where the generated client could not write what its caller gives it. */
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
