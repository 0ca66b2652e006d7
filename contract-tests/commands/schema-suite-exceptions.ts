export type Draft = 'draft2020-12' | 'draft4';

/** Tests that are not meant to pass: all of a file, those of a group in it, or a single one. */
export interface Exception {
  readonly draft: Draft;
  readonly file: string;
  readonly group?: string;
  readonly test?: string;
  readonly reason: string;
}

function groups(file: string, reason: string, ...names: readonly string[]): Exception[] {
  return names.map((group) => ({ draft: 'draft4', file, group, reason }));
}

function wholeFile(file: string, reason: string): Exception {
  return { draft: 'draft4', file, reason };
}

const NO_TUPLES = 'OpenAPI 3.0 has no array of schemas for items';
const NO_PATTERNS = 'OpenAPI 3.0 has no patternProperties';
const NO_ID = 'OpenAPI 3.0 has no id';
const NETWORK = 'needs the metaschema of draft 4, which is in the network only';

const EXCEPTIONS: readonly Exception[] = [
  {
    draft: 'draft2020-12',
    file: 'vocabulary.json',
    group: 'schema that uses custom metaschema with with no validation vocabulary',
    test: 'no validation: invalid number, but it still validates',
    reason: 'a metaschema cannot switch vocabularies off here',
  },
  wholeFile('additionalItems.json', `${NO_TUPLES}, and so no additionalItems`),
  wholeFile('definitions.json', NETWORK),
  wholeFile('dependencies.json', 'OpenAPI 3.0 has no dependencies'),
  wholeFile('patternProperties.json', NO_PATTERNS),
  ...groups(
    'additionalProperties.json',
    NO_PATTERNS,
    'additionalProperties being false does not allow other properties',
    'non-ASCII pattern with additionalProperties',
  ),
  ...groups('properties.json', NO_PATTERNS, 'properties, patternProperties, additionalProperties interaction'),
  ...groups(
    'items.json',
    NO_TUPLES,
    'an array of schemas for items',
    'items and subitems',
    'array-form items with null instance elements',
  ),
  ...groups(
    'uniqueItems.json',
    NO_TUPLES,
    'uniqueItems with an array of items',
    'uniqueItems with an array of items and additionalItems=false',
    'uniqueItems=false with an array of items',
    'uniqueItems=false with an array of items and additionalItems=false',
  ),
  ...groups('ref.json', NO_TUPLES, 'relative pointer ref to array'),
  ...groups('ref.json', NETWORK, 'remote ref, containing refs itself'),
  ...groups(
    'ref.json',
    NO_ID,
    '$ref prevents a sibling id from changing the base uri',
    'Recursive references between schemas',
    'Location-independent identifier',
    'Location-independent identifier with base URI change in subschema',
    'id must be resolved against nearest parent, not just immediate parent',
  ),
  ...groups(
    'refRemote.json',
    NO_ID,
    'base URI change',
    'base URI change - change folder',
    'base URI change - change folder in subschema',
    'root ref in remote ref',
    'Location-independent identifier in remote ref',
  ),
];

export function exceptionsOf(draft: Draft): readonly Exception[] {
  return EXCEPTIONS.filter((exception) => exception.draft === draft);
}

export function exceptionFor(draft: Draft, file: string, group: string, test: string): Exception | undefined {
  return exceptionsOf(draft).find(
    (exception) =>
      exception.file === file &&
      (exception.group === undefined || exception.group === group) &&
      (exception.test === undefined || exception.test === test),
  );
}
