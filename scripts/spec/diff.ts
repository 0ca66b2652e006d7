import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DIFF_FORMATS } from '../../src/cli/report/diff-formats.js';
import { loadContract } from '../../src/contract/load/load-contract.js';
import { type DiffInput, type DiffReport, diffReport } from '../../src/diff/report.js';
import type { Level } from '../../src/diff/tendency.js';
import { carries, versionFor } from '../../src/diff/version.js';
import { isRecord, type JsonObject } from '../../src/json.js';

const DOCUMENT = 'openapi/bigcommerce-customers.yaml';

/** Runs git in the repository, and returns what it prints. */
type Git = (...args: readonly string[]) => string;

interface Surroundings {
  readonly root: string;
  readonly git: Git;
  readonly output: Pick<Console, 'log' | 'error'>;
}

/** A state of the project: a revision in git, the working tree, or a document alone. */
interface State {
  readonly input: DiffInput;
  /** The version of the package; `undefined` for a document alone. */
  readonly packageVersion: string | undefined;
  readonly changelog: string | undefined;
}

/**
 * Tells what the changes of the document since the last release mean, and whether the versions and the changelog say so.
 *
 * @param args OLD and NEW: each a file or a revision in git. Default: the last release and the working tree.
 * @returns The exit status: 0 if they do, 1 if they do not, 2 if there is nothing to compare with.
 */
export async function runSpecDiff(args: readonly string[], { root, git, output }: Surroundings): Promise<number> {
  if (args.length > 2 || args.some((arg) => arg.startsWith('-'))) {
    output.error('Usage: npm run spec:diff [OLD [NEW]], each a file or a revision in git.');
    return 2;
  }
  try {
    const [old = lastRelease(git), now] = args;
    if (old === undefined) {
      // Before the first release, no promise can be broken.
      output.log('There is no release yet: no tag such as v1.2.3 leads to this commit. Nothing was compared.');
      output.log('Name a file or a revision to compare with: npm run spec:diff HEAD~1');
      return 0;
    }
    const before = await readState(old, root, git);
    const after = now === undefined ? await readWorkingTree(root) : await readState(now, root, git);
    const report = diffReport(before.input, after.input);
    output.log(DIFF_FORMATS.text(report));
    const problems = releaseProblems(report, before, after);
    for (const problem of problems) output.error(problem);
    if (problems.length > 0 && report.changelog !== '') output.log(`Draft for CHANGELOG.md:\n\n${report.changelog}`);
    return problems.length > 0 ? 1 : 0;
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

/** The tag of the highest version among those that lead to this commit. */
export function lastRelease(git: Git): string | undefined {
  const tags = git('tag', '--merged', 'HEAD', '--list', 'v[0-9]*', '--sort=-v:refname').split('\n');
  return tags.find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
}

async function readState(name: string, root: string, git: Git): Promise<State> {
  const text = await readFile(resolve(root, name), 'utf8').catch(() => undefined);
  if (text !== undefined) return { input: await inputOf(name, text), packageVersion: undefined, changelog: undefined };
  const show = (file: string) => {
    try {
      return git('show', `${name}:${file}`);
    } catch {
      throw new Error(
        `${name} is neither a file nor a revision that has ${file}. In a shallow clone, fetch the tags first.`,
      );
    }
  };
  return {
    input: await inputOf(`${name}:${DOCUMENT}`, show(DOCUMENT)),
    packageVersion: packageVersionIn(show('package.json')),
    changelog: show('CHANGELOG.md'),
  };
}

async function readWorkingTree(root: string): Promise<State> {
  const read = (file: string) => readFile(join(root, file), 'utf8');
  return {
    input: await inputOf(DOCUMENT, await read(DOCUMENT)),
    packageVersion: packageVersionIn(await read('package.json')),
    changelog: await read('CHANGELOG.md'),
  };
}

async function inputOf(file: string, text: string): Promise<DiffInput> {
  const { document, placeOf } = await loadContract(`${text}\n`);
  if (!isDocument(document)) throw new Error(`${file} is not an OpenAPI document`);
  return { file, document, placeOf };
}

/** What has been read from a text is JSON. */
function isDocument(document: object): document is JsonObject {
  return isRecord(document);
}

function packageVersionIn(text: string): string {
  const { version }: { readonly version?: unknown } = JSON.parse(text);
  return String(version);
}

/** What says less than the changes mean. */
export function releaseProblems(
  { level, old, new: now }: Pick<DiffReport, 'level' | 'old' | 'new'>,
  before: Pick<State, 'packageVersion'>,
  after: Pick<State, 'packageVersion' | 'changelog'>,
): string[] {
  if (level === undefined) return [];
  const versions = [
    [`info.version of ${now.file}`, old.version, now.version],
    ['version of package.json', before.packageVersion, after.packageVersion],
  ] as const;
  const tooLow = versions.flatMap(([name, from, to]) =>
    from === undefined || to === undefined || carries(level, from, to)
      ? []
      : [`${name} is ${to}; ${level} changes since ${from} need at least ${versionFor(level, from) ?? 'another one'}.`],
  );
  const { packageVersion } = before;
  const { changelog } = after;
  const missing =
    packageVersion === undefined || changelog === undefined
      ? undefined
      : changelogProblem(level, packageVersion, changelog);
  return missing === undefined ? tooLow : [...tooLow, missing];
}

/** What the changelog lacks above the section of a release. Changes of words need no entry. */
export function changelogProblem(level: Level, released: string, changelog: string): string | undefined {
  const heading = new RegExp(`^## \\[?v?${released.replaceAll('.', '\\.')}\\b`, 'm');
  const start = changelog.search(heading);
  if (start < 0) return `CHANGELOG.md has no section for ${released}, so what is new in it is unknown.`;
  const news = changelog.slice(0, start);
  if (level === 'breaking' && !/^### Breaking\b|^- \*\*Breaking/m.test(news))
    return `CHANGELOG.md has no section "### Breaking" above that of ${released}.`;
  return level === 'patch' || /^- /m.test(news)
    ? undefined
    : `CHANGELOG.md has no entry above the section of ${released}.`;
}
