import { type DocumentNode, type OperationModel, wireTypes } from '#contract';
import type { ViolationLocation } from '#errors';
import type { ServerDescriptor } from '../../../generated/descriptor.js';
import { pointerTo } from '../../json.js';
import { type CoverageItem, type Criterion, keyOf } from './items.js';
import { parameterKey, type Reading } from './read-exchange.js';
import { perOperation, type Topic } from './topic.js';

/** A rule of OpenAPI, not of a schema. */
export interface Rule {
  readonly name: string;
  readonly pointer: string;
  readonly keyword: string;
  readonly locations: readonly ViolationLocation[];
  /** What of the exchange it is about, where that is less than the location. */
  readonly within?: string;
  /** Whether it says something about an exchange. By default it does about any. */
  concerns?(reading: Reading): boolean;
}

/** How values are written into a query. A list with one member looks the same in every form. */
export function wireRules({ parameters }: OperationModel): Rule[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter) => {
      const key = parameterKey(parameter);
      const types = wireTypes(parameter.schema);
      const isList = types.includes('array');
      const rule = (name: string, keyword: string, concerns: (value: unknown) => boolean): Rule => ({
        name: `${key} ${name}`,
        keyword,
        locations: ['request.query'],
        within: pointerTo('/request/query', parameter.name),
        pointer: parameter.pointer,
        concerns: ({ conforms, request }) => !conforms || concerns(request?.parameters.get(key)),
      });
      return [
        ...(isList && parameter.explode
          ? []
          : [rule(isList ? 'joined by the delimiter' : 'once', 'explode', isList ? hasSeveral : isSent)]),
        ...(types.length === 1 && types[0] === 'string' && !parameter.allowReserved && mayHaveReserved(parameter.schema)
          ? [rule('percent-encoded', 'allowReserved', hasReserved)]
          : []),
        ...(parameter.dateFilter ? [rule('as it is, without percent-encoding', 'x-date-filter', hasReserved)] : []),
      ];
    });
}

/** Of values that are listed, one that has to be encoded. */
function mayHaveReserved({ object }: DocumentNode): boolean {
  return !Array.isArray(object['enum']) || object['enum'].some(hasReserved);
}

const isSent = (value: unknown) => value !== undefined;
const hasSeveral = (value: unknown) => Array.isArray(value) && value.length > 1;
const hasReserved = (value: unknown) => typeof value === 'string' && encodeURIComponent(value) !== value;

/** What a document says outside schemas: addresses, credentials, media types, statuses, and how queries are written. */
export function ruleTopic(server: ServerDescriptor): Topic {
  const groups = perOperation(
    (operation) =>
      [
        {
          rules: [...addressRules(operation, server), ...contentRules(operation)],
          kept: 'keyword kept',
          broken: 'keyword broken',
        },
        { rules: wireRules(operation), kept: 'wire form', broken: 'wire form' },
      ] as const,
  );
  return {
    list: (operation) =>
      groups(operation).flatMap(({ rules, kept, broken }) =>
        rules.flatMap((rule) => [itemOf(operation, rule, kept, KEPT), itemOf(operation, rule, broken, BROKEN)]),
      ),
    observe: (reading) =>
      groups(reading.operation).flatMap(({ rules, kept, broken }) =>
        rules
          .filter((rule) => rule.concerns?.(reading) ?? true)
          .flatMap((rule) => [
            ...(reading.conforms ? [keyOf(itemOf(reading.operation, rule, kept, KEPT))] : []),
            ...(isBroken(rule, reading) ? [keyOf(itemOf(reading.operation, rule, broken, BROKEN))] : []),
          ]),
      ),
  };
}

const KEPT = 'kept';
const BROKEN = 'broken';

function itemOf(
  { operationId }: OperationModel,
  { name, pointer }: Rule,
  criterion: Criterion,
  how: string,
): CoverageItem {
  return { criterion, operationIds: [operationId], name: `${name} ${how}`, pointer };
}

function isBroken({ keyword, locations, within = '' }: Rule, { violations }: Reading): boolean {
  return violations.some(
    (violation) =>
      violation.keyword === keyword &&
      locations.includes(violation.location) &&
      (within === '' || violation.pointer === within || violation.pointer.startsWith(`${within}/`)),
  );
}

function addressRules({ pointer, method, path, security }: OperationModel, { variables }: ServerDescriptor): Rule[] {
  const needsCredential = security.length > 0 && security.every((credentials) => credentials.length > 0);
  return [
    { name: 'server', keyword: 'servers', locations: ['request.server'], pointer: '/servers/0/url' },
    ...Object.entries(variables)
      .filter(([, { pattern }]) => pattern !== undefined)
      .map(
        ([name]): Rule => ({
          name: `server ${name}`,
          keyword: 'x-pattern',
          locations: ['request.server'],
          pointer: pointerTo('/servers/0/variables', name, 'x-pattern'),
        }),
      ),
    { name: `path ${path}`, keyword: 'paths', locations: ['request.path'], pointer },
    { name: `method ${method}`, keyword: 'method', locations: ['request.method'], pointer },
    ...(needsCredential
      ? [
          {
            name: 'security',
            keyword: 'security',
            locations: ['request.security'] as const,
            pointer: pointerTo(pointer, 'security'),
          },
        ]
      : []),
    {
      name: 'declared parameters only',
      keyword: 'parameters',
      locations: ['request.query'],
      pointer: pointerTo(pointer, 'parameters'),
    },
  ];
}

function contentRules({ pointer, requestBody, responses }: OperationModel): Rule[] {
  const isAnyStatusDocumented = responses.some(({ status, statusRange }) => status === 'default' && !statusRange);
  return [
    {
      name: 'request content',
      keyword: requestBody ? 'content' : 'requestBody',
      locations: ['request.body'],
      pointer: pointerTo(pointer, 'requestBody'),
    },
    ...(isAnyStatusDocumented
      ? []
      : [
          {
            name: 'documented statuses',
            keyword: 'responses',
            locations: ['response.status'] as const,
            pointer: pointerTo(pointer, 'responses'),
          },
        ]),
    ...responses.map(
      (response): Rule => ({
        name: `${response.status} content`,
        keyword: 'content',
        locations: ['response.body', 'response.header'],
        pointer: response.pointer,
        concerns: (reading) => reading.response?.documented?.status === response.status,
      }),
    ),
  ];
}
