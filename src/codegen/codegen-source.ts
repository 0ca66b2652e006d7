import type { SpecSource } from '../contract/load/source.js';

/** A document that code is generated from. */
export interface CodegenSource extends SpecSource {
  /**
   * Called for every part of the document that generated code passes over or changes. Without it, the document is that of
   * this package, and such parts are rejected.
   */
  readonly warn?: (pointer: string, reason: string) => void;
}
