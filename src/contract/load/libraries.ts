import type { SchemaLibraries } from './schema-compiler.js';
import type { YamlLibrary } from './source.js';

/** What loading a document needs beyond this package. */
export interface LoadLibraries extends SchemaLibraries {
  readonly yaml: YamlLibrary;
  readonly SwaggerParser: typeof import('@apidevtools/swagger-parser');
}

/**
 * Imports the libraries, which only those need who load documents of their own.
 *
 * @throws Error when one is not installed, with what to install.
 */
export async function loadLibraries(): Promise<LoadLibraries> {
  try {
    // Awaited one by one: of those, and no others, bundlers see that they may be missing.
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const { fastFormats } = await import('ajv-formats/dist/formats.js');
    const yaml = await import('yaml');
    const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
    return { Ajv2020, fastFormats, yaml, SwaggerParser };
  } catch (cause) {
    throw new Error(INSTALL, { cause });
  }
}

const INSTALL =
  'loadContract needs packages that are not installed: npm install --save-dev ajv ajv-formats yaml @apidevtools/swagger-parser';
