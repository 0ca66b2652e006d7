import {
  encodePointer,
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerInFragment,
  pointerTo,
  valueAtPointer,
} from '../../json.js';
import { resolve } from '../schema/documents.js';
import { type Kind, kindOfMember } from '../schema/positions.js';
import { MAIN_URI } from './ids.js';
import { intendedPointer, isRemote } from './reference-text.js';
import { type SpecProblem, SpecProblemsError, type SpecSource } from './source.js';

/** Where a part of the bundle was written. */
export interface Origin {
  readonly source: SpecSource;
  /** JSON pointer into the file. */
  readonly pointer: string;
}

/** Reads the file that a reference names, relative to the file that contains the reference. */
export type FileReader = (reference: string, from: SpecSource) => Promise<SpecSource>;

/** A document in which no reference leads to another file. */
export interface Bundle {
  readonly document: JsonObject;
  /** Where each part from a file was written, by JSON pointer into the document. The main file is at ''. */
  readonly origins: Map<string, Origin>;
  /** References that remain, each with the JSON pointer to its first occurrence. */
  readonly references: ReadonlyMap<string, string>;
  /** What is wrong with references whose targets cannot be read, by JSON pointer to the object with the reference. */
  readonly lost: ReadonlyMap<string, readonly SpecProblem[]>;
}

/**
 * Inlines references to other files: the target takes the place of the first reference, and other references are rewritten
 * to lead there. Nothing is fetched from the network: a document must not decide which servers are called.
 *
 * @param ids URIs of schemas (`$id`), which references may use in place of a file.
 */
export async function bundle(main: SpecSource, ids: ReadonlySet<string>, readFile: FileReader): Promise<Bundle> {
  const bundler = new Bundler(main, ids);
  bundler.visit(main.document, 'other', { at: '', written: '', source: main, base: MAIN_URI });
  for (let waiting = bundler.take(); waiting.length > 0; waiting = bundler.take()) {
    for (const slot of waiting) {
      const source = await readFile(slot.file, slot.source).catch((error: unknown) => {
        if (!(error instanceof SpecProblemsError)) throw error;
        bundler.lost.set(slot.at, error.problems);
      });
      if (source) bundler.fill(slot, source);
    }
  }
  return bundler;
}

/** A position in the document, and in the file that it comes from. */
interface Position {
  /** JSON pointer into the document. */
  readonly at: string;
  /** JSON pointer into the file. */
  readonly written: string;
  readonly source: SpecSource;
  /** The URI of the schema with an `$id` around it, or of the document, which references are relative to. */
  readonly base: string;
}

/** A reference that waits for a part of another file. */
interface Slot extends Position {
  readonly holder: Json[] | JsonObject;
  readonly name: string;
  readonly reference: JsonObject;
  readonly kind: Kind;
  readonly file: string;
  readonly fragment: string;
}

class Bundler implements Bundle {
  readonly document: JsonObject;
  readonly origins = new Map<string, Origin>();
  readonly references = new Map<string, string>();
  readonly lost = new Map<string, readonly SpecProblem[]>();
  readonly #main: SpecSource;
  readonly #ids: ReadonlySet<string>;
  /** The URI by which the document may refer to itself (`$self` of OpenAPI 3.2). */
  readonly #self: string | undefined;
  /** For each file, JSON pointers into the document by JSON pointer into the file. */
  readonly #places = new Map<SpecSource, Map<string, string>>();
  #waiting: Slot[] = [];

  constructor(main: SpecSource, ids: ReadonlySet<string>) {
    this.#main = main;
    this.#ids = ids;
    this.document = main.document;
    const { $self: self } = main.document;
    this.#self = typeof self === 'string' ? resolve(self, MAIN_URI) : undefined;
    this.origins.set('', { source: main, pointer: '' });
    this.#places.set(main, new Map([['', '']]));
  }

  take(): Slot[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  /** Visits everything except data, such as examples. */
  visit(value: Json, kind: Kind, position: Position): void {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value)) {
      const kindOfPart = kindOfMember(name, kind, Array.isArray(value));
      const member = ownMember(value, name);
      if (kindOfPart === 'data' || typeof member !== 'object' || member === null) continue;
      const { source } = position;
      const id = kindOfPart === 'schema' && isRecord(member) ? member['$id'] : undefined;
      const base = typeof id === 'string' ? resolve(id, position.base).replace(/#$/, '') : position.base;
      const at = pointerTo(position.at, name);
      const part = {
        at,
        written: source === this.#main ? at : pointerTo(position.written, name),
        source,
        base,
      };
      if (isRecord(member) && typeof member['$ref'] === 'string')
        this.#refer(member['$ref'], { ...part, holder: value, name, reference: member, kind: kindOfPart });
      else this.visit(member, kindOfPart, part);
    }
  }

  #refer(given: string, slot: Omit<Slot, 'file' | 'fragment'>): void {
    const { source, at, kind, reference, base } = slot;
    const to = this.#mended(this.#withoutSelf(given), source, base);
    if (to !== given) reference['$ref'] = to;
    const [file = '', fragment = ''] = to.split('#');
    const isInResource = base !== MAIN_URI;
    const isLocal = file === '' && (isInResource || source === this.#main);
    if (!isLocal && !this.#ids.has(resolve(file, base))) {
      if (isRemote(to)) this.#lose(slot, 'network', `refers to ${to}, but ${FROM_NETWORK}`);
      else this.#waiting.push({ ...slot, file, fragment });
      return;
    }
    if (!isInResource && !this.references.has(to)) this.references.set(to, pointerTo(at, '$ref'));
    // Schemas may have keywords beside a reference.
    if (Object.keys(reference).length > 1) this.visit(reference, kind, slot);
  }

  /** Replaces a reference by its target, or rewrites it if the target is in the document already. */
  fill(slot: Slot, source: SpecSource): void {
    const { reference, kind, at, holder, name, fragment } = slot;
    const pointer = intendedPointer(source.document, fragment);
    const content = pointer === '' || pointer.startsWith('/') ? valueAtPointer(source.document, pointer) : undefined;
    if (content === undefined) {
      this.#lose(slot, 'reference', `refers to ${String(reference['$ref'])}, which leads nowhere`);
      return;
    }
    const place = this.#placeOf(source, pointer);
    if (place !== undefined) {
      reference['$ref'] = `#${encodePointer(place)}`;
      return;
    }
    const copy = structuredClone(content);
    const names = Object.keys(reference).filter((other) => !ANNOTATIONS.includes(other));
    if (kind === 'other' && names.length > 0 && /^\/paths\/[^/]*$/.test(at) && isRecord(copy)) {
      this.#merge(copy, slot, source, pointer);
      return;
    }
    if (kind !== 'schema' || names.length === 0) {
      Reflect.set(holder, name, copy);
      this.#add(copy, slot, source, pointer, at);
      return;
    }
    // Beside other keywords the target cannot replace the reference, so it becomes a component.
    const own = `${source.path}#${pointer}`;
    const { schemas } = withSchemas(this.document);
    schemas[own] = copy;
    const elsewhere = pointerTo('', 'components', 'schemas', own);
    reference['$ref'] = `#${encodePointer(elsewhere)}`;
    this.#add(copy, { ...slot, holder: schemas, name: own }, source, pointer, elsewhere);
    this.visit(reference, kind, slot);
  }

  #add(content: Json, slot: Slot, source: SpecSource, pointer: string, at: string): void {
    this.origins.set(at, { source, pointer });
    const places = this.#places.get(source) ?? new Map<string, string>();
    this.#places.set(source, places.set(pointer, at));
    const position = { at, written: pointer, source, base: slot.base };
    if (!isRecord(content) || typeof content['$ref'] !== 'string') this.visit(content, slot.kind, position);
    else this.#refer(content['$ref'], { ...slot, ...position, reference: content });
  }

  /** Path items may have members beside a reference, which count first. */
  #merge(target: JsonObject, { reference: item, ...slot }: Slot, source: SpecSource, pointer: string): void {
    delete item['$ref'];
    this.visit(item, slot.kind, slot);
    for (const [name, member] of Object.entries(target)) {
      if (ownMember(item, name) !== undefined) continue;
      item[name] = member;
      const at = pointerTo(slot.at, name);
      const kind = kindOfMember(name, slot.kind, false);
      this.#add(member, { ...slot, reference: item, holder: item, name, kind }, source, pointerTo(pointer, name), at);
    }
    const { $ref: next } = item;
    if (typeof next === 'string') this.#refer(next, { ...slot, reference: item, source, written: pointer });
  }

  /** JSON pointer into the document to a part of a file; `undefined` if it is not there. */
  #placeOf(source: SpecSource, pointer: string): string | undefined {
    const places = this.#places.get(source);
    for (let above = pointer; places; above = above.slice(0, above.lastIndexOf('/'))) {
      const place = places.get(above) ?? (above === '' ? undefined : null);
      const found = typeof place === 'string' ? place + pointer.slice(above.length) : undefined;
      if (found !== undefined && valueAtPointer(this.document, found) !== undefined) return found;
      if (above === '') return undefined;
    }
    return undefined;
  }

  /** A reference to the document by its own URI is one within it. */
  #withoutSelf(to: string): string {
    const [file = '', fragment = ''] = to.split('#');
    const isSelf = this.#self !== undefined && file !== '' && resolve(file, this.#self) === this.#self;
    return isSelf ? `#${fragment}` : to;
  }

  /** As JSON Schema writes it, which is how everything else reads it. */
  #mended(to: string, source: SpecSource, base: string): string {
    const [file = '', fragment = ''] = to.split('#');
    if (file !== '' || source !== this.#main || base !== MAIN_URI) return to;
    const pointer = intendedPointer(source.document, fragment);
    return pointer === pointerInFragment(fragment) ? to : `#${encodePointer(pointer)}`;
  }

  #lose({ source, written, at }: Position, rule: string, reason: string): void {
    this.lost.set(at, [source.problemAt(pointerTo(written, '$ref'), rule, reason)]);
  }
}

const FROM_NETWORK = 'nothing is read from the network; save it to a file and refer to that';
const ANNOTATIONS = ['$ref', 'summary', 'description'];

function withSchemas(document: JsonObject): { readonly schemas: JsonObject } {
  const components = isRecord(document['components']) ? document['components'] : {};
  const schemas = isRecord(components['schemas']) ? components['schemas'] : {};
  document['components'] = components;
  components['schemas'] = schemas;
  return { schemas };
}
