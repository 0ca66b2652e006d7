import { isRecord, type Json, type JsonObject, ownMember } from '../../json.js';
import { regularExpression } from '../patterns/pattern.js';
import type { Site } from './builders.js';
import { anything, type Check, inTurn, never, type SchemaPlace } from './check.js';
import { type Discriminator, discriminatorOf, nullable } from './combinations.js';
import { declaring } from './declarations.js';
import { type Documents, type Place, SchemaError } from './documents.js';
import type { Formats } from './formats.js';
import { KEYWORDS, type Keyword } from './keywords.js';
import { type Direction, FORBIDDEN, isOnlyRequired, membersNotSent } from './one-way.js';
import { tracked, unevaluatedItems, unevaluatedProperties } from './unevaluated.js';
import { forbidden, type TextTest, type } from './values.js';

/** Names of members that are exempt from `required`. */
export type Names = ReadonlySet<string>;
export const NO_NAMES: Names = new Set();

const ANY_TEXT: TextTest = { test: () => true };

/** What compiling a schema needs. */
export interface SiteContext {
  readonly documents: Documents;
  readonly formats: Formats | undefined;
  readonly direction: Direction | undefined;
  /** Whether what cannot be compiled allows any value. */
  readonly isLenient?: boolean;
  /** The check of a subschema. */
  inner(place: Place, notSent: Names): Check;
  /** The check of the target of a reference. */
  referred(place: Place, notSent: Names): Check;
  /** As {@link referred}, for the outermost schema that has the same `$dynamicAnchor`. */
  dynamic(place: Place, name: string): Check;
}

/** A schema in a document, whose checks can be run. */
export class SchemaSite implements Site {
  readonly schema: JsonObject;
  readonly isOpenApi30: boolean;
  readonly #place: Place;
  readonly #notSentAround: Names;
  readonly #context: SiteContext;
  #notSent: Names | undefined;

  /** @param notSent Names that an enclosing schema of the same object exempts from `required`. */
  constructor(place: Place, schema: JsonObject, notSent: Names, context: SiteContext) {
    this.schema = schema;
    this.isOpenApi30 = place.resource.document.dialect === 'openapi-3.0';
    this.#place = place;
    this.#notSentAround = notSent;
    this.#context = context;
  }

  /** The check of the whole schema. */
  check(): Check {
    const { schema } = this;
    const { $ref: reference } = schema;
    // OpenAPI 3.0 ignores keywords beside a reference.
    if (typeof reference === 'string' && (this.isOpenApi30 || Object.keys(schema).length === 1))
      return this.#built(() => this.reference(reference)) ?? anything;
    const check = this.combine([...this.#typeCheck(), ...this.#keywordChecks()], this.#unevaluated());
    // An enum has to list null itself: nullable adds it to the type alone (3.0.3, Schema Object, "nullable").
    const { enum: choices } = schema;
    const isNullable = this.isOpenApi30 && schema['nullable'] === true;
    const isExcluded = Array.isArray(choices) && !choices.includes(null);
    return isNullable && !isExcluded ? this.make(nullable, check) : check;
  }

  /** Combines the checks of the keywords, that of `type` first. */
  protected combine(made: readonly Made[], rest: Rest | undefined): Check {
    const { schema } = this;
    const { resource, pointer } = this.#place;
    const written = { document: resource.document.name, pointer };
    const declares = declaring(schema, written, this.patternOf);
    const reported = [...(declares ? [{ check: declares }] : []), ...inReportOrder(made, schema['type'])];
    if (!rest && reported.every(({ check }) => check === anything)) return anything;
    const [quickly, explain] = [checkOf(made, inTurn), checkOf(reported, inTurn)];
    return placed(rest?.(quickly) ?? quickly, rest?.(explain) ?? explain, written);
  }

  make<Args extends readonly unknown[]>(combinator: (...args: Args) => Check, ...args: Args): Check {
    return combinator(...args);
  }

  part = (...tokens: readonly (string | number)[]): Check => {
    const { documents, inner } = this.#context;
    return inner(documents.within(this.#place, ...tokens), NO_NAMES);
  };

  same = (...tokens: readonly (string | number)[]): Check => {
    const { documents, inner } = this.#context;
    const place = documents.within(this.#place, ...tokens);
    const [keyword] = tokens;
    const isAlternative = keyword === 'anyOf' || keyword === 'oneOf';
    const isReleased = keyword === 'allOf' || (isAlternative && !isOnlyRequired(place.schema));
    return inner(place, isReleased ? this.#released() : NO_NAMES);
  };

  reference(to: string): Check {
    const { documents, referred } = this.#context;
    return referred(documents.resolve(to, this.#place), this.#released());
  }

  dynamicReference(to: string): Check {
    const { documents, dynamic, referred } = this.#context;
    const target = documents.resolve(to, this.#place);
    const name = to.slice(to.indexOf('#') + 1);
    const isDynamic = isRecord(target.schema) && target.schema['$dynamicAnchor'] === name;
    return isDynamic ? dynamic(target, name) : referred(target, NO_NAMES);
  }

  patternOf = (source: string): TextTest => {
    try {
      return regularExpression(source);
    } catch (error) {
      // A name that an unreadable pattern might match counts as declared.
      if (this.#context.isLenient && error instanceof SyntaxError) return ANY_TEXT;
      throw error;
    }
  };

  textFormat(name: string): TextTest | undefined {
    return this.#context.formats?.texts.get(name);
  }

  numberFormat(name: string): ((value: number) => boolean) | undefined {
    return this.#context.formats?.numbers.get(name);
  }

  discriminator(keyword: string): Discriminator | undefined {
    return discriminatorOf(this.schema, keyword);
  }

  isNotSent(name: string): boolean {
    return this.#released().has(name);
  }

  refuse(keyword: string, demand: string): never {
    throw new SchemaError(this.#place, `has ${keyword}, which ${demand}`);
  }

  #released(): Names {
    const { documents, direction } = this.#context;
    if (!direction) return NO_NAMES;
    this.#notSent ??= new Set([...this.#notSentAround, ...membersNotSent(documents, this.#place, direction)]);
    return this.#notSent;
  }

  #typeCheck(): Made[] {
    const { type: wanted, nullable: isNullable } = this.schema;
    if (wanted === undefined) return [];
    const names = [wanted].flat().filter((name) => typeof name === 'string');
    const all = this.isOpenApi30 && isNullable === true ? [...names, 'null'] : names;
    return [{ check: this.make(type, all.length === 1 && !Array.isArray(wanted) ? String(wanted) : all) }];
  }

  #keywordChecks(): Made[] {
    const made = KEYWORDS.flatMap(({ name, type: only, isNew, build }) => {
      const value = ownMember(this.schema, name);
      if (value === undefined || (isNew && this.isOpenApi30)) return [];
      return [{ check: this.#built(() => build(this, value, name)) ?? anything, only }];
    });
    const { direction } = this.#context;
    const keyword = direction && FORBIDDEN[direction];
    if (keyword && this.schema[keyword] === true) made.push({ check: this.make(forbidden, keyword), only: undefined });
    return made;
  }

  #built(build: () => Check | undefined): Check | undefined {
    try {
      return build();
    } catch (error) {
      if (this.#context.isLenient && (error instanceof SchemaError || error instanceof SyntaxError)) return undefined;
      throw error;
    }
  }

  #unevaluated(): Rest | undefined {
    const { unevaluatedProperties: members, unevaluatedItems: items } = this.schema;
    if (this.isOpenApi30 || (members === undefined && items === undefined)) return undefined;
    const checkOf = (keyword: string, schema: Json | undefined) =>
      schema === undefined ? undefined : schema === false ? never : this.part(keyword);
    const [rest, restOfItems] = [checkOf('unevaluatedProperties', members), checkOf('unevaluatedItems', items)];
    return (check) =>
      this.make(
        tracked,
        check,
        rest && this.make(unevaluatedProperties, rest),
        restOfItems && this.make(unevaluatedItems, restOfItems),
      );
  }
}

/** Adds the `unevaluated…` checks to that of all other keywords. */
export type Rest = (check: Check) => Check;

/** A check, and the type of values that it applies to. Default: all. */
export interface Made {
  readonly check: Check;
  readonly only?: Keyword['type'];
}

function checkOf(made: readonly Made[], combine: (checks: readonly Check[]) => Check): Check {
  return combine(made.map(({ check }) => check).filter((check) => check !== anything));
}

/** A type issue is reported before those of keywords for the expected type or, if there are none, first. */
function inReportOrder(made: readonly Made[], wanted: Json | undefined): readonly Made[] {
  const [single, more] = [wanted].flat();
  const first = more === undefined ? made.findIndex(({ only }) => only !== undefined && only === single) : -1;
  return first < 0 ? made : [...made.slice(1, first), ...made.slice(0, 1), ...made.slice(first)];
}

/** A check that records the place of its schema when it explains. */
export function placed(quickly: Check, explain: Check, place: SchemaPlace): Check {
  return (value, run, seen) => {
    if (!run.isExplaining) return quickly(value, run, seen);
    const { place: around } = run;
    run.place = place;
    const isValid = explain(value, run, seen);
    run.place = around;
    return isValid;
  };
}
