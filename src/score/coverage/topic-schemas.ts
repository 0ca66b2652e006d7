import { type DocumentNode, isJson, type OperationModel } from '#contract';
import type { Violation } from '#errors';
import { pointerTo } from '../../json.js';
import { type Constraint, constraintsOf } from './constraints.js';
import { type CoverageItem, keyOf } from './items.js';
import { parameterKey, type Reading } from './read-exchange.js';
import { type Accepts, type PlaceValue, placesIn, type SchemaPlace, valuesIn } from './schema-places.js';
import type { Topic } from './topic.js';

/** What has a schema of its own in an exchange: a parameter, a header, or a body. */
export interface Site {
  /** `query limit`, `request application/json`, `200 header X-Request-Id`, `200 application/json` */
  readonly name: string;
  readonly node: DocumentNode;
  /** JSON pointer to the parameter, header or media type. */
  readonly owner: string;
  /** Whether it is a text that stands for a value. */
  readonly isText: boolean;
  readonly isResponseBody: boolean;
}

export function sitesOf({ parameters, requestBody, responses }: OperationModel): Site[] {
  const text = { isText: true, isResponseBody: false };
  return [
    ...parameters.map((parameter) => ({
      ...text,
      name: parameterKey(parameter),
      node: parameter.schema,
      owner: parameter.pointer,
    })),
    ...(requestBody?.content ?? []).map(({ mediaType, schema }) => ({
      ...text,
      name: `request ${mediaType}`,
      node: schema,
      owner: pointerTo(requestBody?.pointer ?? '', 'content', mediaType),
      isText: !isJson(mediaType),
    })),
    ...responses.flatMap(({ status, pointer, headers, content }) => [
      ...headers.map(({ name, schema }) => ({
        ...text,
        name: `${status} header ${name}`,
        node: schema,
        owner: pointerTo(pointer, 'headers', name),
      })),
      ...content.map(({ mediaType, schema }) => ({
        name: `${status} ${mediaType}`,
        node: schema,
        owner: pointerTo(pointer, 'content', mediaType),
        isText: !isJson(mediaType),
        isResponseBody: true,
      })),
    ]),
  ];
}

/** What an exchange has at these sites. */
export function valuesAtSites({ operation, request, response }: Reading): PlaceValue[] {
  const status = response?.documented?.status ?? '';
  const parameters = operation.parameters.map((parameter) => ({
    name: parameterKey(parameter),
    node: parameter.schema,
    value: request?.parameters.get(parameterKey(parameter)),
    pointer: pointerTo('/request', parameter.in === 'header' ? 'headers' : parameter.in, nameOnWire(parameter)),
  }));
  const headers = (response?.documented?.headers ?? []).map(({ name, schema }) => ({
    name: `${status} header ${name}`,
    node: schema,
    value: response?.headers.get(name),
    pointer: pointerTo('/response/headers', name.toLowerCase()),
  }));
  const bodies = [
    { prefix: 'request', body: request?.body, pointer: '/request/body' },
    { prefix: status, body: response?.body, pointer: '/response/body' },
  ].flatMap(({ prefix, body, pointer }) =>
    body
      ? [{ name: `${prefix} ${body.content.mediaType}`, node: body.content.schema, value: body.value, pointer }]
      : [],
  );
  return [...parameters, ...headers, ...bodies]
    .filter(({ value }) => value !== undefined)
    .map((found) => ({ ...found, isProperty: false, isChosen: true }));
}

function nameOnWire({ in: place, name }: { readonly in: string; readonly name: string }): string {
  return place === 'header' ? name.toLowerCase() : name;
}

/** What schemas say: properties of answers, and every keyword, kept and broken, exactly at its limit and just beyond it. */
export function schemaTopic(accepts: Accepts): Topic {
  return {
    list: (operation) => sitesOf(operation).flatMap((site) => itemsOfSite(operation, site)),
    observe: (reading) =>
      valuesAtSites(reading).flatMap((site) =>
        valuesIn(site, accepts).flatMap((found) => [...observedAt(found, reading, accepts)]),
      ),
  };
}

/** Schemas that refer to each other have more places than anybody could cover. Only the first count. */
function placesOfSite({ node, name }: Site): SchemaPlace[] {
  const places: SchemaPlace[] = [];
  for (const place of placesIn(node, name)) {
    if (places.length === MOST_PLACES) break;
    places.push(place);
  }
  return places;
}

/** Places of a body. Large ones of real APIs have some hundreds. */
const MOST_PLACES = 2000;

/** Whether a body has more places than are listed. */
export function isCut(site: Site): boolean {
  return placesOfSite(site).length === MOST_PLACES;
}

function itemsOfSite({ operationId }: OperationModel, site: Site): CoverageItem[] {
  const operationIds = [operationId];
  const { owner } = site;
  return placesOfSite(site).flatMap(({ name, node, isProperty }): CoverageItem[] => [
    ...(isProperty && site.isResponseBody
      ? [{ criterion: 'response body property', operationIds, name, pointer: node.pointer, owner } as const]
      : []),
    ...constraintsOf(node).flatMap((constraint) => {
      const { pointer, limit } = constraint;
      const isBreakable = canBeBroken(constraint, site.isText);
      return [
        { criterion: 'keyword kept', operationIds, name: `${name} ${constraint.name}`, pointer, owner } as const,
        ...(isBreakable
          ? [{ criterion: 'keyword broken', operationIds, name: `${name} ${constraint.name}`, pointer, owner } as const]
          : []),
        ...(limit
          ? [{ criterion: 'boundary', operationIds, name: `${name} at ${constraint.name}`, pointer, owner } as const]
          : []),
        ...(limit && isBreakable
          ? [
              {
                criterion: 'boundary',
                operationIds,
                name: `${name} beyond ${constraint.name}`,
                pointer,
                owner,
              } as const,
            ]
          : []),
      ];
    }),
  ]);
}

/** Whether anything on the wire can break it, and it alone. Every text is a text, a list in a text has a member, and an empty body is none. */
function canBeBroken({ keyword, limit, isKeptByTexts, isImplied }: Constraint, isText: boolean): boolean {
  if (isImplied) return false;
  if (limit && !limit.isUpper && limit.value === 0 && keyword !== 'minimum') return false;
  if (!isText) return true;
  if (keyword === 'type') return !isKeptByTexts;
  return !(limit && limit.value === 1 && (keyword === 'minItems' || keyword === 'minLength'));
}

function* observedAt(found: PlaceValue, reading: Reading, accepts: Accepts): Generator<string> {
  const { name, node, value, pointer, isProperty, isChosen } = found;
  const operationIds = [reading.operation.operationId];
  const key = (criterion: CoverageItem['criterion'], what: string) => keyOf({ criterion, operationIds, name: what });
  const isValid = reading.conforms && isChosen;
  if (isProperty && isValid) yield key('response body property', name);
  for (const constraint of constraintsOf(node)) {
    const holds = constraint.holds(value, accepts);
    const distance = distanceBeyond(constraint, value);
    if (holds === true && isValid) {
      yield key('keyword kept', `${name} ${constraint.name}`);
      if (distance === 0) yield key('boundary', `${name} at ${constraint.name}`);
    }
    if (holds === false && reading.violations.some((violation) => isAbout(violation, constraint, pointer))) {
      yield key('keyword broken', `${name} ${constraint.name}`);
      if (distance === 1) yield key('boundary', `${name} beyond ${constraint.name}`);
    }
  }
}

function distanceBeyond({ limit }: Constraint, value: unknown): number | undefined {
  const measured = limit?.measure(value);
  if (!limit || measured === undefined) return undefined;
  return limit.isUpper ? measured - limit.value : limit.value - measured;
}

/** Of alternatives that all fail, the checker names only the failure to match any of them. */
function isAbout(violation: Violation, { keyword }: Constraint, pointer: string): boolean {
  if (violation.pointer === pointer && violation.keyword === keyword) return true;
  const isAbove = violation.pointer === pointer || pointer.startsWith(`${violation.pointer}/`);
  return isAbove && (violation.keyword === 'anyOf' || violation.keyword === 'oneOf');
}
