import type { Level } from './tendency.js';

type Version = readonly [major: number, minor: number, patch: number];

/** @returns `undefined` for what is no semantic version. A version before a release counts as the release. */
function versionIn(text: string): Version | undefined {
  const [, major, minor, patch] = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+].*)?$/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/**
 * The lowest version that changes of a level can have. Before 1.0.0, a breaking change needs another minor version, and all
 * others need another patch version, as npm reads `^0.1.0`.
 *
 * @returns `undefined` if the version is no semantic version.
 */
export function versionFor(level: Level | undefined, old: string): string | undefined {
  const version = versionIn(old);
  if (!version) return undefined;
  const [major, minor, patch] = version;
  if (level === undefined) return version.join('.');
  if (level === 'breaking') return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
  return level === 'minor' && major > 0 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Whether a version is high enough for changes of a level. */
export function carries(level: Level | undefined, old: string, now: string): boolean {
  const [least, version] = [versionFor(level, old), versionIn(now)].map((one) =>
    typeof one === 'string' ? versionIn(one) : one,
  );
  if (!least || !version) return level === undefined || old !== now;
  const [part] = version.map((number, index) => number - (least[index] ?? 0)).filter((difference) => difference !== 0);
  return part === undefined || part > 0;
}
