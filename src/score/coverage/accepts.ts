import { DOCUMENT, FORMATS, isOf30, type ModelSource, reference, Schemas, type SchemaValidator } from '#contract';
import type { JsonObject } from '../../json.js';
import { type Accepts, perSchema } from './schema-places.js';

/** Judges values by schemas of a document, each compiled on first use. What cannot be compiled accepts nothing. */
export function acceptsIn(source: ModelSource): Accepts {
  const schemas = new Schemas({ formats: FORMATS }).add(DOCUMENT, source.document, { dialect: dialectOf(source) });
  const validators = perSchema((node) => schemas.validator(reference(node)));
  return (node, value) => {
    try {
      return validators(node)(value);
    } catch {
      return false;
    }
  };
}

/** A validator for a few keywords, in the dialect of the document that has them. */
export function validatorOf(keywords: JsonObject, source: ModelSource): SchemaValidator {
  const schemas = new Schemas({ formats: FORMATS }).add('keywords', keywords, {
    dialect: dialectOf(source),
    isSchema: true,
  });
  return schemas.validator('keywords#');
}

function dialectOf(source: ModelSource) {
  return isOf30(source) ? 'openapi-3.0' : '2020-12';
}
