/**
 * Operators that find nothing to apply to in the recordings, and why. Elsewhere they would: an entry for one that is
 * applied fails the run, and so does an operator that is not, without an entry.
 */
export const IDLE: Readonly<Record<string, string>> = {
  CPD: 'No recorded answer names a charset.',
  LHC: 'No recorded answer has a Location.',
  LHD: 'No recorded answer has a Location.',
  BPR: 'No recorded answer has a boolean in it.',
  'REQUEST-CPD': 'The client names no charset.',
  'REQUEST-OTPR': 'The client sends no objects within objects.',
  'REQUEST-BPR': 'The client sends no booleans.',
};
