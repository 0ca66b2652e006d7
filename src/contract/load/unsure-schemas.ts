import { KEYWORDS } from '../schema/keywords.js';

/** Schemas from which a keyword was taken out, by JSON pointer: they allow more than was written. */
export class UnsureSchemas {
  /** Those that allow more. */
  readonly lax = new Set<string>();
  /** Those that may also describe fewer members or items, which `unevaluated…` around them would then forbid. */
  readonly blind = new Set<string>();

  /** @param keyword Default: all keywords of the schema. */
  add(schema: string, keyword?: string): void {
    if (keyword === undefined || isAssertion(keyword)) this.lax.add(schema);
    if (keyword === undefined || DESCRIBING.has(keyword)) this.blind.add(schema);
  }
}

/** Whether values are checked against a keyword, in any version of OpenAPI and however its letters are written. */
function isAssertion(keyword: string): boolean {
  return ASSERTIONS.has(keyword.toLowerCase());
}

const ASSERTIONS = new Set(
  [
    ...KEYWORDS.map(({ name }) => name),
    ...['type', 'then', 'else', 'minContains', 'maxContains', 'unevaluatedProperties', 'unevaluatedItems'],
    ...['readOnly', 'writeOnly'],
  ].map((name) => name.toLowerCase()),
);

/** Keywords with schemas for the same value. */
export const OF_SAME_VALUE = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
]);

/** Keywords that describe members or items. */
const DESCRIBING = new Set([
  ...['$ref', '$dynamicRef', ...OF_SAME_VALUE, 'properties', 'patternProperties', 'additionalProperties'],
  ...['items', 'prefixItems', 'contains', 'unevaluatedProperties', 'unevaluatedItems'],
]);
