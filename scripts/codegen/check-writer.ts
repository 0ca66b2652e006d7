import { isObject, type Json, pointerIn, pointerTo, pointerTokens, valueAt } from '../../src/contract/load/json.js';
import { SpecProblemsError } from '../../src/contract/load/source.js';
import { DOCUMENT } from '../spec/schema-compiler.js';
import type { SpecSource } from '../spec/source.js';
import { writeKeyword } from './check-keywords.js';
import type { CheckName } from './check-names.js';
import { Call, Code, printLiteral } from './print.js';

/** A schema and where it stands in the document. */
export interface PlacedSchema {
  readonly schema: Json;
  readonly pointer: string;
}

/** A call of a check, or the name of one. */
export type CheckCode = Call | Code;

/** Turns schemas into calls of the checks in `runtime/`. Schemas that others refer to become constants. */
export class CheckWriter {
  /** Declarations in the order in which they need each other. */
  readonly constants: string[] = [];
  /** The checks that what is written calls. */
  readonly used = new Set<CheckName>();
  private readonly source: SpecSource;
  private readonly names = new Map<string, { readonly name: string; isDeclared: boolean }>();

  constructor(source: SpecSource) {
    this.source = source;
  }

  /** Writes what a value must satisfy. Nothing, where it may be anything. */
  write({ schema, pointer }: PlacedSchema): CheckCode | undefined {
    if (schema === false) return this.named('never');
    const checks = this.writeKeywords({ schema, pointer });
    return checks.length > 1 ? this.call('all', ...checks) : checks[0];
  }

  /** As {@link write}, for a place where something must stand. */
  writeAlways(place: PlacedSchema): CheckCode {
    return this.write(place) ?? this.named('anything');
  }

  call(name: CheckName, ...args: readonly unknown[]): Call {
    this.used.add(name);
    return new Call(name, args);
  }

  named(name: CheckName): Code {
    this.used.add(name);
    return new Code(name);
  }

  /** Writes what a reference leads to, as a constant unless nothing else can refer to it. */
  reference(text: string, from: string): CheckCode | undefined {
    const [, base, fragment] = /^([^#]*)(#\/.*)$/.exec(text) ?? [];
    const pointer = pointerIn(fragment ?? '');
    const schema = valueAt(this.source.document, pointer);
    if (fragment === undefined || (base !== '' && base !== DOCUMENT) || schema === undefined)
      return this.refuse(from, `refers to ${text}, where this document has no schema`);
    const isShared = base === '' || pointer.startsWith('/components/');
    return isShared ? this.constant({ schema, pointer }) : this.write({ schema, pointer });
  }

  /** Stops the generation at a place in the document. */
  refuse(pointer: string, reason: string): never {
    throw new SpecProblemsError([this.source.problemAt(pointer, 'generate', reason)]);
  }

  private writeKeywords({ schema, pointer }: PlacedSchema): CheckCode[] {
    if (!isObject(schema)) return [];
    return Object.entries(schema).flatMap(([keyword, value]) =>
      writeKeyword({ keyword, value, pointer: pointerTo(pointer, keyword), schema }, this),
    );
  }

  private constant(place: PlacedSchema): CheckCode {
    const known = this.names.get(place.pointer);
    // What is not declared yet is being written, and so contains itself.
    if (known) return known.isDeclared ? new Code(known.name) : this.call('later', new Code(`() => ${known.name}`));
    const entry = { name: this.nameFor(place.pointer), isDeclared: false };
    this.names.set(place.pointer, entry);
    const code = printLiteral(this.writeAlways(place));
    this.constants.push(`const ${entry.name}: Check = ${code};\n`);
    entry.isDeclared = true;
    return new Code(entry.name);
  }

  /** The ending keeps it apart from words of the language, from checks, and from operations. */
  private nameFor(pointer: string): string {
    const last = (pointerTokens(pointer).at(-1) ?? '').replace(/[^A-Za-z0-9]/g, '');
    const stem = last.replace(/^(?=\d)/, '_').replace(/^./, (letter) => letter.toLowerCase());
    const taken = new Set([...this.names.values()].map(({ name }) => name));
    let name = `${stem}Schema`;
    for (let number = 2; taken.has(name); number += 1) name = `${stem}Schema${number}`;
    return name;
  }
}
