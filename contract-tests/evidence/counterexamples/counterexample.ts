import type { ViolationLocation, WireExchange } from '../../../src/contract/index.js';
import type { Json, JsonObject } from '../../../src/json.js';

/** An exchange that breaks the document in exactly one way. */
export interface Counterexample {
  /** What it breaks: a JSON pointer to a constraint in the document. */
  readonly constraint: string;
  readonly title: string;
  readonly exchange: WireExchange;
  /** The one violation that it must be rejected with. */
  readonly violation: { readonly location: ViolationLocation; readonly pointer: string; readonly keyword: string };
  /** Takes the constraint out of a document. The exchange must then be accepted. */
  readonly loosen?: Loosen;
}

/** A change to a document that makes it allow more. */
export interface Loosen {
  /** Names the change, so that equal ones are recognised. */
  readonly change: string;
  apply(document: JsonObject): void;
}

/** A value that breaks a schema in one place. */
export interface BrokenValue {
  /** The constraint that is broken: a JSON pointer into the document. */
  readonly constraint: string;
  /** Where in the value: a JSON pointer into it. */
  readonly at: string;
  readonly keyword: string;
  readonly value: Json;
  readonly loosen: Loosen;
}
