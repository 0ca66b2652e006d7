import type { JsonObject } from '../../scripts/spec/json.js';
import type { ViolationLocation, WireExchange } from '../../src/contract/index.js';

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
