import { isRecord, type Json, type JsonObject } from '../../json.js';
import { anything, type Check, type Issue, never, type Run, type SchemaPlace } from './check.js';
import { type UndeclaredMember, undeclaredIn, undescribedIn } from './declarations.js';
import { type Dialect, Documents, type Place, type Resource, type SchemaDocument, SchemaError } from './documents.js';
import type { Formats } from './formats.js';
import { messageOf } from './messages.js';
import type { Direction } from './one-way.js';
import { type Names, NO_NAMES, placed, SchemaSite, type SiteContext } from './site.js';

export interface SchemaOptions {
  /** Formats that are asserted. Default: none, as in JSON Schema. */
  readonly formats?: Formats;
  /** Whether values are parts of requests, which forbid read-only members, or of responses, which forbid write-only ones. Default: neither. */
  readonly direction?: Direction;
  /** Whether what cannot be compiled allows any value. Whoever loads the document has said so. Default: it throws. */
  readonly isLenient?: boolean;
}

export interface DocumentOptions {
  /** Default: `2020-12`, which is also that of OpenAPI 3.1. */
  readonly dialect?: Dialect;
  /** Whether the document is itself a schema. Otherwise it is an OpenAPI document. Default: `false`. */
  readonly isSchema?: boolean;
}

/** An issue with its message. */
export interface Failure extends Omit<Issue, 'place'> {
  /** Where the keyword is written. */
  readonly rule: SchemaPlace;
  readonly message: string;
}

/** The result of inspecting a value. */
export interface Inspection {
  readonly failures: readonly Failure[];
  /** Members that no schema declares, in strict inspections. */
  readonly undeclared: readonly UndeclaredMember[];
}

/** Returns whether a value satisfies a schema. After `false`, `errors` has every failure. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly Failure[] | null;
  /** All failures and, in strict inspections, undeclared members. */
  inspect(value: unknown, isStrict?: boolean): Inspection;
  /** JSON pointers to the members and items that no schema describes. */
  undescribed(value: unknown): readonly string[];
}

/**
 * Documents that contain schemas. A schema is compiled when a value is first checked against it, and the targets of its
 * references when they first apply.
 */
export class Schemas {
  readonly #documents = new Documents();
  /** By document, and in it by pointer. */
  readonly #compiled = new WeakMap<SchemaDocument, Map<string, LazyCheck>>();
  /** The dynamic scope for `$dynamicRef`: the resources that a check has entered, outermost first. */
  readonly #scope: Resource[] = [];
  readonly #options: SchemaOptions;

  constructor(options: SchemaOptions = {}) {
    this.#options = options;
  }

  /**
   * Adds a document.
   *
   * @param name A URI or a path by which other documents refer to it. Failures name it.
   */
  add(name: string, document: Json, { dialect = '2020-12', isSchema = false }: DocumentOptions = {}): this {
    this.#documents.add(name, document, dialect, isSchema ? 'schema' : 'other');
    return this;
  }

  /**
   * A validator for the target of a reference (`openapi#/components/schemas/Pet`), or for a given schema. It is compiled on
   * first use.
   *
   * @throws SchemaError from the validator, if a reference leads nowhere or a keyword has an invalid value.
   */
  validator(schema: string | JsonObject | boolean): SchemaValidator {
    let root: { readonly check: Check; readonly resource: Resource } | undefined;
    const check = (value: unknown, run: Run): boolean => {
      root ??= this.#root(schema);
      // A check that threw may have left entries.
      this.#scope.length = 0;
      this.#scope.push(root.resource);
      return root.check(value, run);
    };
    const logOf = (value: unknown, isStrict: boolean) => {
      const run = newRun(true, isStrict);
      check(value, run);
      return run.log;
    };
    const inspect = (value: unknown, isStrict = false): Inspection => {
      const log = logOf(value, isStrict);
      const failures = log.flatMap((found) => ('keyword' in found ? [failureOf(found)] : []));
      return { failures, undeclared: undeclaredIn(value, log) };
    };
    const validate = (value: unknown): boolean => {
      const isValid = check(value, newRun(false, false));
      validator.errors = isValid ? null : inspect(value).failures;
      return isValid;
    };
    const undescribed = (value: unknown) => undescribedIn(value, logOf(value, true));
    const validator: SchemaValidator = Object.assign(validate, { inspect, undescribed });
    return validator;
  }

  #root(schema: string | JsonObject | boolean): { readonly check: Check; readonly resource: Resource } {
    const given = this.#documents.anonymous(typeof schema === 'string' ? true : schema, '2020-12');
    const place = typeof schema === 'string' ? this.#documents.resolve(schema, given) : given;
    return { check: this.#lazily(place, NO_NAMES), resource: place.resource };
  }

  /** The check of a schema, compiled on first use because schemas may be recursive. */
  #lazily(place: Place, notSent: Names): Check {
    const { document } = place.resource;
    const inDocument = this.#compiled.get(document) ?? new Map<string, LazyCheck>();
    this.#compiled.set(document, inDocument);
    const key = [place.pointer, ...[...notSent].sort()].join('\n');
    const known = inDocument.get(key) ?? new LazyCheck(() => this.#compile(place, notSent));
    inDocument.set(key, known);
    return known.isCompiled ? known.check : (value, run, seen) => known.check(value, run, seen);
  }

  #compile(place: Place, notSent: Names): Check {
    const { schema, resource, pointer } = place;
    if (schema === true) return anything;
    if (schema === false) return placed(never, never, { document: resource.document.name, pointer });
    if (!isRecord(schema)) {
      if (this.#options.isLenient) return anything;
      throw new SchemaError(place, 'must be a schema: an object or a boolean');
    }
    const context: SiteContext = {
      documents: this.#documents,
      formats: this.#options.formats,
      direction: this.#options.direction,
      isLenient: this.#options.isLenient === true,
      inner: (target, names) => this.#entering(target, resource, this.#compile(target, names)),
      referred: (target, names) => this.#entering(target, resource, this.#lazily(target, names)),
      dynamic: (target, name) => this.#dynamic(target, name, resource),
    };
    return new SchemaSite(place, schema, notSent, context).check();
  }

  #entering({ resource }: Place, from: Resource, check: Check): Check {
    if (resource === from) return check;
    return (value, run, seen) => {
      this.#scope.push(resource);
      const isValid = check(value, run, seen);
      this.#scope.pop();
      return isValid;
    };
  }

  /** The outermost resource in the dynamic scope that has the anchor decides. The target's own always has it. */
  #dynamic(target: Place, name: string, from: Resource): Check {
    const checks = new Map<Resource, Check | undefined>();
    const checkIn = (resource: Resource) => {
      if (checks.has(resource)) return checks.get(resource);
      const place = this.#documents.dynamicAnchor(resource, name);
      const check = place && this.#entering(place, from, this.#lazily(place, NO_NAMES));
      checks.set(resource, check);
      return check;
    };
    return (value, run, seen) => {
      for (const resource of [...this.#scope, target.resource]) {
        const check = checkIn(resource);
        if (check) return check(value, run, seen);
      }
      return true;
    };
  }
}

/** All runs have the same members in the same order, so that engines give them one hidden class. */
function newRun(isExplaining: boolean, isStrict: boolean): Run {
  return { isExplaining, isStrict, place: undefined, path: [], log: [] };
}

function failureOf({ instancePath, keyword, params, place }: Issue): Failure {
  const { document = '', pointer = '' } = place ?? {};
  const rule = { document, pointer: keyword === 'false schema' ? pointer : `${pointer}/${keyword}` };
  return { instancePath, keyword, params, rule, message: messageOf({ keyword, params }) };
}

/** A check that compiles itself on first use. */
class LazyCheck {
  isCompiled = false;
  check: Check;

  constructor(compile: () => Check) {
    this.check = (value, run, seen) => {
      this.check = compile();
      this.isCompiled = true;
      return this.check(value, run, seen);
    };
  }
}
