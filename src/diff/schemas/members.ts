import type { DocumentNode } from '#contract';
import { isRecord } from '../../json.js';
import type { ChangeId } from '../catalogue.js';
import type { Written } from '../difference.js';
import { partOf, written, writtenNode } from '../node.js';
import type { Pair, Report } from '../pair.js';
import type { Side, Tendency } from '../tendency.js';
import { compareReferences } from './annotations.js';
import { isAnything, placeOf, type View, withKeyword } from './views.js';

/** What a schema says of the members of objects. */
interface Members {
  readonly properties: ReadonlyMap<string, DocumentNode[]>;
  /** Where each name is required. */
  readonly required: ReadonlyMap<string, Written>;
  /** Where undeclared members are forbidden, if they are. */
  readonly closed: Written | undefined;
  /** The schemas of undeclared members. */
  readonly additional: readonly DocumentNode[];
}

/** Compares the schemas of two members. */
export type CompareMembers = (old: readonly DocumentNode[], now: readonly DocumentNode[]) => void;

interface MemberContext {
  readonly side: Side;
  readonly pair: Pair;
  readonly report: Report;
  readonly viewOf: (schemas: readonly DocumentNode[]) => View;
  readonly compare: CompareMembers;
}

/** Compares declared properties, which are required, and whether there may be others. */
export function compareObjects(old: View, now: View, context: MemberContext): void {
  const [before, after] = [membersIn(old), membersIn(now)];
  const names = new Set([
    ...before.properties.keys(),
    ...after.properties.keys(),
    ...before.required.keys(),
    ...after.required.keys(),
  ]);
  for (const name of names) {
    const [left, right] = [before, after].map((members) => members.properties.get(name));
    if (left && right) compareProperty(name, left, right, [before, after], [old, now], context);
    else if (left) removeProperty(name, left, [before, after], [old, now], context);
    else if (right) addProperty(name, right, [before, after], [old, now], context);
    else compareRequired(name, [before, after], [old, now], context);
  }
  compareAdditional(before, after, [old, now], context);
}

function membersIn(view: View): Members {
  const properties = new Map<string, DocumentNode[]>();
  const required = new Map<string, Written>();
  for (const [part] of withKeyword(view, 'properties'))
    for (const [name, property] of propertiesOf(part))
      properties.set(name, [...(properties.get(name) ?? []), property]);
  for (const [part, names] of withKeyword(view, 'required')) {
    if (!Array.isArray(names)) continue;
    for (const name of names)
      if (typeof name === 'string' && !required.has(name)) required.set(name, written(part, 'required'));
  }
  const closings = withKeyword(view, 'additionalProperties');
  const closing = closings.find(([, value]) => value === false);
  return {
    properties,
    required,
    closed: closing && written(closing[0], 'additionalProperties'),
    additional: closings.filter(([, value]) => isRecord(value)).map(([part]) => partOf(part, 'additionalProperties')),
  };
}

/** Properties may be called like extensions. */
function propertiesOf(part: DocumentNode): [string, DocumentNode][] {
  const { properties } = part.object;
  return isRecord(properties) ? Object.keys(properties).map((name) => [name, partOf(part, 'properties', name)]) : [];
}

type Both<Item> = readonly [old: Item, now: Item];

const NOT_SENT = { request: 'readOnly', response: 'writeOnly', none: '' } as const;

function compareProperty(
  name: string,
  left: readonly DocumentNode[],
  right: readonly DocumentNode[],
  [before, after]: Both<Members>,
  views: Both<View>,
  context: MemberContext,
): void {
  const { side, report, compare } = context;
  const keyword = NOT_SENT[side];
  const [wasNotSent, isNotSent] = [left, right].map((schemas) => isMarked(schemas, keyword, context));
  if (wasNotSent && isNotSent) return;
  if (!wasNotSent && !isNotSent) {
    compareRequired(name, [before, after], views, context);
    compareReferencesOf(name, views, context);
    compare(left, right);
    return;
  }
  const isRequired = (isNotSent ? before : after).required.has(name);
  const id: ChangeId =
    side === 'request'
      ? isNotSent
        ? 'request-property-became-read-only'
        : 'request-property-became-not-read-only'
      : isNotSent
        ? 'response-property-became-write-only'
        : 'response-property-became-not-write-only';
  const tendency = isRequired ? 'contradictory' : isNotSent ? 'stricter' : 'looser';
  report(id, tendency, firstOf(left), firstOf(right), `${name} is ${isNotSent ? '' : 'no longer '}${keyword}`);
}

function compareReferencesOf(name: string, [old, now]: Both<View>, { pair }: MemberContext): void {
  const [[left], [right]] = [withKeyword(old, 'properties'), withKeyword(now, 'properties')];
  if (left && right) compareReferences(left[0], right[0], pair, 'properties', name);
}

function isMarked(schemas: readonly DocumentNode[], keyword: string, { viewOf }: MemberContext): boolean {
  return keyword !== '' && viewOf(schemas).parts.some(({ object }) => object[keyword] === true);
}

function compareRequired(
  name: string,
  [before, after]: Both<Members>,
  [old, now]: Both<View>,
  { side, report }: MemberContext,
): void {
  const [left, right] = [before.required.get(name), after.required.get(name)];
  if (side === 'none' || (left === undefined) === (right === undefined)) return;
  if (right) report(`${side}-property-became-required`, 'stricter', missingRequired(old), right, `${name} is required`);
  else if (left)
    report(`${side}-property-became-optional`, 'looser', left, missingRequired(now), `${name} is no longer required`);
}

/** The list that a name is missing from. */
function missingRequired(view: View): Written {
  const [found] = withKeyword(view, 'required');
  return { pointer: found ? `${found[0].pointer}/required` : placeOf(view) };
}

/** In a closed object, a property that is not declared is forbidden; in an open one, it may be anything. */
function removeProperty(
  name: string,
  left: readonly DocumentNode[],
  [before, after]: Both<Members>,
  [old, now]: Both<View>,
  context: MemberContext,
): void {
  const { side, report } = context;
  if (isMarked(left, NOT_SENT[side], context)) return;
  const wasRequired = before.required.has(name);
  const isRequired = after.required.has(name);
  const isLeft: Tendency = after.additional.length > 0 ? 'contradictory' : 'looser';
  const tendency = after.closed
    ? wasRequired || isRequired
      ? 'contradictory'
      : 'stricter'
    : isRequired && !wasRequired
      ? 'contradictory'
      : isLeft;
  const optional = wasRequired ? 'required' : 'optional';
  const id: ChangeId = side === 'request' ? 'request-property-removed' : `response-${optional}-property-removed`;
  report(id, tendency, propertyIn(old, name), missingProperty(now), `${name} is gone`);
}

function addProperty(
  name: string,
  right: readonly DocumentNode[],
  [before, after]: Both<Members>,
  [old, now]: Both<View>,
  context: MemberContext,
): void {
  const { side, report, viewOf } = context;
  if (isMarked(right, NOT_SENT[side], context)) return;
  const [wasRequired, isRequired] = [before.required.has(name), after.required.has(name)];
  const isNewlyRequired = isRequired && !wasRequired;
  const isFree = isAnything(viewOf(right)) && !isNewlyRequired;
  const inOpen: Tendency = before.additional.length > 0 ? 'contradictory' : isFree ? 'same' : 'stricter';
  const tendency = before.closed ? (isNewlyRequired ? 'contradictory' : 'looser') : inOpen;
  const optional = isRequired ? 'required' : 'optional';
  const inResponse: ChangeId = before.closed
    ? 'response-property-added-to-closed-object'
    : `response-${optional}-property-added`;
  const id: ChangeId = side === 'request' ? `new-${optional}-request-property` : inResponse;
  report(
    id,
    tendency,
    missingProperty(old),
    propertyIn(now, name),
    `${name} is new${isRequired ? ' and required' : ''}`,
  );
}

/** Where a property is declared, whatever it refers to. */
function propertyIn(view: View, name: string): Written {
  const found = withKeyword(view, 'properties').find(
    ([, properties]) => isRecord(properties) && Object.hasOwn(properties, name),
  );
  return found ? written(partOf(found[0], 'properties'), name) : { pointer: placeOf(view) };
}

function missingProperty(view: View): Written {
  const [found] = withKeyword(view, 'properties');
  return { pointer: found ? `${found[0].pointer}/properties` : placeOf(view) };
}

function firstOf([first]: readonly DocumentNode[]): Written {
  return first ? writtenNode(first) : { pointer: '' };
}

function compareAdditional(
  before: Members,
  after: Members,
  [old, now]: Both<View>,
  { report, viewOf, compare }: MemberContext,
): void {
  const text = 'undeclared members';
  if (before.closed && after.closed) return;
  if (after.closed)
    report(
      '*-additional-properties-forbidden',
      'stricter',
      { pointer: placeOf(old) },
      after.closed,
      `${text} are forbidden`,
    );
  else if (before.closed)
    report(
      '*-additional-properties-allowed',
      'looser',
      before.closed,
      { pointer: placeOf(now) },
      `${text} are allowed`,
    );
  else if (before.additional.length > 0 && after.additional.length > 0) compare(before.additional, after.additional);
  else if (after.additional.length > 0 && !isAnything(viewOf(after.additional)))
    report(
      '*-additional-properties-restricted',
      'stricter',
      { pointer: placeOf(old) },
      firstOf(after.additional),
      `${text} have a schema`,
    );
  else if (before.additional.length > 0 && !isAnything(viewOf(before.additional)))
    report(
      '*-additional-properties-allowed',
      'looser',
      firstOf(before.additional),
      { pointer: placeOf(now) },
      `${text} may be anything`,
    );
}
