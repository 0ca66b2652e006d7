import { createHash } from 'node:crypto';

/** Where a tarball comes from. */
export interface Origin {
  /** The name of its file. */
  readonly name: string;
  readonly tarball: Uint8Array;
  /** URL of the repository, as `package.json` has it. */
  readonly repository: string;
  readonly commit: string;
  /** What built it: a workflow, or `local`. */
  readonly builder: string;
}

/** The statement of an origin in the form of in-toto and SLSA: https://slsa.dev/spec/v1.0/provenance */
export function provenanceOf({ name, tarball, repository, commit, builder }: Origin): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha512: createHash('sha512').update(tarball).digest('hex') } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${repository.replace(/^git\+|\.git$/g, '')}/blob/main/CONTRIBUTING.md#release`,
        externalParameters: { command: 'npm pack' },
        resolvedDependencies: [{ uri: repository, digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: builder } },
    },
  };
}
