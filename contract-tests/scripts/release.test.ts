import { describe, expect, test } from '@jest/globals';
import {
  compareVersions,
  cutChangelog,
  nextVersion,
  notesOf,
  releasedVersions,
} from '../../scripts/release/changelog.js';
import { provenanceOf } from '../../scripts/release/provenance.js';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- Something with $& in it.

## 0.9.0 (2026-10-01)

- The first.
`;

describe('a release', () => {
  const cut = cutChangelog(CHANGELOG, '0.10.0', '2026-11-30');

  test('turns what is unreleased into its own section of the changelog, and keeps every word', () => {
    expect(cut.replace('\n## 0.10.0 (2026-11-30)\n', '')).toBe(CHANGELOG);
    expect(releasedVersions(cut)).toEqual(['0.10.0', '0.9.0']);
    expect(notesOf(cut, '0.10.0')).toBe('### Added\n\n- Something with $& in it.');
    expect(notesOf(cut, '0.9.0')).toBe('- The first.');
  });

  test('takes a changelog that has its section already as it is', () => {
    expect(cutChangelog(cut, '0.10.0', '2026-12-01')).toBe(cut);
  });

  test.each([
    ['0.9.0', CHANGELOG, '0.9.0 is not above 0.9.0'],
    ['0.8.7', CHANGELOG, '0.8.7 is not above 0.9.0'],
    ['0.11.0', cut, 'nothing is under "## Unreleased"'],
    ['0.11.0', '# Changelog\n', 'has no section "## Unreleased"'],
  ])('is refused as %s where the changelog does not fit', (version, text, message) => {
    expect(() => cutChangelog(text, version, '2026-11-30')).toThrow(message);
  });

  test('has no notes where the changelog has none', () => {
    expect(() => notesOf(CHANGELOG, '0.10.0')).toThrow('has no section of 0.10.0');
  });

  test.each([
    ['0.1.0', 'patch', '0.1.1'],
    ['0.1.9', 'minor', '0.2.0'],
    ['0.1.9', 'major', '0.2.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
  ] as const)('after %s with a change of kind %s is %s', (current, kind, next) => {
    expect(nextVersion(current, kind)).toBe(next);
    expect(compareVersions(next, current)).toBeGreaterThan(0);
    expect(compareVersions(current, next)).toBeLessThan(0);
  });

  test('says of which bytes and of which commit it is', () => {
    const statement = provenanceOf({
      name: 'package.tgz',
      tarball: new TextEncoder().encode('bytes'),
      repository: 'git+https://example.com/repository.git',
      commit: 'abc',
      builder: 'local',
    });
    expect(statement).toMatchObject({
      subject: [{ name: 'package.tgz', digest: { sha512: expect.stringMatching(/^[\da-f]{128}$/) } }],
      predicate: { buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: 'abc' } }] } },
    });
  });
});
