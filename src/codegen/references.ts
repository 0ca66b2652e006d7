import { type Kind, kindOfMember, visitSchemas } from '../contract/schema/positions.js';
import {
  encodePointer,
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerInFragment,
  pointerTo,
  pointerTokens,
  valueAtPointer,
} from '../json.js';
import type { Warn } from './found-operations.js';
import { unusedName } from './operation-names.js';

/**
 * Makes all references lead to components. Types can refer to nothing else: a schema elsewhere moves to the components, another
 * part is copied to where it is used, and a reference that leads nowhere becomes a schema that accepts anything.
 */
export function repairReferences(document: JsonObject, warn: Warn): void {
  new References(document, warn).visit(document, 'other', '');
}

/** A part, or what its reference leads to. */
export function targetOf(document: JsonObject, part: Json | undefined): Json | undefined {
  let target = part;
  for (let hops = 0; isRecord(target) && typeof target['$ref'] === 'string'; hops += 1) {
    if (hops === MOST_HOPS) return undefined;
    target = partAt(document, pointerInFragment(target['$ref']))?.value;
  }
  return target;
}

const MOST_HOPS = 20;

interface Place {
  readonly holder: JsonObject | Json[];
  readonly name: string;
  readonly pointer: string;
  readonly value: Json;
}

class References {
  readonly #document: JsonObject;
  readonly #warn: Warn;
  readonly #anchors = new Map<string, string>();
  /** Copies that are being visited, of parts that refer to themselves. */
  readonly #copying: string[] = [];

  constructor(document: JsonObject, warn: Warn) {
    this.#document = document;
    this.#warn = warn;
    visitSchemas(document, 'other', undefined, ({ $anchor: anchor }, pointer) => {
      if (typeof anchor === 'string' && !this.#anchors.has(anchor)) this.#anchors.set(anchor, pointer);
    });
  }

  visit(value: Json, kind: Kind, pointer: string): void {
    if (typeof value !== 'object' || value === null || kind === 'data') return;
    for (const name of Object.keys(value)) {
      const member = ownMember(value, name);
      const kindOfPart = kindOfMember(name, kind, Array.isArray(value));
      if (typeof member !== 'object' || member === null || kindOfPart === 'data') continue;
      const at = pointerTo(pointer, name);
      const reference = isRecord(member) ? member['$ref'] : undefined;
      const isReference = typeof reference === 'string' && kindOfPart !== 'schemas' && kindOfPart !== 'named';
      if (isReference && isRecord(member))
        this.#repair({ holder: value, name, pointer: at, value: member }, reference, kindOfPart);
      else this.visit(member, kindOfPart, at);
    }
  }

  #repair(place: Place, reference: string, kind: Kind): void {
    const { holder, name, pointer, value } = place;
    const inside = pointerInFragment(reference);
    const target = partAt(this.#document, this.#anchors.get(inside) ?? inside);
    if (!target || !reference.startsWith('#') || inside === '') {
      this.#warn(pointer, `refers to ${reference}, which leads nowhere; anything is accepted`);
      if (kind === 'schema') Reflect.set(holder, name, {});
      else Reflect.set(holder, name, isStatus(pointer) ? { description: '' } : {});
      return;
    }
    const isPathItem = /^\/paths\/[^/]+$/.test(pointer);
    // Only schemas and path items have members of their own beside a reference.
    if (kind !== 'schema' && !isPathItem) Reflect.set(holder, name, { $ref: reference });
    const isComponent = /^\/components\/[^/]+\/[^/]+$/.test(target.pointer);
    if (kind === 'schema') {
      const isSchema = isComponent && target.pointer.startsWith('/components/schemas/');
      const goal = isSchema ? target.pointer : this.#moved(target);
      if (isRecord(value) && goal !== inside) value['$ref'] = `#${encodePointer(goal)}`;
      this.visit(value, kind, pointer);
    } else if (!isComponent && !isPathItem) this.#copy(place, target, kind);
  }

  /** Moves a schema to the components. Returns where it is now. */
  #moved({ holder, name, pointer, value }: Place): string {
    const schemas = this.#schemas();
    const words = pointerTokens(pointer)
      .slice(-3)
      .join(' ')
      .match(/[A-Za-z0-9]+/g) ?? ['schema'];
    const name_ = unusedName(words.join('_'), { has: (other) => Object.hasOwn(schemas, other) });
    schemas[name_] = value;
    const moved = pointerTo('', 'components', 'schemas', name_);
    Reflect.set(holder, name, { $ref: `#${moved}` });
    this.visit(value, 'schema', moved);
    return moved;
  }

  #copy({ holder, name, pointer }: Place, target: Place, kind: Kind): void {
    if (this.#copying.includes(target.pointer)) return;
    this.#copying.push(target.pointer);
    const copy = structuredClone(target.value);
    Reflect.set(holder, name, copy);
    const reference = isRecord(copy) ? copy['$ref'] : undefined;
    if (typeof reference === 'string') this.#repair({ holder, name, pointer, value: copy }, reference, kind);
    else this.visit(copy, kind, pointer);
    this.#copying.pop();
  }

  #schemas(): JsonObject {
    const components = isRecord(this.#document['components']) ? this.#document['components'] : {};
    this.#document['components'] = components;
    const schemas = isRecord(components['schemas']) ? components['schemas'] : {};
    components['schemas'] = schemas;
    return schemas;
  }
}

function isStatus(pointer: string): boolean {
  return /\/responses\/[^/]+$/.test(pointer);
}

/** The part at a pointer, references on the way followed. Its pointer is where it stands. */
function partAt(document: JsonObject, pointer: string): Place | undefined {
  let place: Place = { holder: document, name: '', pointer: '', value: document };
  for (const token of pointerTokens(pointer)) {
    let { value, pointer: at } = place;
    for (let hops = 0; hops < MOST_HOPS && ownMember(value, token) === undefined; hops += 1) {
      const reference = ownMember(value, '$ref');
      if (typeof reference !== 'string' || !reference.startsWith('#/')) break;
      at = pointerInFragment(reference);
      const next = valueAtPointer(document, at);
      if (next === undefined) return undefined;
      value = next;
    }
    const member = ownMember(value, token);
    if (member === undefined || typeof value !== 'object' || value === null) return undefined;
    place = { holder: value, name: token, pointer: pointerTo(at, token), value: member };
  }
  return place;
}
