const UNRELEASED = '## Unreleased\n';
const SECTION = /^## (?:\[)?(\d+\.\d+\.\d+\S*?)\]? .*$/gm;

/**
 * Makes what is unreleased the section of a version, and leaves an empty section above it. A changelog that has the section
 * already, with nothing unreleased above it, stays as it is.
 *
 * @param date When it is released, as `2026-11-30`.
 * @throws Error when nothing is unreleased, or the version is not above those that are in the changelog.
 */
export function cutChangelog(text: string, version: string, date: string): string {
  const [newest] = releasedVersions(text);
  const notes = sectionBehind(text, UNRELEASED);
  if (notes === undefined)
    throw new Error('CHANGELOG.md has no section "## Unreleased". Add one that tells users what changed.');
  if (notes === '' && newest === version) return text;
  if (newest !== undefined && compareVersions(version, newest) <= 0)
    throw new Error(`CHANGELOG.md: ${version} is not above ${newest}, which is released. Choose a higher version.`);
  if (notes === '') throw new Error('CHANGELOG.md: nothing is under "## Unreleased". Tell users there what changed.');
  return text.replace(UNRELEASED, () => `${UNRELEASED}\n## ${version} (${date})\n`);
}

/** The versions that a changelog has sections of, the newest first. */
export function releasedVersions(text: string): string[] {
  return [...text.matchAll(SECTION)].flatMap(([, version]) => version ?? []);
}

/** @throws Error when the changelog has no section of the version. */
export function notesOf(text: string, version: string): string {
  const heading = text.split('\n').find((line) => line.startsWith(`## ${version} `));
  const notes = heading === undefined ? undefined : sectionBehind(text, `${heading}\n`);
  if (!notes) throw new Error(`CHANGELOG.md has no section of ${version}. Cut it with npm run release -- ${version}`);
  return notes;
}

function sectionBehind(text: string, heading: string): string | undefined {
  const start = text.indexOf(heading);
  if (start < 0) return undefined;
  const rest = text.slice(start + heading.length);
  const end = rest.search(/^## /m);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

/** Below 0 where the first is the older one. Both have three numbers. */
export function compareVersions(one: string, other: string): number {
  const [numbers, others] = [one, other].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  for (const [index, number] of (numbers ?? []).entries())
    if (number !== others?.[index]) return number - (others?.[index] ?? 0);
  return 0;
}

/** The version that follows for a kind of change. Below 1.0.0, what breaks raises the second number. */
export function nextVersion(current: string, kind: 'major' | 'minor' | 'patch'): string {
  const [major = 0, minor = 0, patch = 0] = current.split('.').map(Number);
  if (kind === 'patch') return `${major}.${minor}.${patch + 1}`;
  return kind === 'major' && major > 0 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}
