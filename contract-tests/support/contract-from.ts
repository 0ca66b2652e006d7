import type { SpecSource } from '../../scripts/spec/source.js';
import type { Contract } from '../../src/contract/contract.js';
import { makeContract } from '../../src/contract/load/make-contract.js';

/** The contract of a document as it is, without a look at whether it is valid. */
export function contractFrom(source: SpecSource): Contract {
  return { ...makeContract(source), document: source.document, lineOf: source.lineAt };
}
