import { isRecord, type Json, type JsonObject } from '../../json.js';
import { contains, items, noMoreItems, prefixItems } from './arrays.js';
import { all, type Check, never } from './check.js';
import { condition, type Discriminator } from './combinations.js';
import * as objects from './objects.js';
import { choice, type TextTest } from './values.js';

/** A schema whose keywords become checks. The implementation decides whether checks are run or printed as code. */
export interface Site {
  readonly schema: JsonObject;
  readonly isOpenApi30: boolean;
  make<Args extends readonly unknown[]>(combinator: (...args: Args) => Check, ...args: Args): Check;
  /** The check of a subschema for a member or an item of the value. */
  part(...tokens: readonly (string | number)[]): Check;
  /** The check of a subschema for the value itself. */
  same(...tokens: readonly (string | number)[]): Check;
  reference(to: string): Check;
  dynamicReference(to: string): Check;
  patternOf(source: string): TextTest;
  textFormat(name: string): TextTest | undefined;
  numberFormat(name: string): ((value: number) => boolean) | undefined;
  discriminator(keyword: string): Discriminator | undefined;
  /** Whether a member is read-only in a request or write-only in a response, and so not required. */
  isNotSent(name: string): boolean;
  /** Throws for a keyword with an invalid value. */
  refuse(keyword: string, demand: string): never;
}

/** Makes the check of a keyword; `undefined` if the keyword has no effect. */
export type Build = (site: Site, value: Json, keyword: string) => Check | undefined;

/** A keyword with a number as its limit. */
export function bound(combinator: (limit: number) => Check): Build {
  return (site, value, keyword) => site.make(combinator, numberIn(site, keyword, value));
}

/** As {@link bound}, for a minimum length or count, which has no effect at 0. */
export function least(combinator: (limit: number) => Check): Build {
  return (site, value, keyword) => (value === 0 ? undefined : bound(combinator)(site, value, keyword));
}

/** In OpenAPI 3.0, a boolean keyword makes a limit exclusive. */
export function maybeExclusive(inclusive: (limit: number) => Check, exclusive: typeof inclusive, flag: string): Build {
  return (site, value, keyword) => {
    const isExclusive = site.isOpenApi30 && site.schema[flag] === true;
    return bound(isExclusive ? exclusive : inclusive)(site, value, keyword);
  };
}

export function alternatives(combinator: (checks: readonly Check[], discriminator?: Discriminator) => Check): Build {
  return (site, value, keyword) => {
    const checks = listIn(site, keyword, value).map((_, index) => site.same(keyword, index));
    const discriminator = site.discriminator(keyword);
    return discriminator ? site.make(combinator, checks, discriminator) : site.make(combinator, checks);
  };
}

export const buildCondition: Build = (site) => {
  const consequence = (keyword: string) => (site.schema[keyword] === undefined ? undefined : site.same(keyword));
  return site.make(condition, site.same('if'), consequence('then'), consequence('else'));
};

export const buildContains: Build = (site) => {
  const { minContains = 1, maxContains } = site.schema;
  const fewest = numberIn(site, 'minContains', minContains);
  if (maxContains === undefined) return site.make(contains, site.part('contains'), fewest);
  return site.make(contains, site.part('contains'), fewest, numberIn(site, 'maxContains', maxContains));
};

export const buildItems: Build = (site, schema) => {
  const { prefixItems: first } = site.schema;
  const start = Array.isArray(first) && !site.isOpenApi30 ? first.length : 0;
  if (start === 0) return site.make(items, site.part('items'));
  return schema === false ? site.make(noMoreItems, start) : site.make(items, site.part('items'), start);
};

/** `properties` and `additionalProperties` are one check, because the latter depends on the names in the former. */
export const buildProperties: Build = (site, map, keyword) => {
  const { additionalProperties: rest, patternProperties } = site.schema;
  const names = namesOf(mapIn(site, keyword, map));
  const checks = Object.fromEntries(names.map((name) => [name, site.part(keyword, name)]));
  if (rest === undefined) return names.length > 0 ? site.make(objects.properties, checks) : undefined;
  const others = rest === false ? never : site.part('additionalProperties');
  const patterns = site.isOpenApi30 ? [] : namesOf(patternProperties).map(site.patternOf);
  if (patterns.length === 0) return site.make(objects.properties, checks, others);
  return site.make(objects.properties, checks, others, patterns);
};

export const buildAdditional: Build = (site) =>
  site.schema['properties'] === undefined ? buildProperties(site, {}, 'properties') : undefined;

export const buildRequired: Build = (site, list, keyword) => {
  const names = textsIn(listIn(site, keyword, list)).filter((name) => !site.isNotSent(name));
  return names.length > 0 ? site.make(objects.required, names) : undefined;
};

export const buildPatterns: Build = (site, map, keyword) => {
  const checks = namesOf(mapIn(site, keyword, map)).map(
    (source) => [site.patternOf(source), site.part(keyword, source)] as const,
  );
  return site.make(objects.patternProperties, checks);
};

/** `dependencies` of draft 7: each member has a list of names or a schema. */
export const buildDependencies: Build = (site, map, keyword) => {
  const entries = Object.entries(mapIn(site, keyword, map));
  const lists = entries.flatMap(([name, list]) => (Array.isArray(list) ? [[name, textsIn(list)] as const] : []));
  const schemas = entries.flatMap(([name, schema]) =>
    Array.isArray(schema) ? [] : [[name, site.same(keyword, name)] as const],
  );
  return site.make(
    all,
    site.make(objects.dependentRequired, Object.fromEntries(lists)),
    site.make(objects.dependentSchemas, Object.fromEntries(schemas)),
  );
};

export const buildList: Build = (site, list, keyword) =>
  site.make(all, ...listIn(site, keyword, list).map((_, index) => site.same(keyword, index)));

export const buildPrefix: Build = (site, list, keyword) =>
  site.make(
    prefixItems,
    listIn(site, keyword, list).map((_, index) => site.part(keyword, index)),
  );

export const buildChoice: Build = (site, value, keyword) => site.make(choice, listIn(site, keyword, value));

export const buildDependentSchemas: Build = (site, map, keyword) => {
  const checks = namesOf(mapIn(site, keyword, map)).map((name) => [name, site.same(keyword, name)]);
  return site.make(objects.dependentSchemas, Object.fromEntries(checks));
};

function numberIn(site: Site, keyword: string, value: Json): number {
  return typeof value === 'number' ? value : site.refuse(keyword, 'must be a number');
}

export function textIn(site: Site, keyword: string, value: Json): string {
  return typeof value === 'string' ? value : site.refuse(keyword, 'must be a string');
}

export function listIn(site: Site, keyword: string, value: Json): readonly Json[] {
  return Array.isArray(value) ? value : site.refuse(keyword, 'must be an array');
}

export function mapIn(site: Site, keyword: string, value: Json): JsonObject {
  return isRecord(value) ? value : site.refuse(keyword, 'must be an object');
}

export function namesOf(value: Json | undefined): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

export function textsIn(list: readonly Json[]): string[] {
  return list.filter((item) => typeof item === 'string');
}
