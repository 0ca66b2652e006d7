/** A way to compile an application that uses the package. */
export interface Project {
  readonly name: string;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

/** What a careful user has. Declarations of the package are checked as well. */
const STRICT = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

const WEB = { lib: ['ES2022', 'DOM'], types: [] };
const NODE = { lib: ['ES2022'], types: ['node'] };
const BUNDLER = { module: 'preserve', moduleResolution: 'bundler' };

const APP = ['app.mts', 'app.cts'];
/** The types of Jest need those of Node. */
const TESTS = ['tests.mts', 'tests.cts'];

export const PROJECTS: readonly Project[] = [
  { name: 'bundler', compilerOptions: { ...STRICT, ...WEB, ...BUNDLER }, files: APP },
  { name: 'bundler, Jest', compilerOptions: { ...STRICT, ...NODE, ...BUNDLER }, files: TESTS },
  ...['node16', 'nodenext'].map((resolution) => ({
    name: resolution,
    compilerOptions: { ...STRICT, ...NODE, module: resolution, moduleResolution: resolution },
    files: [...APP, ...TESTS],
  })),
];
