import type { DocumentNode } from './document.js';
import type { ParameterModel } from './model.js';
import { queryStyle } from './read-parameters.js';
import { itemTypes, propertiesOf, wireTypes } from './schema-parts.js';

const OF_URLS = ['style', 'explode', 'allowReserved'];

/** The fields of a form; `undefined` for one that nobody says how to write. */
export function readForm(media: DocumentNode): ParameterModel[] | undefined {
  const properties = propertiesOf(media.schema);
  const nested = properties.find(([name, schema]) => isNested(schema, media.at('encoding', name)));
  if (!nested) return properties.map(([name, schema]) => readField(name, schema, media.at('encoding', name)));
  media.decline(`a form is not looked at where a field (${nested[0]}) has lists or objects within it`);
  return undefined;
}

/** Without a word about how objects are written, they are JSON. */
function readField(name: string, schema: DocumentNode, encoding: DocumentNode): ParameterModel {
  const style = encoding.text('style', 'form');
  return {
    pointer: schema.pointer,
    name,
    in: 'query',
    required: false,
    style: queryStyle(encoding, style),
    explode: encoding.flag('explode', style === 'form'),
    // Forms are written by other rules than URLs.
    allowReserved: true,
    allowEmptyValue: undefined,
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
  return OF_URLS.some((name) => encoding.at(name).exists);
}

function isNested(schema: DocumentNode, encoding: DocumentNode): boolean {
  const members = wireTypes(schema).includes('array') ? [itemTypes(schema)] : [];
  if (hasStyle(encoding)) members.push(...propertiesOf(schema).map(([, member]) => wireTypes(member)));
  return members.flat().some((type) => type === 'array' || type === 'object');
}
