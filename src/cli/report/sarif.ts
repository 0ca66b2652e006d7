import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ViolationRule } from '#errors';
import { VERSION } from '../../version.js';
import { type Findings, placeOfUnchecked, type Style, unseenIn, unseenSentence } from './findings.js';
import type { Specification } from './specification.js';

/**
 * SARIF 2.1.0 (OASIS). A rule is a keyword of OpenAPI or JSON Schema, and a location is the file with the exchange. Notifications
 * tell what could not be read, and which parts of the document are not checked; with `--fail-on-unchecked` these are results too.
 */
export function formatSarif(
  { exchanges, problems, stale }: Findings,
  { failsOnUnseen, failsOnUnchecked = false }: Style,
  { file, unchecked = [] }: Specification,
): string {
  const violations = exchanges.flatMap((exchange) => exchange.violations.map((violation) => ({ exchange, violation })));
  const keywords = [...new Set(violations.map(({ violation }) => violation.keyword))].sort();
  const results = violations.map(({ exchange: { source, index, method, url, status }, violation }) => ({
    ruleId: violation.keyword,
    ruleIndex: keywords.indexOf(violation.keyword),
    level: 'error',
    message: { text: `${violation.message} in exchange ${index}: ${method} ${url} ${status}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(source) } },
        logicalLocations: [{ fullyQualifiedName: `exchange ${index}${violation.pointer}`, kind: 'member' }],
      },
    ],
    ...(file !== undefined && violation.rule && { relatedLocations: [placeOfRule(violation.rule, file)] }),
  }));
  const staleResults = stale.map(({ source, message }) => ({
    ruleId: STALE,
    ruleIndex: keywords.length,
    level: 'warning',
    message: { text: `The recording is stale: ${message}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(source) } } }],
  }));
  const rules = keywords.map((keyword) => ({
    id: keyword,
    shortDescription: { text: `The contract's "${keyword}" is broken.` },
  }));
  const unseenResults = unseenIn(exchanges).map(({ exchange: { source, index, method, url, status }, body }) => ({
    ruleId: UNSEEN,
    ruleIndex: keywords.length + (stale.length > 0 ? 1 : 0),
    level: failsOnUnseen ? 'error' : 'warning',
    message: { text: `${unseenSentence(body)}, in exchange ${index}: ${method} ${url} ${status}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(source) } } }],
  }));
  if (stale.length > 0) rules.push({ id: STALE, shortDescription: { text: 'A recording is out of date.' } });
  if (unseenResults.length > 0) rules.push({ id: UNSEEN, shortDescription: { text: 'A body was not recorded.' } });
  const parts = unchecked.map((part) => ({
    level: failsOnUnchecked ? 'error' : 'warning',
    message: { text: `${placeOfUnchecked(part)} not checked: ${part.reason}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(part.file) },
          ...(part.line > 0 && { region: { startLine: part.line } }),
        },
      },
    ],
  }));
  const uncheckedResults = failsOnUnchecked
    ? parts.map((part) => ({ ruleId: UNCHECKED, ruleIndex: rules.length, ...part }))
    : [];
  if (uncheckedResults.length > 0)
    rules.push({ id: UNCHECKED, shortDescription: { text: 'A part of the OpenAPI document is not checked.' } });
  const notifications = problems.map(({ source, reason }) => ({
    level: 'error',
    message: { text: `${source}: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(source) } } }],
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'bigcommerce-customers', version: VERSION, rules } },
        invocations: [
          { executionSuccessful: problems.length === 0, toolExecutionNotifications: [...notifications, ...parts] },
        ],
        results: [...results, ...staleResults, ...unseenResults, ...uncheckedResults],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Not the names of any keywords. */
const STALE = 'stale-recording';
const UNSEEN = 'unseen-body';
const UNCHECKED = 'unchecked-part';

/** The line of the rule in the document of `--spec`. */
function placeOfRule({ line, pointer, file: own }: ViolationRule, file: string) {
  return {
    id: 0,
    message: { text: pointer },
    physicalLocation: {
      artifactLocation: { uri: uriOf(own ?? file) },
      ...(line !== undefined && { region: { startLine: line } }),
    },
  };
}

/** The URL of an absolute path, or a reference relative to the folder in which the command runs. */
function uriOf(source: string): string {
  if (isAbsolute(source)) return pathToFileURL(source).href;
  // Escaped, because a colon in the first segment would start a scheme.
  return source.split('/').map(encodeURIComponent).join('/');
}
