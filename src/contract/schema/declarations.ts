import { isRecord, type JsonObject, pointerTo } from '../../json.js';
import { type Check, type Declaration, type DeclaredMembers, type Issue, pathOf, type SchemaPlace } from './check.js';
import type { TextTest } from './values.js';

/** A member of an object that no schema declares. */
export interface UndeclaredMember {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
  /** Where the declared members are listed. */
  readonly rule: SchemaPlace | undefined;
}

/** Records the members that a schema declares, in strict runs; `undefined` if it declares none. */
export function declaring(
  schema: JsonObject,
  place: SchemaPlace,
  patternOf: (source: string) => TextTest,
): Check | undefined {
  const members = declaredBy(schema, place, patternOf);
  const items = declaredItems(schema);
  if (!members && !items) return undefined;
  return (value, run) => {
    const declares = run.isStrict && (Array.isArray(value) ? items : isRecord(value) && members);
    if (declares) run.log.push({ instancePath: pathOf(run), declares });
    return true;
  };
}

function declaredItems({ items, prefixItems }: JsonObject): DeclaredMembers | undefined {
  const first = Array.isArray(prefixItems) ? prefixItems.length : 0;
  const hasOthers = isRecord(items);
  if (first === 0 && !hasOthers) return undefined;
  return { has: (index) => hasOthers || Number(index) < first, isClosed: false, rule: undefined };
}

function declaredBy(
  { properties, patternProperties, additionalProperties, unevaluatedProperties }: JsonObject,
  { document, pointer }: SchemaPlace,
  patternOf: (source: string) => TextTest,
): DeclaredMembers | undefined {
  const others = [additionalProperties, unevaluatedProperties].filter((schema) => schema !== undefined);
  const keyword = isRecord(properties) ? 'properties' : isRecord(patternProperties) ? 'patternProperties' : undefined;
  if (keyword === undefined && others.length === 0) return undefined;
  const names = new Set(Object.keys(isRecord(properties) ? properties : {}));
  const patterns = Object.keys(isRecord(patternProperties) ? patternProperties : {}).map(patternOf);
  // `true` and `{}` mean the same as no keyword.
  const hasOthers = others.some((schema) => isRecord(schema) && Object.keys(schema).length > 0);
  return {
    has: (name) => hasOthers || names.has(name) || patterns.some((expression) => expression.test(name)),
    isClosed: others.includes(false),
    rule: keyword && { document, pointer: `${pointer}/${keyword}` },
  };
}

/**
 * Undeclared members of objects for which at least one schema declares members. If a schema forbids others, they are issues
 * already and not repeated here. Alternatives that do not apply declare nothing.
 */
export function undeclaredIn(value: unknown, log: readonly (Issue | Declaration)[]): UndeclaredMember[] {
  const byPath = declarationsByPath(log);
  const found: UndeclaredMember[] = [];
  const look = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) return;
    const declared = Array.isArray(part) ? [] : (byPath.get(path) ?? []);
    const isOpen = !declared.some(({ isClosed }) => isClosed);
    const rule = declared.find((one) => one.rule)?.rule;
    for (const [name, member] of Object.entries(part)) {
      const pointer = pointerTo(path, name);
      if (rule && isOpen && !declared.some((one) => one.has(name))) found.push({ pointer, value: member, rule });
      else look(member, pointer);
    }
  };
  if (byPath.size > 0) look(value, '');
  return found;
}

/**
 * JSON pointers to everything that no schema describes: undeclared members of objects with declared or forbidden members, and
 * items without a schema.
 */
export function undescribedIn(value: unknown, log: readonly (Issue | Declaration)[]): string[] {
  const byPath = declarationsByPath(log);
  const found: string[] = [];
  const look = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) return;
    const declared = byPath.get(path) ?? [];
    const isMap = !Array.isArray(part) && !declared.some(({ rule, isClosed }) => rule || isClosed);
    for (const [name, member] of Object.entries(part)) {
      const pointer = pointerTo(path, name);
      if (isMap || declared.some((one) => one.has(name))) look(member, pointer);
      else found.push(pointer);
    }
  };
  look(value, '');
  return found;
}

function declarationsByPath(log: readonly (Issue | Declaration)[]): ReadonlyMap<string, readonly DeclaredMembers[]> {
  const byPath = new Map<string, DeclaredMembers[]>();
  for (const entry of log) {
    if (!('declares' in entry)) continue;
    const known = byPath.get(entry.instancePath);
    if (known) known.push(entry.declares);
    else byPath.set(entry.instancePath, [entry.declares]);
  }
  return byPath;
}
