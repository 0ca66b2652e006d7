import {
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerInFragment,
  pointerTo,
  pointerTokens,
} from '../../json.js';
import { type Kind, kindOfMember, visitSchemas } from './positions.js';

/** The keywords of JSON Schema 2020-12, as in OpenAPI 3.1, or those of OpenAPI 3.0. */
export type Dialect = '2020-12' | 'openapi-3.0';

/** A document that contains schemas. */
export interface SchemaDocument {
  readonly name: string;
  readonly uri: string;
  readonly root: Json;
  readonly dialect: Dialect;
  /** `schema` if the document is one schema, `other` if schemas are parts of it, as in OpenAPI. */
  readonly kind: Kind;
}

/** A schema with a URI of its own (`$id`), or a whole document. References in it are relative to that URI. */
export interface Resource {
  readonly uri: string;
  readonly document: SchemaDocument;
  /** JSON pointer into the document. */
  readonly pointer: string;
  readonly value: Json;
}

/** A schema and its place. */
export interface Place {
  readonly resource: Resource;
  /** JSON pointer into the document. */
  readonly pointer: string;
  readonly schema: Json;
}

/** A schema that is not a boolean. */
export interface ObjectPlace extends Place {
  readonly schema: JsonObject;
}

/** A reference leads nowhere, or a keyword has an invalid value. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly document: string;
  readonly pointer: string;
  readonly reason: string;

  constructor({ resource, pointer }: Pick<Place, 'resource' | 'pointer'>, reason: string) {
    super(`${resource.document.name}#${pointer} ${reason}`);
    this.document = resource.document.name;
    this.pointer = pointer;
    this.reason = reason;
  }
}

interface Anchor {
  readonly pointer: string;
  readonly isDynamic: boolean;
}

/** Documents by URI, and the schemas in them by `$id`, `$anchor` and JSON pointer. */
export class Documents {
  readonly #documents = new Map<string, Resource>();
  /** By document and pointer, so that each resource is one object. */
  readonly #resources = new Map<SchemaDocument, Map<string, Resource>>();
  readonly #anchors = new Map<Resource, Map<string, Anchor>>();
  readonly #byId = new Map<string, Resource>();
  /** Documents whose ids and anchors have been indexed, which happens on demand because few references need them. */
  readonly #indexed = new Set<SchemaDocument>();

  /** Adds a document that others can refer to by its name, which is a URI or a path. */
  add(name: string, root: Json, dialect: Dialect, kind: Kind): Place {
    const place = this.anonymous(root, dialect, kind, name);
    const { resource } = place;
    this.#documents.set(resource.document.uri, resource);
    this.#documents.set(resource.uri, resource);
    return place;
  }

  /** Adds a schema that no other document can refer to. */
  anonymous(root: Json, dialect: Dialect, kind: Kind = 'schema', name = ''): Place {
    const document: SchemaDocument = { name, uri: resolve(name, BASE), root, dialect, kind };
    const resource = { uri: document.uri, document, pointer: '', value: root };
    const own = kind === 'schema' ? this.#resourceAt(root, '', resource) : resource;
    this.#resources.set(document, new Map([['', own]]));
    return { resource: own, pointer: '', schema: root };
  }

  /** The target of a reference. */
  resolve(reference: string, from: Place): Place {
    const [target, fragment] = split(reference);
    const { uri } = from.resource;
    const resource = target === '' ? from.resource : this.#resource(split(resolve(target, uri))[0], from.resource);
    const found = resource && this.#fragment(resource, pointerInFragment(fragment));
    if (!found) throw new SchemaError(from, `refers to ${reference}, which leads nowhere`);
    return found;
  }

  /** The schema that a `$dynamicAnchor` names in a resource. */
  dynamicAnchor(resource: Resource, name: string): Place | undefined {
    this.#index(resource.document);
    const anchor = this.#anchors.get(resource)?.get(name);
    return anchor?.isDynamic ? this.#at(resource, anchor.pointer.slice(resource.pointer.length)) : undefined;
  }

  /** Calls `visit` with every schema of a document that was added. */
  eachSchema({ resource }: Place, visit: (place: ObjectPlace) => void): void {
    const { root, kind } = resource.document;
    visitSchemas(root, kind, resource, (schema, pointer, parent) => {
      const own = this.#resourceAt(schema, pointer, parent);
      visit({ resource: own, pointer, schema });
      return own;
    });
  }

  /** A part of a schema. */
  within(place: Place, ...tokens: readonly (string | number)[]): Place {
    const pointer = pointerTo(place.pointer, ...tokens);
    const schema = tokens.reduce<Json | undefined>((inner, name) => ownMember(inner, String(name)), place.schema);
    if (schema === undefined) throw new SchemaError({ ...place, pointer }, 'does not exist');
    return { resource: this.#resourceAt(schema, pointer, place.resource), pointer, schema };
  }

  #resource(uri: string, { document }: Resource): Resource | undefined {
    const known = this.#documents.get(uri) ?? this.#byId.get(uri);
    if (known) return known;
    this.#index(document);
    for (const other of this.#documents.values()) this.#index(other.document);
    return this.#byId.get(uri);
  }

  #fragment(resource: Resource, fragment: string): Place | undefined {
    if (fragment === '' || fragment.startsWith('/')) return this.#at(resource, fragment);
    this.#index(resource.document);
    const anchor = this.#anchors.get(resource)?.get(fragment);
    return anchor && this.#at(resource, anchor.pointer.slice(resource.pointer.length));
  }

  /** Follows a pointer from a resource, into resources within it. */
  #at(start: Resource, fromStart: string): Place | undefined {
    let place: Place = { resource: start, pointer: start.pointer, schema: start.value };
    let kind: Kind = start.pointer === '' ? start.document.kind : 'schema';
    for (const token of pointerTokens(fromStart)) {
      const schema = ownMember(place.schema, token);
      if (schema === undefined) return undefined;
      kind = kindOfMember(token, kind, Array.isArray(place.schema));
      const pointer = pointerTo(place.pointer, token);
      const resource = kind === 'schema' ? this.#resourceAt(schema, pointer, place.resource) : place.resource;
      place = { resource, pointer, schema };
    }
    // The target of a reference is a schema.
    return { ...place, resource: this.#resourceAt(place.schema, place.pointer, place.resource) };
  }

  /** The resource of a schema: its own if it has an `$id`. */
  #resourceAt(schema: Json, pointer: string, parent: Resource): Resource {
    const { document } = parent;
    const id = document.dialect === '2020-12' && isRecord(schema) ? schema['$id'] : undefined;
    if (typeof id !== 'string' || id.startsWith('#')) return parent;
    const known = this.#resources.get(document)?.get(pointer);
    if (known) return known;
    const resource = { uri: split(resolve(id, parent.uri))[0], document, pointer, value: schema };
    this.#resources.get(document)?.set(pointer, resource);
    return resource;
  }

  #index(document: SchemaDocument): void {
    if (this.#indexed.has(document)) return;
    this.#indexed.add(document);
    const root = this.#resources.get(document)?.get('');
    if (!root || document.dialect !== '2020-12') return;
    visitSchemas(document.root, document.kind, root, (schema, pointer, parent) => {
      const resource = this.#resourceAt(schema, pointer, parent);
      if (typeof schema['$id'] === 'string' && !this.#byId.has(resource.uri)) this.#byId.set(resource.uri, resource);
      this.#addAnchors(schema, pointer, resource);
      return resource;
    });
  }

  #addAnchors(schema: JsonObject, pointer: string, resource: Resource): void {
    const anchors = this.#anchors.get(resource) ?? new Map<string, Anchor>();
    this.#anchors.set(resource, anchors);
    const { $anchor: fixed, $dynamicAnchor: dynamic } = schema;
    if (typeof fixed === 'string') anchors.set(fixed, { pointer, isDynamic: false });
    if (typeof dynamic === 'string') anchors.set(dynamic, { pointer, isDynamic: true });
  }
}

/** The base URI of document names. */
export const BASE = 'schema:///';

/** A reference as a URI. One that is no reference is returned unchanged. */
export function resolve(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function split(reference: string): [target: string, fragment: string] {
  const at = reference.indexOf('#');
  return at < 0 ? [reference, ''] : [reference.slice(0, at), reference.slice(at + 1)];
}
