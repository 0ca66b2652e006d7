import { describeResponse } from '../../src/contract/load/describe.js';
import type { JsonObject } from '../../src/contract/load/json.js';
import type { ResponseModel, SpecModel } from '../../src/contract/load/model.js';
import type { NamedSchemas } from './emit-validators.js';
import { Code, printLiteral, printName } from './print.js';

/** Writes what every documented answer must satisfy, and collects the schemas of the validators that it names. */
export function emitResponses(model: SpecModel): { code: string; schemas: NamedSchemas } {
  const validators = new ValidatorNames();
  const shared = new Map<string, string>();
  const operations = model.operations.map(({ operationId, responses }) => {
    const members = responses.map((response) => {
      const name = componentName(response);
      const literal = printLiteral(
        describeResponse(response, (schema, name) => validators.nameFor(schema, name)),
        name ? '' : '    ',
      );
      if (!name) return `    ${printName(response.status)}: ${literal},\n`;
      shared.set(name, literal);
      return `    ${printName(response.status)}: ${name},\n`;
    });
    return `  ${operationId}: {\n${members.join('')}  },\n`;
  });
  const constants = [...shared].map(([name, literal]) => `const ${name}: ResponseDescriptor = ${literal};\n\n`);
  const code = `import type { ResponseDescriptor, ResponseDescriptors } from './contract-descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './response-validators.js';

${constants.join('')}/** The documented answers of every operation. */
export const responses: Record<OperationId, ResponseDescriptors> = {
${operations.join('')}};
`;
  return { code, schemas: validators.schemas };
}

/** Responses that operations share are written once, under the name they have in the document. */
function componentName({ pointer }: ResponseModel): string | undefined {
  const [, name] = /^\/components\/responses\/([A-Za-z_]\w*)$/.exec(pointer) ?? [];
  return name && `response${name}`;
}

/** Gives equal schemas one validator, named after the last part of the place where it was first met. */
class ValidatorNames {
  readonly schemas = new Map<string, JsonObject>();

  nameFor(schema: JsonObject, wanted = 'schema'): Code {
    const text = JSON.stringify(schema);
    const known = [...this.schemas].find(([, other]) => JSON.stringify(other) === text);
    if (known) return new Code(`validate.${known[0]}`);
    const stem = wanted
      .replace(/\W/g, '')
      .replace(/^\d/, '_$&')
      .replace(/^./, (letter) => letter.toLowerCase());
    let name = `${stem}Schema`;
    for (let number = 2; this.schemas.has(name); number += 1) name = `${stem}Schema${number}`;
    this.schemas.set(name, schema);
    return new Code(`validate.${name}`);
  }
}
