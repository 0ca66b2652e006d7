import { bestRange, FORM, isJson, isPlainText, plain } from '../read-body.js';
import type { DocumentNode } from './document.js';
import type { ContentModel, RequestBodyModel, ResponseModel } from './model.js';
import { readForm } from './read-form.js';
import { readValue } from './read-value.js';
import { wireTypes } from './schema-parts.js';

export function readRequestBody(node: DocumentNode): RequestBodyModel | undefined {
  if (!node.exists) return undefined;
  return { pointer: node.pointer, required: node.flag('required'), content: readContent(node.at('content')) };
}

export function readResponses(node: DocumentNode): ResponseModel[] {
  const statuses = node.members.filter(([status]) => /^([1-5](\d\d|XX)|default)$/.test(status));
  for (const [status, response] of statuses) {
    response.at('links').note('links are not followed');
    if (status !== 'default' && response.at('x-status-range').exists)
      response.refuse(`x-status-range is for default, and this is the answer for ${status}`);
  }
  return statuses.map(([status, response]) => ({
    status,
    pointer: response.pointer,
    headers: response
      .at('headers')
      .members.filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, header]) => ({
        name,
        required: header.flag('required'),
        pathStyle: undefined,
        explode: header.flag('explode'),
        ...readValue(header),
      })),
    content: readContent(response.at('content')),
    bodyOptional: response.flag('x-body-optional') || undefined,
    statusRange: readStatusRange(response.at('x-status-range')),
  }));
}

function readContent(node: DocumentNode): ContentModel[] {
  return node.members.map(([mediaType, media]) => {
    const isForm = media.source.isForeign === true && bestRange([mediaType], FORM) !== undefined;
    const form = isForm ? readForm(media) : undefined;
    // Ranges that cover JSON cover forms too.
    const isRead = isForm || isJson(plain(mediaType)) || isReadAsText(media, mediaType);
    if (media.source.isForeign && !isRead && media.at('schema').exists)
      media.decline(`of a body that is ${mediaType}, only the media type is looked at`);
    return { mediaType, schema: media.schema, form };
  });
}

function isReadAsText(media: DocumentNode, mediaType: string): boolean {
  return mediaType.startsWith('text/') && isPlainText(wireTypes(media.schema));
}

function readStatusRange(node: DocumentNode): ResponseModel['statusRange'] {
  return node.exists ? { minimum: node.integer('minimum') ?? 100, maximum: node.integer('maximum') ?? 599 } : undefined;
}
