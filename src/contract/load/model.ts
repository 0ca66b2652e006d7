import type { QueryStyle, ServerDescriptor } from '../../../generated/descriptor.js';
import {
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerInFragment,
  pointerTo,
  valueAtPointer,
} from '../../json.js';
import type { CredentialDescriptor, OperationDescriptor, QueryParameterDescriptor } from '../contract.js';
import { type ModelSource, type SpecProblem, SpecProblemsError } from './source.js';

/** A part of an OpenAPI document and the JSON pointer to it. */
export class DocumentNode {
  readonly source: ModelSource;
  readonly pointer: string;
  readonly value: Json | undefined;

  private constructor(source: ModelSource, pointer: string, value: Json | undefined) {
    this.source = source;
    this.pointer = pointer;
    this.value = value;
  }

  /** The part at a JSON pointer. */
  static in(source: ModelSource, pointer = ''): DocumentNode {
    return new DocumentNode(source, pointer, valueAtPointer(source.document, pointer));
  }

  /** The part at a path of names, with a reference at its end followed. */
  at(...names: (string | number)[]): DocumentNode {
    // From this node, not from the root: large documents are read in very many small steps.
    const value = names.reduce<Json | undefined>((inner, name) => ownMember(inner, String(name)), this.value);
    return new DocumentNode(this.source, pointerTo(this.pointer, ...names), value).followed();
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  get object(): JsonObject {
    return isRecord(this.value) ? this.value : {};
  }

  /** The members of an object or an array, each with references followed. */
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

  /** Stops reading: no code can be generated for this part, or no exchange checked against it. */
  refuse(reason: string): never {
    throw new SpecProblemsError([
      this.source.problemAt(this.pointer, this.source.forCodegen ? 'generate' : 'unreadable', reason),
    ]);
  }

  /** As {@link refuse} for code generation; else notes that this part is not checked. */
  decline(reason: string): void {
    if (this.source.forCodegen) this.refuse(reason);
    this.note(reason);
  }

  /** Notes that this part, if it exists, is not checked. */
  note(reason: string): void {
    if (this.exists) this.source.note?.(this.pointer, reason);
  }

  /** The member `schema`. If it does not exist, any value is allowed. */
  get schema(): DocumentNode {
    return this.at('schema');
  }

  /**
   * The target of its reference, whatever stands beside it. Only in schemas have other members a meaning beside `$ref`. Default:
   * this part.
   */
  get referred(): DocumentNode {
    const { object } = this;
    const others = Object.keys(object).filter((name) => !ANNOTATIONS.includes(name));
    if (typeof object['$ref'] !== 'string' || others.length === 0 || this.source.forCodegen) return this;
    for (const name of others) this.source.note?.(pointerTo(this.pointer, name), `${name} beside a $ref is ignored`);
    return new DocumentNode(this.source, this.pointer, { $ref: object['$ref'] }).followed();
  }

  private followed(): DocumentNode {
    let node: DocumentNode = this;
    for (let hops = 0; hops < MAX_REFERENCE_HOPS; hops += 1) {
      const reference = node.object['$ref'];
      // A schema with keywords beside $ref is not the same as its target.
      if (typeof reference !== 'string' || Object.keys(node.object).some((key) => !ANNOTATIONS.includes(key)))
        return node;
      const lost = this.source.lost?.get(node.pointer);
      if (lost) throw new SpecProblemsError(lost);
      if (!reference.startsWith('#/'))
        node.refuse(`refers to another file (${reference}); put everything into one document`);
      const target = DocumentNode.in(this.source, pointerInFragment(reference));
      if (!target.exists) {
        const at = pointerTo(node.pointer, '$ref');
        const reason = `refers to ${reference}, which leads nowhere`;
        throw new SpecProblemsError([this.source.problemAt(at, 'reference', reason)]);
      }
      node = target;
    }
    return this.refuse('is a reference that leads back to itself');
  }
}

const ANNOTATIONS = ['$ref', 'summary', 'description'];

const MAX_REFERENCE_HOPS = 20;

export interface HeaderModel {
  readonly name: string;
  readonly required: boolean;
  /** The style, if it is one that only paths have. */
  readonly pathStyle: 'label' | 'matrix' | undefined;
  readonly explode: boolean;
  readonly json: true | undefined;
  /** Whether its value cannot be determined from its text. */
  readonly isUnchecked: true | undefined;
  readonly schema: DocumentNode;
}

export interface ParameterModel extends HeaderModel {
  readonly pointer: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: QueryStyle;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: true | undefined;
  /** Whether its text is never percent-encoded. */
  readonly isVerbatim: true | undefined;
  readonly dateFilter: true | undefined;
  readonly whenOmitted: QueryParameterDescriptor['whenOmitted'];
  readonly repeatableWhenOmitted: boolean | undefined;
}

export interface ContentModel {
  readonly mediaType: string;
  readonly schema: DocumentNode;
  /** The fields, if it is a form that can be checked. */
  readonly form: readonly ParameterModel[] | undefined;
}

export interface RequestBodyModel {
  readonly pointer: string;
  readonly required: boolean;
  readonly content: readonly ContentModel[];
}

export interface ResponseModel {
  readonly status: string;
  readonly pointer: string;
  readonly headers: readonly HeaderModel[];
  readonly content: readonly ContentModel[];
  readonly bodyOptional: true | undefined;
  readonly statusRange: { readonly minimum: number; readonly maximum: number } | undefined;
}

export interface OperationModel {
  readonly operationId: string;
  readonly pointer: string;
  readonly summary: string;
  readonly method: OperationDescriptor['method'];
  readonly path: string;
  /** Its own servers, if it has any. */
  readonly servers: readonly ServerDescriptor[] | undefined;
  readonly parameters: readonly ParameterModel[];
  /** Whether any query is allowed, because parameters are unknown or describe it as a whole. */
  readonly anyQuery?: true | undefined;
  readonly requestBody: RequestBodyModel | undefined;
  readonly responses: readonly ResponseModel[];
  readonly security: readonly (readonly CredentialDescriptor[])[];
  readonly maxConcurrency: number | undefined;
  readonly repeatable: boolean;
  /** Why nothing but its method and path could be read. */
  readonly refused?: readonly SpecProblem[] | undefined;
}

/** The reading of an OpenAPI document that contracts are made and code is generated from. */
export interface SpecModel {
  readonly title: string;
  readonly version: string;
  readonly server: ServerDescriptor;
  readonly servers: readonly ServerDescriptor[] | undefined;
  readonly operations: readonly OperationModel[];
}
