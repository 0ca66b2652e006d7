import type { Violation } from '../../src/contract/index.js';
import type { OperationModel } from '../codegen/model.js';
import { type Constraint, constraintsOf } from './constraints.js';
import { type CoverageItem, keyOf } from './item.js';
import type { Reading } from './read-exchange.js';
import { type Accepts, type PlaceValue, placesIn, valuesIn } from './schema-places.js';
import { type Site, sitesOf, valuesAtSites } from './sites.js';
import type { Topic } from './topic.js';

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

function itemsOfSite({ operationId }: OperationModel, site: Site): CoverageItem[] {
  const operationIds = [operationId];
  return placesIn(site.node, site.name).flatMap(({ name, node, isProperty }): CoverageItem[] => [
    ...(isProperty && site.isResponseBody
      ? [{ criterion: 'response body property', operationIds, name, pointer: node.pointer } as const]
      : []),
    ...constraintsOf(node).flatMap((constraint) => {
      const { pointer, limit } = constraint;
      const isBreakable = canBeBroken(constraint, site.isText);
      return [
        { criterion: 'keyword kept', operationIds, name: `${name} ${constraint.name}`, pointer } as const,
        ...(isBreakable
          ? [{ criterion: 'keyword broken', operationIds, name: `${name} ${constraint.name}`, pointer } as const]
          : []),
        ...(limit
          ? [{ criterion: 'boundary', operationIds, name: `${name} at ${constraint.name}`, pointer } as const]
          : []),
        ...(limit && isBreakable
          ? [{ criterion: 'boundary', operationIds, name: `${name} beyond ${constraint.name}`, pointer } as const]
          : []),
      ];
    }),
  ]);
}

/** Whether anything on the wire can break it. Every text is a text, a list in a text has a member, and an empty body is none. */
function canBeBroken({ keyword, limit, isKeptByTexts }: Constraint, isText: boolean): boolean {
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
