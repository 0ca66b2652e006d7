import {
  isObject,
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerTo,
  pointerTokens,
  valueAtPointer,
} from '../../json.js';
import { isOf30 } from './read-schemas.js';
import { type FormFailure, formFailures } from './structure.js';
import type { UnsureSchemas } from './unsure-schemas.js';

/** Called for every part of a document that is passed over. */
export type Note = (pointer: string, reason: string) => void;

/**
 * Replaces parts of a document that do not have the form that OpenAPI prescribes by ones that allow anything, so that a mistake
 * costs only the rule that has it. Parameters and operations without a readable form stay, for the reader to pass over or refuse.
 *
 * @param unsure Gets the schemas that then allow more than was written.
 */
export function mend(document: JsonObject, note: Note, unsure: UnsureSchemas): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let isChanged = false;
    for (const failure of formFailures(document)) {
      const found = new Mistake(document, failure, unsure);
      if (!found.isOfUnreadPart) note(found.pointer, found.reason);
      if (found.mend()) isChanged = true;
    }
    if (!isChanged) return;
  }
}

/** A part that takes the place of another may need others itself. Real documents take three rounds. */
const MOST_ROUNDS = 10;

/** What replaces a whole form that is something else. Parameters and operations have no such replacement. */
export const NEUTRAL: Readonly<Record<string, () => Json>> = {
  server: () => ({ url: '' }),
  pathItem: () => ({}),
  requestBody: () => ({ content: { '*/*': {} } }),
  responses: () => ({ default: anyResponse() }),
  response: anyResponse,
  header: () => ({ schema: {} }),
  mediaType: () => ({}),
  encoding: () => ({}),
  security: () => [],
  securityScheme: anyScheme,
};

/** A scheme of which nothing is known. */
function anyScheme(): JsonObject {
  return { type: 'http', scheme: '' };
}

/** A response of which nothing is known. */
function anyResponse(): JsonObject {
  return { description: '', content: { '*/*': {} }, 'x-body-optional': true };
}

/** Members of forms that are not simply left out. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, () => Json>>>> = {
  operation: { responses: () => ({ default: anyResponse() }), security: () => [] },
  requestBody: { content: () => ({ '*/*': {} }) },
  response: { content: () => ({ '*/*': {} }), description: () => '' },
  server: { url: () => '' },
};

/** Keywords that would forbid more where another one is left out. */
const STRICTER_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  properties: ['additionalProperties'],
  patternProperties: ['additionalProperties'],
  prefixItems: ['items'],
  minContains: ['contains'],
};

/** Parts of a document that no exchange is checked against. */
const UNREAD = /^\/webhooks\/|\/callbacks\//;

/** A part of a document with another form than it should have. */
class Mistake {
  readonly pointer: string;
  readonly reason: string;
  readonly #document: JsonObject;
  readonly #failure: FormFailure;
  readonly #unsure: UnsureSchemas;
  readonly #form: string;
  /** Names and indices from the form to the part. */
  readonly #inside: readonly string[];

  constructor(document: JsonObject, failure: FormFailure, unsure: UnsureSchemas) {
    this.#document = document;
    this.#failure = failure;
    this.#unsure = unsure;
    const [form = '', ...way] = failure.rule;
    this.#form = form;
    const tokens = pointerTokens(failure.instancePath);
    this.#inside = tokens.slice(tokens.length - levelsOf(way.slice(0, -1)));
    const { keyword, instancePath } = failure;
    const member = keyword === 'additionalProperties' ? failure.params['additionalProperty'] : undefined;
    this.pointer = member === undefined ? instancePath : pointerTo(instancePath, String(member));
    this.reason = this.#explain(member);
  }

  get isOfUnreadPart(): boolean {
    return UNREAD.test(this.pointer);
  }

  #explain(member: unknown): string {
    const { keyword, params, message } = this.#failure;
    if (member !== undefined) return `${member} has no meaning here and is ignored`;
    const what = this.#inside.length > 0 ? this.#inside.join(' ') : nameOf(this.#form);
    if (keyword === 'required') return `${what} has no ${params['missingProperty']}`;
    if (keyword === 'oneOf') return `${what} needs either a schema or a content`;
    return `${what} ${message}`;
  }

  /** Returns whether anything changed. */
  mend(): boolean {
    const { keyword, params, instancePath } = this.#failure;
    // What has no meaning is not read.
    if (keyword === 'additionalProperties') return this.#isBodyOfSwagger && this.#replaceContent();
    if (keyword === 'oneOf') {
      const hasBoth = valueAtPointer(this.#document, pointerTo(instancePath, 'schema')) !== undefined;
      return hasBoth && this.#without(instancePath, 'content');
    }
    if (keyword === 'required') return this.#complete(String(params['missingProperty']));
    if (keyword === 'const' || (keyword.endsWith('Properties') && this.#form !== 'responses')) return false;
    return this.#isOfSchema ? this.#mendSchema() : this.#convert() || this.#replace();
  }

  get #isOfSchema(): boolean {
    return this.#form === 'keywords' || this.#form === 'schema';
  }

  /** A response of Swagger 2.0 has a body, which is described in another way. */
  get #isBodyOfSwagger(): boolean {
    const { params, instancePath } = this.#failure;
    const isSchema = this.#form === 'response' && params['additionalProperty'] === 'schema';
    return isSchema && valueAtPointer(this.#document, pointerTo(instancePath, 'content')) === undefined;
  }

  #replaceContent(): boolean {
    const { instancePath } = this.#failure;
    for (const name of ['content', 'x-body-optional'])
      this.#set(pointerTo(instancePath, name), anyResponse()[name] ?? true);
    return true;
  }

  /** A keyword counts as a whole, even if only an item of its value is wrong. */
  #mendSchema(): boolean {
    const { instancePath } = this.#failure;
    const [keyword] = this.#inside;
    if (keyword === undefined) {
      this.#unsure.add(instancePath);
      return this.#set(instancePath, isOf30({ document: this.#document }) ? {} : true);
    }
    const names = this.#inside.length;
    const schema = pointerTo('', ...pointerTokens(instancePath).slice(0, -names));
    // As if it were true, a value that is null counts as well.
    this.#unsure.add(schema, keyword === 'nullable' ? 'type' : keyword);
    for (const other of STRICTER_WITHOUT[keyword] ?? []) this.#without(schema, other);
    return keyword === 'nullable' ? this.#set(pointerTo(schema, keyword), true) : this.#without(schema, keyword);
  }

  /** Text without quotes is a number or a boolean in YAML, and a flag with quotes is a text. */
  #convert(): boolean {
    const { keyword, params, instancePath } = this.#failure;
    const value = valueAtPointer(this.#document, instancePath);
    if (keyword === 'type' && params['type'] === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
      return this.#set(instancePath, String(value));
    if (keyword === 'type' && params['type'] === 'boolean' && (value === 'true' || value === 'false'))
      return this.#set(instancePath, value === 'true');
    return false;
  }

  #replace(): boolean {
    const { instancePath } = this.#failure;
    const [member, ...deeper] = this.#inside;
    const form = this.#form;
    if (member === undefined) {
      const neutral = NEUTRAL[form];
      return neutral !== undefined && this.#set(instancePath, neutral());
    }
    if (form === 'securityScheme') return this.#set(parentOf(instancePath), anyScheme());
    if (form === 'security') return this.#mendSecurity(deeper);
    if (form === 'parameter' && (member === 'name' || member === 'in')) return false;
    if (form === 'parameter' && member === 'style') {
      // The value of an unknown style cannot be read.
      this.#without(parentOf(instancePath), 'explode');
      this.#without(parentOf(instancePath), 'content');
      this.#set(pointerTo(parentOf(instancePath), 'schema'), {});
    }
    if ((form === 'operation' || form === 'pathItem') && member === 'parameters' && deeper.length === 0)
      return valueAtPointer(this.#document, instancePath) === null && this.#without(parentOf(instancePath), member);
    const replacement = deeper.length === 0 ? MEMBERS[form]?.[member] : undefined;
    if (replacement) return this.#set(instancePath, replacement());
    const name = pointerTokens(instancePath).at(-1) ?? '';
    if (Array.isArray(valueAtPointer(this.#document, parentOf(instancePath)))) return false;
    return this.#without(parentOf(instancePath), name);
  }

  /** An alternative without a readable form needs no credential. */
  #mendSecurity(deeper: readonly string[]): boolean {
    const { instancePath } = this.#failure;
    if (deeper.length === 0) return this.#set(instancePath, {});
    return deeper.length === 1 && this.#set(instancePath, []);
  }

  /** Adds a required member, if its absence would make a difference to the reading. */
  #complete(name: string): boolean {
    const { instancePath } = this.#failure;
    if (this.#form === 'securityScheme') return this.#set(instancePath, anyScheme());
    if (this.#form === 'server' && name === 'default') return this.#set(pointerTo(instancePath, name), '');
    const addition = this.#inside.length === 0 ? MEMBERS[this.#form]?.[name] : undefined;
    return addition !== undefined && this.#set(pointerTo(instancePath, name), addition());
  }

  #set(pointer: string, value: Json): boolean {
    const holder = valueAtPointer(this.#document, parentOf(pointer));
    const name = pointerTokens(pointer).at(-1);
    return isObject(holder) && name !== undefined && Reflect.set(holder, name, value);
  }

  #without(pointer: string, name: string): boolean {
    const holder = valueAtPointer(this.#document, pointer);
    return isRecord(holder) && ownMember(holder, name) !== undefined && delete holder[name];
  }
}

/** How many levels of a document the way to a rule goes down. */
function levelsOf(way: readonly string[]): number {
  let levels = 0;
  for (let index = 0; index < way.length; index += 1) {
    const token = way[index];
    if (token === 'properties' || token === 'patternProperties') index += 1;
    else if (token !== 'items' && token !== 'additionalProperties') continue;
    if (index < way.length) levels += 1;
  }
  return levels;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** The words for a form: `path item` for `pathItem`. */
function nameOf(form: string): string {
  const words = form.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return form === 'keywords' ? 'schema' : words;
}
