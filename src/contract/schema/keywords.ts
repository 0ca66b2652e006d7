import { maxItems, minItems, uniqueItems } from './arrays.js';
import {
  alternatives,
  type Build,
  bound,
  buildAdditional,
  buildChoice,
  buildCondition,
  buildContains,
  buildDependencies,
  buildDependentSchemas,
  buildItems,
  buildList,
  buildPatterns,
  buildPrefix,
  buildProperties,
  buildRequired,
  least,
  listIn,
  mapIn,
  maybeExclusive,
  textIn,
  textsIn,
} from './builders.js';
import { anyOf, not, oneOf } from './combinations.js';
import * as objects from './objects.js';
import {
  constant,
  exclusiveMaximum,
  exclusiveMinimum,
  format,
  maximum,
  maxLength,
  minimum,
  minLength,
  multipleOf,
  numberFormat,
  pattern,
} from './values.js';

export interface Keyword {
  readonly name: string;
  /** The type of values that the keyword applies to. Default: all. */
  readonly type?: 'number' | 'string' | 'array' | 'object';
  /** Whether OpenAPI 3.0 lacks it. */
  readonly isNew?: true;
  readonly build: Build;
}

/** The extension beside a `oneOf` of which more than one alternative may apply. */
export const AT_LEAST_ONE = 'x-at-least-one';

/** All keywords that are assertions, in the order in which issues are reported. */
export const KEYWORDS: readonly Keyword[] = [
  { name: '$dynamicRef', isNew: true, build: (site, to, keyword) => site.dynamicReference(textIn(site, keyword, to)) },
  { name: '$ref', build: (site, to, keyword) => site.reference(textIn(site, keyword, to)) },
  { name: 'const', isNew: true, build: (site, value) => site.make(constant, value) },
  { name: 'enum', build: buildChoice },
  { name: 'not', build: (site) => site.make(not, site.same('not')) },
  { name: 'anyOf', build: alternatives(anyOf) },
  {
    name: 'oneOf',
    build: (site, value, keyword) =>
      alternatives(site.schema[AT_LEAST_ONE] === true ? anyOf : oneOf)(site, value, keyword),
  },
  { name: 'allOf', build: buildList },
  { name: 'if', isNew: true, build: buildCondition },
  { name: 'maximum', type: 'number', build: maybeExclusive(maximum, exclusiveMaximum, 'exclusiveMaximum') },
  { name: 'minimum', type: 'number', build: maybeExclusive(minimum, exclusiveMinimum, 'exclusiveMinimum') },
  { name: 'exclusiveMaximum', type: 'number', isNew: true, build: bound(exclusiveMaximum) },
  { name: 'exclusiveMinimum', type: 'number', isNew: true, build: bound(exclusiveMinimum) },
  { name: 'multipleOf', type: 'number', build: bound(multipleOf) },
  {
    name: 'format',
    type: 'number',
    build: (site, value) => {
      const holds = site.numberFormat(String(value));
      return holds && site.make(numberFormat, String(value), holds);
    },
  },
  { name: 'maxLength', type: 'string', build: bound(maxLength) },
  { name: 'minLength', type: 'string', build: least(minLength) },
  {
    name: 'pattern',
    type: 'string',
    build: (site, value, keyword) => {
      const source = textIn(site, keyword, value);
      const expression = site.patternOf(source);
      return expression.source === source ? site.make(pattern, expression) : site.make(pattern, expression, source);
    },
  },
  {
    name: 'format',
    type: 'string',
    build: (site, value) => {
      const expression = site.textFormat(String(value));
      return expression && site.make(format, String(value), expression);
    },
  },
  { name: 'maxItems', type: 'array', build: bound(maxItems) },
  { name: 'minItems', type: 'array', build: least(minItems) },
  { name: 'contains', type: 'array', isNew: true, build: buildContains },
  { name: 'prefixItems', type: 'array', isNew: true, build: buildPrefix },
  { name: 'items', type: 'array', build: buildItems },
  { name: 'uniqueItems', type: 'array', build: (_, isWanted) => (isWanted === true ? uniqueItems : undefined) },
  { name: 'maxProperties', type: 'object', build: bound(objects.maxProperties) },
  { name: 'minProperties', type: 'object', build: least(objects.minProperties) },
  { name: 'required', type: 'object', build: buildRequired },
  {
    name: 'propertyNames',
    type: 'object',
    isNew: true,
    build: (site, _, keyword) => site.make(objects.propertyNames, site.part(keyword)),
  },
  { name: 'additionalProperties', type: 'object', build: buildAdditional },
  { name: 'dependencies', type: 'object', isNew: true, build: buildDependencies },
  { name: 'properties', type: 'object', build: buildProperties },
  { name: 'patternProperties', type: 'object', isNew: true, build: buildPatterns },
  {
    name: 'dependentRequired',
    type: 'object',
    isNew: true,
    build: (site, map, keyword) => {
      const lists = Object.entries(mapIn(site, keyword, map)).map(([name, list]) => [
        name,
        textsIn(listIn(site, keyword, list)),
      ]);
      return site.make(objects.dependentRequired, Object.fromEntries(lists));
    },
  },
  { name: 'dependentSchemas', type: 'object', isNew: true, build: buildDependentSchemas },
];
