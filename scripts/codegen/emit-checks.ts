import { SpecProblemsError } from '../../src/contract/load/source.js';
import { all, anything, type Check, later, never, validator } from '../../src/contract/schema/check.js';
import { Documents, type Place, SchemaError } from '../../src/contract/schema/documents.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { type Names, NO_NAMES, type Rest, SchemaSite, type SiteContext } from '../../src/contract/schema/site.js';
import type { TextTest } from '../../src/contract/schema/values.js';
import { isObject, isRecord, type Json, type JsonObject, pointerTo, pointerTokens } from '../../src/json.js';
import { DOCUMENT, mistakesIn } from '../spec/schemas.js';
import type { SpecSource } from '../spec/source.js';
import { emitCombinators, nameOfCombinator } from './emit-combinators.js';
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
 * @throws SpecProblemsError for a schema of which no check can be generated.
 */
export function emitChecks(source: SpecSource, schemas: NamedSchemas): PrintedChecks {
  const writer = new CheckWriter(source);
  const validators = [...schemas].map(([name, schema]) => {
    const make = new Code(`() => ${printLiteral(writer.write(schema))}`);
    const call = new Call(writer.use(validator), [make]);
    return `export const ${name} = ${printLiteral(call)};\n`;
  });
  const names = [...writer.used].sort();
  return {
    validators: [
      `import { type Check, ${names.join(', ')} } from './checks.js';\n`,
      ...writer.constants,
      ...validators,
    ].join('\n'),
    combinators: emitCombinators(names),
  };
}

/** Makes checks of schemas, and keeps how each was made. */
class CheckWriter {
  /** Declarations of schemas that others refer to, in the order in which they need each other. */
  readonly constants: string[] = [];
  /** The combinators that what is written calls. */
  readonly used = new Set<string>();
  readonly #source: SpecSource;
  readonly #documents = new Documents();
  readonly #calls = new Map<unknown, Made>();
  readonly #constants = new Map<unknown, Code>();
  readonly #shared = new Map<string, SharedSchema>();

  constructor(source: SpecSource) {
    this.#source = source;
    this.#documents.add(DOCUMENT, source.document, '2020-12', 'other');
  }

  write(schema: Json): unknown {
    try {
      return this.#codeOf(this.#check(this.#documents.anonymous(schema, '2020-12'), NO_NAMES));
    } catch (error) {
      if (error instanceof SchemaError) return this.#refuse(error.pointer, error.reason);
      throw error;
    }
  }

  /** The name of a combinator, which is imported from now on. */
  use(combinator: unknown): string {
    const name = nameOfCombinator(combinator);
    if (name === undefined) throw new TypeError(`generated code cannot name ${String(combinator)}`);
    this.used.add(name);
    return name;
  }

  #check(place: Place, notSent: Names): Check {
    const { schema, pointer, resource } = place;
    if (schema === true) return anything;
    if (schema === false) return never;
    if (!isRecord(schema)) throw new SchemaError(place, 'must be a schema: an object or a boolean');
    const [mistake] = mistakesIn(schema);
    if (mistake) return this.#refuse(pointerTo(pointer, mistake.keyword), mistake.reason);
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
    return new RecordingSite(place, schema, notSent, context, this.#record).check();
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

  #refuse(pointer: string, reason: string): never {
    throw new SpecProblemsError([this.#source.problemAt(pointer, 'generate', reason)]);
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
