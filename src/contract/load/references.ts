import { isRecord, type Json, type JsonObject, pointerInFragment, pointerTo, valueAtPointer } from '../../json.js';
import { type Dialect, Documents, type ObjectPlace, type Place, SchemaError } from '../schema/documents.js';
import { visitSchemas } from '../schema/positions.js';
import type { Note } from './mend.js';
import { DOCUMENT } from './read-schemas.js';

/** Where the references between the schemas of a document lead. */
export interface SchemaReferences {
  /** JSON pointers to the targets of `$ref`, by JSON pointer to the schema with the reference. */
  readonly references: ReadonlyMap<string, string>;
  /** The same for `$dynamicRef`. */
  readonly dynamic: ReadonlyMap<string, string>;
  /** Whether all references are JSON pointers into the document, and no schema has an `$id`. */
  readonly isPlain: boolean;
  /** References that lead nowhere, by JSON pointer to them. */
  readonly lost: ReadonlyMap<string, string>;
  /** JSON pointers to the references that make a schema part of itself: no value could ever be checked against them. */
  readonly circular: readonly string[];
}

const REFERENCES = ['$ref', '$dynamicRef'] as const;

/**
 * Follows all references between the schemas of a document.
 *
 * @param hasIds Whether a schema may have an `$id`, which references in it are relative to. Default: `true`.
 */
export function readReferences(document: JsonObject, dialect: Dialect, hasIds = true): SchemaReferences {
  const documents = new Documents();
  const root = documents.add(DOCUMENT, document, dialect, 'other');
  const targetOf = hasIds ? targetsIn(documents) : targetsByPointer(documents, document);
  const references = new Map<string, string>();
  const dynamic = new Map<string, string>();
  const lost = new Map<string, string>();
  const circles = new Circles(documents, targetOf);
  let isPlain = true;
  documents.eachSchema(root, (place) => {
    const { $id: id, $ref: to, $dynamicRef: toDynamic } = place.schema;
    if (typeof id === 'string') isPlain = false;
    const follow = (keyword: string, reference: Json | undefined, targets: Map<string, string>) => {
      if (typeof reference !== 'string') return;
      const target = targetOf(reference, place);
      if (!target) lost.set(pointerTo(place.pointer, keyword), reference);
      else {
        targets.set(place.pointer, target.pointer);
        isPlain &&= reference.startsWith('#') && pointerInFragment(reference) === target.pointer;
      }
    };
    follow('$ref', to, references);
    if (dialect === '2020-12') follow('$dynamicRef', toDynamic, dynamic);
    circles.find(place);
  });
  return { references, dynamic, isPlain, lost, circular: circles.found };
}

/** Finds the schema that a reference leads to; `undefined` if it leads nowhere. */
type FindTarget = (to: string, from: Place) => Place | undefined;

function targetsIn(documents: Documents): FindTarget {
  return (to, from) => {
    try {
      const target = documents.resolve(to, from);
      return isRecord(target.schema) || typeof target.schema === 'boolean' ? target : undefined;
    } catch (error) {
      if (error instanceof SchemaError) return undefined;
      throw error;
    }
  };
}

/** As {@link targetsIn}, but much faster: without ids, a JSON pointer means the same everywhere. */
function targetsByPointer(documents: Documents, document: JsonObject): FindTarget {
  const known = new Map<string, Place | undefined>();
  const others = targetsIn(documents);
  const find: FindTarget = (to, { resource }) => {
    const pointer = pointerInFragment(to);
    const schema = valueAtPointer(document, pointer);
    return isRecord(schema) || typeof schema === 'boolean' ? { resource, pointer, schema } : undefined;
  };
  return (to, from) => {
    if (!to.startsWith('#/')) return others(to, from);
    if (!known.has(to)) known.set(to, find(to, from));
    return known.get(to);
  };
}

/** JSON pointer to a lost reference that one of these schemas leads to; `undefined` if there is none. */
export function lostBelow(
  document: JsonObject,
  { references, dynamic, lost }: SchemaReferences,
  pointers: readonly string[],
): string | undefined {
  const seen = new Set(pointers);
  let found: string | undefined;
  for (const pointer of seen) {
    visitSchemas(valueAtPointer(document, pointer), 'schema', undefined, (_, inner) => {
      const at = pointer + inner;
      found ??= REFERENCES.map((keyword) => pointerTo(at, keyword)).find((reference) => lost.has(reference));
      for (const target of [references.get(at), dynamic.get(at)]) if (target !== undefined) seen.add(target);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Step {
  readonly place: ObjectPlace;
  /** JSON pointer to the reference that led here, if one did. */
  readonly reference: string | undefined;
}

/**
 * Finds schemas that contain themselves for the same value, such as `A: { allOf: [{ $ref: A }] }`. Checks of them would never
 * end. Schemas that contain themselves for members or items are fine.
 */
class Circles {
  readonly found: string[] = [];
  readonly #documents: Documents;
  readonly #targetOf: FindTarget;
  readonly #done = new Set<JsonObject>();
  readonly #open: Step[] = [];

  constructor(documents: Documents, targetOf: FindTarget) {
    this.#documents = documents;
    this.#targetOf = targetOf;
  }

  find(place: ObjectPlace, reference?: string): void {
    const { schema } = place;
    if (this.#done.has(schema) || !COMBINING.some((keyword) => schema[keyword] !== undefined)) return;
    const start = this.#open.findIndex((step) => step.place.schema === schema);
    if (start >= 0) {
      const circle = [{ place, reference }, ...this.#open.slice(start + 1).reverse()];
      const closing = circle.find((step) => step.reference !== undefined)?.reference;
      if (closing !== undefined && !this.found.includes(closing)) this.found.push(closing);
      return;
    }
    this.#open.push({ place, reference });
    for (const { place: inner, reference: by } of this.#sameValue(place))
      if (isObjectPlace(inner)) this.find(inner, by);
    this.#open.pop();
    this.#done.add(schema);
  }

  /** The schemas that the same value must satisfy, or may have to. */
  #sameValue(place: ObjectPlace): { readonly place: Place; readonly reference?: string }[] {
    const { schema, pointer, resource } = place;
    const referred = REFERENCES.flatMap((keyword) => {
      const to = schema[keyword];
      const target = typeof to === 'string' ? this.#targetOf(to, place) : undefined;
      return target ? [{ place: target, reference: pointerTo(pointer, keyword) }] : [];
    });
    if (referred.length > 0 && resource.document.dialect === 'openapi-3.0') return referred;
    const within = (...tokens: readonly (string | number)[]) => ({ place: this.#documents.within(place, ...tokens) });
    const singles = SINGLE.filter((keyword) => isRecord(schema[keyword])).map((keyword) => within(keyword));
    const several = SEVERAL.flatMap((keyword) => namesIn(schema[keyword]).map((name) => within(keyword, name)));
    return [...referred, ...singles, ...several];
  }
}

const SINGLE = ['not', 'if', 'then', 'else'] as const;
const SEVERAL = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas', 'dependencies'] as const;

const COMBINING = [...REFERENCES, ...SINGLE, ...SEVERAL];

function namesIn(value: Json | undefined): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function isObjectPlace(place: Place): place is ObjectPlace {
  return isRecord(place.schema);
}

/** Leaves out references that make a schema part of itself. */
export function withoutCircles(documents: readonly JsonObject[], { circular }: SchemaReferences, note: Note): void {
  for (const pointer of circular) {
    note(pointer, 'leads back to its own schema and is ignored');
    const at = pointer.lastIndexOf('/');
    for (const document of documents) {
      const schema = valueAtPointer(document, pointer.slice(0, at));
      if (isRecord(schema)) delete schema[pointer.slice(at + 1)];
    }
  }
}
