// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { ResponseDescriptor, ResponseDescriptors } from './contract-descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './response-validators.js';

const responseUnauthorized: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'text/plain': validate.plainTextSchema, 'application/json': validate.errorSchema },
};

const responseForbidden: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'application/json': validate.errorSchema },
};

const responseNotFound: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'text/plain': validate.plainTextSchema, 'application/json': validate.errorSchema },
};

const responseUnprocessable: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'application/json': validate.errorSchema },
};

const responseTooManyRequests: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Retry-After', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema2,
  content: { 'application/json': validate.errorSchema, 'text/html': validate.htmlSchema },
  bodyOptional: true,
};

const responseServerError: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Retry-After', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema2,
  content: { 'application/json': validate.errorSchema, 'text/html': validate.htmlSchema },
  bodyOptional: true,
};

const responseUnexpectedError: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: {
    'application/json': validate.errorSchema,
    'text/plain': validate.plainTextSchema,
    'text/html': validate.htmlSchema,
  },
  bodyOptional: true,
  statusRange: { minimum: 400, maximum: 599 },
};

const responseBadRequest: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'application/json': validate.errorSchema },
};

const responsePayloadTooLarge: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'application/json': validate.errorSchema },
  bodyOptional: true,
};

const responseDeleted: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: {},
};

const responseBatchUnprocessable: ResponseDescriptor = {
  headers: [
    { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
    { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
    { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
  ],
  validateHeaders: validate.headersSchema,
  content: { 'application/json': validate.errorSchema },
};

/** The documented answers of every operation. */
export const responses: Record<OperationId, ResponseDescriptors> = {
  listCustomerAttributeValues: {
    200: {
      headers: [
        { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
        { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
      ],
      validateHeaders: validate.headersSchema,
      content: { 'application/json': validate.attributeValuePageSchema },
    },
    401: responseUnauthorized,
    403: responseForbidden,
    404: responseNotFound,
    422: responseUnprocessable,
    429: responseTooManyRequests,
    500: responseServerError,
    502: responseServerError,
    503: responseServerError,
    504: responseServerError,
    default: responseUnexpectedError,
  },
  upsertCustomerAttributeValues: {
    200: {
      headers: [
        { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
        { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
      ],
      validateHeaders: validate.headersSchema,
      content: { 'application/json': validate.upsertedAttributeValuesSchema },
    },
    400: responseBadRequest,
    401: responseUnauthorized,
    403: responseForbidden,
    404: responseNotFound,
    413: responsePayloadTooLarge,
    422: responseUnprocessable,
    429: responseTooManyRequests,
    500: responseServerError,
    502: responseServerError,
    503: responseServerError,
    504: responseServerError,
    default: responseUnexpectedError,
  },
  deleteCustomerAttributeValues: {
    204: responseDeleted,
    401: responseUnauthorized,
    403: responseForbidden,
    404: responseNotFound,
    422: responseUnprocessable,
    429: responseTooManyRequests,
    500: responseServerError,
    502: responseServerError,
    503: responseServerError,
    504: responseServerError,
    default: responseUnexpectedError,
  },
  deleteCustomers: {
    204: responseDeleted,
    401: responseUnauthorized,
    403: responseForbidden,
    404: responseNotFound,
    422: responseUnprocessable,
    429: responseTooManyRequests,
    500: responseServerError,
    502: responseServerError,
    503: responseServerError,
    504: responseServerError,
    default: responseUnexpectedError,
  },
  removeShopperProfilesFromSegment: {
    200: {
      headers: [
        { name: 'X-Request-Id', required: false, types: ['string'], limits: { minLength: 1 } },
        { name: 'X-Rate-Limit-Requests-Left', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Requests-Quota', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Reset-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
        { name: 'X-Rate-Limit-Time-Window-Ms', required: false, types: ['integer'], limits: { minimum: 0 } },
      ],
      validateHeaders: validate.headersSchema,
      content: { 'application/json': validate.batchResultSchema },
    },
    204: responseDeleted,
    401: responseUnauthorized,
    403: responseForbidden,
    404: responseNotFound,
    422: responseBatchUnprocessable,
    429: responseTooManyRequests,
    500: responseServerError,
    502: responseServerError,
    503: responseServerError,
    504: responseServerError,
    default: responseUnexpectedError,
  },
};
