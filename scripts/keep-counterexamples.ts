import { deriveCounterexamples } from '../contract-tests/counterexamples/derive.js';
import { keep } from '../contract-tests/counterexamples/kept.js';
import { SPECIFICATION } from '../contract-tests/support/specification.js';

// After a change of the document that is meant to change what it rejects. A line that goes is rejected no longer.
await keep(deriveCounterexamples(SPECIFICATION));
