import { stampOf } from '../../src/cli/input/freshness.js';
import { entriesOf } from '../../src/cli/input/read-file.js';
import { checkEntry } from '../../src/cli/report/check-entry.js';
import type { Contract } from '../../src/contract/index.js';

/**
 * The text of a recording with the fingerprints of its operations, otherwise as it was; or why it gets none: whoever stamps
 * says that the recording is right, and this one is not.
 *
 * @throws SyntaxError when the text is not JSON.
 * @throws UnreadableError when it is no recording.
 */
export function stamped(text: string, contract: Contract): string | { readonly problems: readonly string[] } {
  const entries = entriesOf(JSON.parse(text), () => true);
  const recorded = entries.filter((entry) => entry.kind === 'exchange');
  const problems = [
    ...entries.flatMap((entry) => (entry.kind === 'unreadable' ? [entry.reason] : [])),
    ...recorded.flatMap((entry) => checkEntry(entry, contract).violations.map(({ message }) => message)),
    ...(PLACE.test(text) ? [] : ['its provenance does not name the version of the specification']),
  ];
  if (problems.length > 0) return { problems };
  const stamp = stampOf(
    recorded.map(({ exchange }) => exchange.request),
    contract,
  );
  const members = Object.entries(stamp).map(
    ([operationId, fingerprint]) => `${JSON.stringify(operationId)}: "${fingerprint}"`,
  );
  return text.replace(PLACE, (_, version: string) => `${version},\n    "contract": { ${members.join(', ')} }`);
}

/** Behind the version of the specification, with what stands there already. */
const PLACE = /("specification": "[^"]*")(,\s*"contract": \{[^{}]*\})?/;
