import type { DocumentNode } from '../codegen/document.js';
import type { SpecSource } from '../spec/source.js';

/** Remembers what is made of each place of a document: thousands of exchanges ask for the same again. */
export function perSchema<Made>(make: (node: DocumentNode) => Made): (node: DocumentNode) => Made {
  const bySource = new WeakMap<SpecSource, Map<string, Made>>();
  return (node) => {
    const known = bySource.get(node.source) ?? new Map<string, Made>();
    bySource.set(node.source, known);
    const made = known.get(node.pointer) ?? make(node);
    known.set(node.pointer, made);
    return made;
  };
}
