import openapiTS, { astToString } from 'openapi-typescript';
import type { SpecSource } from '../spec/source.js';

/** Writes the TypeScript types of everything in a document. */
export async function emitTypes(source: SpecSource): Promise<string> {
  return astToString(await openapiTS(source.text));
}
