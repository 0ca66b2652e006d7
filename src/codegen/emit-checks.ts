import { DOCUMENT, isOf30 } from '../contract/load/read-schemas.js';
import { SpecProblemsError } from '../contract/load/source.js';
import { all, anything, type Check, later, never, validator } from '../contract/schema/check.js';
import { type Dialect, Documents, type Place, SchemaError } from '../contract/schema/documents.js';
import { FORMATS } from '../contract/schema/formats.js';
import { type Names, NO_NAMES, type Rest, SchemaSite, type SiteContext } from '../contract/schema/site.js';
import type { TextTest } from '../contract/schema/values.js';
import { isObject, isRecord, type Json, type JsonObject, pointerTo, pointerTokens } from '../json.js';
import type { CodegenSource } from './codegen-source.js';
import { emitCombinators, nameOfCombinator } from './emit-combinators.js';
import { mistakesIn } from './mistakes.js';
import { Call, Code, printLiteral } from './print.js';

/** Validators as a module, and the module of the combinators that it imports from `checks.js`. */
export interface PrintedChecks {
  readonly validators: string;
  readonly combinators: string;
}

/** Schemas to make validators of, by the name of the function. */
export type NamedSchemas = ReadonlyMap<string, JsonObject>;

/**
 * Writes validators as calls of the schema engine's combinators, and a module with the combinators that they call.
 *
 * @throws SpecProblemsError for a schema of which no check can be generated, unless the source is to be warned of it.
 */
export function emitChecks(source: CodegenSource, schemas: NamedSchemas): PrintedChecks {
  const writer = new CheckWriter(source);
  const validators = [...schemas].map(([name, schema]) => {
    const make = new Code(`() => ${printLiteral(writer.write(schema))}`);
    const call = new Call(writer.use(validator), [make]);
    return `export const ${name} = ${printLiteral(call)};\n`;
  });
  const names = [...writer.used].sort();
  const imported = [...(writer.constants.length > 0 ? ['type Check'] : []), ...names];
  return {
    validators: [`import { ${imported.join(', ')} } from './checks.js';\n`, ...writer.constants, ...validators].join(
      '\n',
    ),
    combinators: emitCombinators(names),
  };
}

/** Makes checks of schemas, and keeps how each was made. */
class CheckWriter {
  /** Declarations of schemas that others refer to, in the order in which they need each other. */
  readonly constants: string[] = [];
  /** The combinators that what is written calls. */
  readonly used = new Set<string>();
  readonly #source: CodegenSource;
  readonly #documents = new Documents();
  readonly #dialect: Dialect;
  readonly #calls = new Map<unknown, Made>();
  readonly #constants = new Map<unknown, Code>();
  readonly #shared = new Map<string, SharedSchema>();

  constructor(source: CodegenSource) {
    this.#source = source;
    this.#dialect = isOf30(source) ? 'openapi-3.0' : '2020-12';
    this.#documents.add(DOCUMENT, source.document, this.#dialect, 'other');
  }

  write(schema: Json): unknown {
    return this.#codeOf(this.#check(this.#documents.anonymous(schema, this.#dialect), NO_NAMES));
  }

  /** The name of a combinator, which is imported from now on. */
  use(combinator: unknown): string {
    const name = nameOfCombinator(combinator);
    if (name === undefined) throw new TypeError(`generated code cannot name ${String(combinator)}`);
    this.used.add(name);
    return name;
  }

  /** The check of a schema. Where there is none, it accepts anything, or generation stops. */
  #check(place: Place, notSent: Names): Check {
    const { schema, pointer } = place;
    if (schema === true) return anything;
    if (schema === false) return never;
    try {
      if (!isRecord(schema)) throw new SchemaError(place, 'must be a schema: an object or a boolean');
      const [mistake] = this.#source.warn ? [] : mistakesIn(schema);
      if (mistake) return this.#refuse(pointerTo(pointer, mistake.keyword), mistake.reason);
      return this.#site(place, schema, notSent).check();
    } catch (error) {
      if (error instanceof SchemaError) return this.#refuse(error.pointer, error.reason);
      if (error instanceof SyntaxError) return this.#refuse(pointer, error.message);
      throw error;
    }
  }

  #site(place: Place, schema: JsonObject, notSent: Names): RecordingSite {
    const { pointer, resource } = place;
    const context: SiteContext = {
      documents: this.#documents,
      formats: FORMATS,
      direction: 'request',
      inner: (target, names) => this.#check(target, names),
      referred: (target, names) => {
        const isShared = resource.document.name === DOCUMENT || target.pointer.startsWith('/components/');
        return isShared ? this.#constant(target, names) : this.#check(target, names);
      },
      dynamic: () =>
        this.#refuse(pointerTo(pointer, '$dynamicRef'), 'leads to a schema that changes from call to call'),
    };
    return new RecordingSite(place, schema, notSent, context, this.#record);
  }

  /** Some combinators have nothing to add to what they are given, and return that. */
  readonly #record = (made: Made, check: Check): Check => {
    if (nameOfCombinator(check) === undefined && !this.#calls.has(check)) this.#calls.set(check, made);
    return check;
  };

  /** A schema that others refer to. It becomes a constant, unless it is one of the engine's or another schema's. */
  #constant(place: Place, notSent: Names): Check {
    const key = [place.pointer, ...[...notSent].sort()].join('\n');
    const known = this.#shared.get(key);
    if (known) return known.check ?? this.#later(known);
    const shared: SharedSchema = { name: this.#nameFor(place.pointer) };
    this.#shared.set(key, shared);
    const check = this.#check(place, notSent);
    shared.check = check;
    const hasName = this.#constants.has(check) || nameOfCombinator(check) !== undefined;
    if (hasName && !shared.isAwaited) return check;
    this.constants.push(`const ${shared.name}: Check = ${printLiteral(this.#codeOf(check))};\n`);
    if (!hasName) this.#constants.set(check, new Code(shared.name));
    return check;
  }

  /** What has no check yet is being made, and so contains itself. */
  #later(shared: SharedSchema): Check {
    shared.isAwaited = true;
    const get = new Code(`() => ${shared.name}`);
    return this.#record(
      { combinator: later, args: [get] },
      later(() => shared.check ?? anything),
    );
  }

  #codeOf(value: unknown): unknown {
    if (value === undefined) return new Code('undefined');
    if (typeof value !== 'function' && !isObject(value)) return value;
    const constant = this.#constants.get(value);
    if (constant) return constant;
    const made = this.#calls.get(value);
    if (made)
      return new Call(
        this.use(made.combinator),
        made.args.map((arg) => this.#codeOf(arg)),
      );
    if (typeof value === 'function') return new Code(this.use(value));
    if (Array.isArray(value)) return value.map((item) => this.#codeOf(item));
    if (value instanceof Code || value instanceof RegExp) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.#codeOf(member)]));
  }

  #refuse(pointer: string, reason: string): Check {
    const { warn, problemAt } = this.#source;
    if (!warn) throw new SpecProblemsError([problemAt(pointer, 'generate', reason)]);
    warn(pointer, `${reason}; requests are not checked for it`);
    return anything;
  }

  /** The ending keeps it apart from words of the language, from combinators, and from operations. */
  #nameFor(pointer: string): string {
    const last = (pointerTokens(pointer).at(-1) ?? '').replace(/[^A-Za-z0-9]/g, '');
    const stem = last.replace(/^(?=\d)/, '_').replace(/^./, (letter) => letter.toLowerCase());
    const taken = new Set([...this.#shared.values()].map(({ name }) => name));
    let name = `${stem}Schema`;
    for (let number = 2; taken.has(name); number += 1) name = `${stem}Schema${number}`;
    return name;
  }
}

/** A combinator, and what it was called with. */
interface Made {
  readonly combinator: unknown;
  readonly args: readonly unknown[];
}

/** A schema that others refer to, and the name of its constant. */
interface SharedSchema {
  readonly name: string;
  check?: Check;
  /** Whether something refers to it that is written before it. */
  isAwaited?: true;
}

/** The second way to run the table of keywords: each call of a combinator is made, and kept. */
class RecordingSite extends SchemaSite {
  readonly #record: (made: Made, check: Check) => Check;

  constructor(
    place: Place,
    schema: JsonObject,
    notSent: Names,
    context: SiteContext,
    record: (made: Made, check: Check) => Check,
  ) {
    super(place, schema, notSent, context);
    this.#record = record;
  }

  override make<Args extends readonly unknown[]>(combinator: (...args: Args) => Check, ...args: Args): Check {
    return this.#record({ combinator, args }, combinator(...args));
  }

  /** One order for checking and explaining, and nothing about where the schema is. */
  protected override combine(made: readonly { readonly check: Check }[], rest: Rest | undefined): Check {
    const checks = made.map(({ check }) => check).filter((check) => check !== anything);
    const [only = anything] = checks;
    const check = checks.length < 2 ? only : this.make(all, ...checks);
    return rest ? rest(check) : check;
  }

  override patternOf = (source: string): TextTest => new RegExp(source, 'u');

  /** Which alternative a value names makes a difference to messages only. */
  override discriminator(): undefined {
    return undefined;
  }
}
