import { isObject, type Json, type JsonObject, memberOf, pointerIn, pointerTo, valueAt } from './json.js';
import { SpecProblemsError, type SpecSource } from './source.js';

/** A place in an OpenAPI document: what stands there and the pointer to it. */
export class DocumentNode {
  readonly source: SpecSource;
  readonly pointer: string;
  readonly value: Json | undefined;

  private constructor(source: SpecSource, pointer: string, value: Json | undefined) {
    this.source = source;
    this.pointer = pointer;
    this.value = value;
  }

  /** The place that a pointer leads to. */
  static in(source: SpecSource, pointer = ''): DocumentNode {
    return new DocumentNode(source, pointer, valueAt(source.document, pointer));
  }

  /** The member of that name, with references followed. */
  at(...names: (string | number)[]): DocumentNode {
    // From here, not from the root: documents are read in large numbers of small steps.
    const value = names.reduce<Json | undefined>((inner, name) => memberOf(inner, String(name)), this.value);
    return new DocumentNode(this.source, pointerTo(this.pointer, ...names), value).followed();
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  get object(): JsonObject {
    return isObject(this.value) ? this.value : {};
  }

  /** The members of an object or a list, each with references followed. */
  get members(): [name: string, member: DocumentNode][] {
    const names = Array.isArray(this.value) ? this.value.map((_, index) => String(index)) : Object.keys(this.object);
    return names.map((name) => [name, this.at(name)]);
  }

  text(name: string, fallback = ''): string {
    const value = this.object[name];
    return typeof value === 'string' ? value : fallback;
  }

  flag(name: string, fallback = false): boolean {
    const value = this.object[name];
    return typeof value === 'boolean' ? value : fallback;
  }

  integer(name: string): number | undefined {
    const value = this.object[name];
    return typeof value === 'number' ? value : undefined;
  }

  /** Stops the generation: this place asks for something that cannot be generated. */
  refuse(reason: string): never {
    throw new SpecProblemsError([this.source.problemAt(this.pointer, 'generate', reason)]);
  }

  /** As {@link refuse}, unless no code is generated: then what cannot be generated is not looked at, and noted as such. */
  decline(reason: string): void {
    if (!this.source.isForeign) this.refuse(reason);
    this.note(reason);
  }

  /** What is here is not looked at, and nobody would generate it. Said of all that is there. */
  note(reason: string): void {
    if (this.exists) this.source.note?.(this.pointer, reason);
  }

  /** The schema of this place. One that does not exist allows anything. */
  get schema(): DocumentNode {
    return this.at('schema');
  }

  private followed(): DocumentNode {
    let node: DocumentNode = this;
    for (let hops = 0; hops < MAX_REFERENCE_HOPS; hops += 1) {
      const reference = node.object['$ref'];
      // A schema may have keywords beside $ref; then it is not the same as the target.
      if (typeof reference !== 'string' || Object.keys(node.object).some((key) => !ANNOTATIONS.includes(key)))
        return node;
      if (!reference.startsWith('#/'))
        node.refuse(`refers to another file (${reference}); put everything into one document`);
      node = DocumentNode.in(this.source, pointerIn(reference));
    }
    return this.refuse('is a reference that leads back to itself');
  }
}

const ANNOTATIONS = ['$ref', 'summary', 'description'];

const MAX_REFERENCE_HOPS = 20;
