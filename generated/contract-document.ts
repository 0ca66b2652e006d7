// Written by "npm run generate" from the OpenAPI document. Do not edit.

/** A JSON value. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The document that exchanges are checked against, without descriptions and examples. */
export const document: { [name: string]: Json } = {
  openapi: '3.1.0',
  servers: [
    {
      url: 'https://api.bigcommerce.com/stores/{store_hash}/v3',
      'x-max-url-length': 2048,
      'x-exact-urls': true,
      variables: { store_hash: { default: 'abc123example', 'x-pattern': '^[A-Za-z0-9_-]+$' } },
    },
  ],
  security: [{ AccessToken: ['store_v2_customers'] }],
  paths: {
    '/customers/attribute-values': {
      get: {
        operationId: 'listCustomerAttributeValues',
        security: [{ AccessToken: ['store_v2_customers'] }, { AccessToken: ['store_v2_customers_read_only'] }],
        'x-repeatable': true,
        parameters: [
          {
            name: 'page',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 9007199254740991, default: 1 },
          },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 250, default: 50 } },
          {
            name: 'customer_id:in',
            in: 'query',
            style: 'form',
            explode: false,
            schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Id' } },
          },
          {
            name: 'attribute_id:in',
            in: 'query',
            style: 'form',
            explode: false,
            schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Id' } },
          },
          { name: 'name', in: 'query', schema: { type: 'string', minLength: 1 } },
          {
            name: 'date_created',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
          {
            name: 'date_created:min',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
          {
            name: 'date_created:max',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
          {
            name: 'date_modified',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
          {
            name: 'date_modified:min',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
          {
            name: 'date_modified:max',
            in: 'query',
            allowReserved: true,
            'x-date-filter': true,
            schema: { $ref: '#/components/schemas/DateFilter' },
          },
        ],
        responses: {
          200: {
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
              'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
              'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
              'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
              'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
            },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/AttributeValuePage' } } },
          },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          422: { $ref: '#/components/responses/Unprocessable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/ServerError' },
          502: { $ref: '#/components/responses/ServerError' },
          503: { $ref: '#/components/responses/ServerError' },
          504: { $ref: '#/components/responses/ServerError' },
          default: { $ref: '#/components/responses/UnexpectedError' },
        },
      },
      put: {
        operationId: 'upsertCustomerAttributeValues',
        'x-max-concurrency': 3,
        'x-repeatable': true,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'array',
                minItems: 1,
                maxItems: 10,
                items: { $ref: '#/components/schemas/AttributeValueInput' },
              },
            },
          },
        },
        responses: {
          200: {
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
              'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
              'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
              'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
              'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
            },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/UpsertedAttributeValues' } } },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          413: { $ref: '#/components/responses/PayloadTooLarge' },
          422: { $ref: '#/components/responses/Unprocessable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/ServerError' },
          502: { $ref: '#/components/responses/ServerError' },
          503: { $ref: '#/components/responses/ServerError' },
          504: { $ref: '#/components/responses/ServerError' },
          default: { $ref: '#/components/responses/UnexpectedError' },
        },
      },
      delete: {
        operationId: 'deleteCustomerAttributeValues',
        'x-repeatable': true,
        parameters: [
          {
            name: 'id:in',
            in: 'query',
            required: true,
            style: 'form',
            explode: false,
            'x-when-omitted': 'unknown',
            schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Id' } },
          },
        ],
        responses: {
          204: { $ref: '#/components/responses/Deleted' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          422: { $ref: '#/components/responses/Unprocessable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/ServerError' },
          502: { $ref: '#/components/responses/ServerError' },
          503: { $ref: '#/components/responses/ServerError' },
          504: { $ref: '#/components/responses/ServerError' },
          default: { $ref: '#/components/responses/UnexpectedError' },
        },
      },
    },
    '/customers': {
      delete: {
        operationId: 'deleteCustomers',
        'x-repeatable': true,
        parameters: [
          {
            name: 'id:in',
            in: 'query',
            required: true,
            style: 'form',
            explode: false,
            'x-when-omitted': 'changes-nothing',
            schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Id' } },
          },
        ],
        responses: {
          204: { $ref: '#/components/responses/Deleted' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          422: { $ref: '#/components/responses/Unprocessable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/ServerError' },
          502: { $ref: '#/components/responses/ServerError' },
          503: { $ref: '#/components/responses/ServerError' },
          504: { $ref: '#/components/responses/ServerError' },
          default: { $ref: '#/components/responses/UnexpectedError' },
        },
      },
    },
    '/segments/{segmentId}/shopper-profiles': {
      parameters: [{ name: 'segmentId', in: 'path', required: true, schema: { $ref: '#/components/schemas/Uuid' } }],
      delete: {
        operationId: 'removeShopperProfilesFromSegment',
        'x-max-concurrency': 10,
        'x-repeatable': true,
        parameters: [
          {
            name: 'id:in',
            in: 'query',
            required: false,
            style: 'form',
            explode: false,
            'x-when-omitted': 'removes-all',
            'x-repeatable-when-omitted': false,
            schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Uuid' } },
          },
        ],
        responses: {
          200: {
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
              'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
              'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
              'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
              'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
            },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/BatchResult' } } },
          },
          204: { $ref: '#/components/responses/Deleted' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          422: { $ref: '#/components/responses/BatchUnprocessable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/ServerError' },
          502: { $ref: '#/components/responses/ServerError' },
          503: { $ref: '#/components/responses/ServerError' },
          504: { $ref: '#/components/responses/ServerError' },
          default: { $ref: '#/components/responses/UnexpectedError' },
        },
      },
    },
  },
  components: {
    securitySchemes: { AccessToken: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } },
    headers: {
      'X-Request-Id': { schema: { type: 'string', minLength: 1 } },
      'X-Rate-Limit-Requests-Left': { schema: { type: 'integer', minimum: 0 } },
      'X-Rate-Limit-Requests-Quota': { schema: { type: 'integer', minimum: 0 } },
      'X-Rate-Limit-Time-Reset-Ms': { schema: { type: 'integer', minimum: 0 } },
      'X-Rate-Limit-Time-Window-Ms': { schema: { type: 'integer', minimum: 0 } },
      'X-Retry-After': { schema: { type: 'integer', minimum: 0 } },
    },
    responses: {
      Deleted: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
      },
      BadRequest: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      Unauthorized: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: {
          'text/plain': { schema: { $ref: '#/components/schemas/PlainText' } },
          'application/json': { schema: { $ref: '#/components/schemas/Error' } },
        },
      },
      Forbidden: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      NotFound: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: {
          'text/plain': { schema: { $ref: '#/components/schemas/PlainText' } },
          'application/json': { schema: { $ref: '#/components/schemas/Error' } },
        },
      },
      PayloadTooLarge: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        'x-body-optional': true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      Unprocessable: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      BatchUnprocessable: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      TooManyRequests: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
          'X-Retry-After': { $ref: '#/components/headers/X-Retry-After' },
        },
        'x-body-optional': true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Error' } },
          'text/html': { schema: { $ref: '#/components/schemas/Html' } },
        },
      },
      ServerError: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
          'X-Retry-After': { $ref: '#/components/headers/X-Retry-After' },
        },
        'x-body-optional': true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Error' } },
          'text/html': { schema: { $ref: '#/components/schemas/Html' } },
        },
      },
      UnexpectedError: {
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
          'X-Rate-Limit-Requests-Left': { $ref: '#/components/headers/X-Rate-Limit-Requests-Left' },
          'X-Rate-Limit-Requests-Quota': { $ref: '#/components/headers/X-Rate-Limit-Requests-Quota' },
          'X-Rate-Limit-Time-Reset-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Reset-Ms' },
          'X-Rate-Limit-Time-Window-Ms': { $ref: '#/components/headers/X-Rate-Limit-Time-Window-Ms' },
        },
        'x-status-range': { minimum: 400, maximum: 599 },
        'x-body-optional': true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Error' } },
          'text/plain': { schema: { $ref: '#/components/schemas/PlainText' } },
          'text/html': { schema: { $ref: '#/components/schemas/Html' } },
        },
      },
    },
    schemas: {
      Id: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
      Uuid: { type: 'string', format: 'uuid' },
      DateFilter: {
        type: ['string', 'integer'],
        pattern: '^([1-9]\\d{9,12}|\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):?[0-5]\\d)?)?)$',
        minimum: 1000000000,
        maximum: 9999999999999,
      },
      AttributeValueInput: {
        type: 'object',
        required: ['customer_id', 'attribute_id', 'value'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Id' },
          customer_id: { $ref: '#/components/schemas/Id' },
          attribute_id: { $ref: '#/components/schemas/Id' },
          value: { type: 'string', minLength: 0, maxLength: 255 },
        },
      },
      AttributeValue: {
        type: 'object',
        required: ['customer_id', 'attribute_id', 'attribute_value'],
        properties: {
          id: { $ref: '#/components/schemas/Id' },
          customer_id: { $ref: '#/components/schemas/Id' },
          attribute_id: { $ref: '#/components/schemas/Id' },
          attribute_value: { type: 'string', minLength: 0, maxLength: 255 },
          date_created: { type: 'string', format: 'date-time' },
          date_modified: { type: 'string', format: 'date-time' },
        },
      },
      AttributeValuePage: {
        type: 'object',
        required: ['data', 'meta'],
        properties: {
          data: { type: 'array', items: { $ref: '#/components/schemas/AttributeValue' } },
          meta: {
            type: 'object',
            required: ['pagination'],
            properties: { pagination: { $ref: '#/components/schemas/Pagination' } },
          },
        },
      },
      UpsertedAttributeValues: {
        type: 'object',
        required: ['data', 'meta'],
        properties: {
          data: { type: 'array', items: { $ref: '#/components/schemas/AttributeValue' } },
          meta: { type: 'object', properties: { pagination: { $ref: '#/components/schemas/Pagination' } } },
        },
      },
      Pagination: {
        type: 'object',
        required: ['total', 'count', 'per_page', 'current_page', 'total_pages'],
        properties: {
          total: { type: 'integer', minimum: 0 },
          count: { type: 'integer', minimum: 0 },
          per_page: { type: 'integer', minimum: 1 },
          current_page: { type: 'integer', minimum: 1 },
          total_pages: { type: 'integer', minimum: 0 },
          links: {
            type: 'object',
            properties: { previous: { type: 'string' }, current: { type: 'string' }, next: { type: 'string' } },
          },
        },
      },
      BatchResult: {
        type: 'object',
        properties: {
          data: { $ref: '#/components/schemas/BatchData' },
          errors: { type: 'array', items: { $ref: '#/components/schemas/Error' } },
          meta: { $ref: '#/components/schemas/BatchCounts' },
        },
      },
      BatchData: { type: 'array', items: {} },
      BatchCounts: {
        type: 'object',
        properties: {
          total: { type: 'integer', minimum: 0 },
          success: { type: 'integer', minimum: 0 },
          failed: { type: 'integer', minimum: 0 },
        },
      },
      Error: {
        type: 'object',
        properties: {
          status: { type: 'integer', minimum: 400, maximum: 599 },
          title: { type: 'string' },
          type: { type: 'string' },
          instance: { type: 'string' },
          detail: { type: 'string' },
          errors: { $ref: '#/components/schemas/ErrorMessages' },
          data: { $ref: '#/components/schemas/BatchData' },
          meta: { $ref: '#/components/schemas/BatchCounts' },
          error: {
            anyOf: [
              { type: 'string' },
              {
                type: 'object',
                properties: {
                  code: { type: 'string' },
                  message: { type: 'string' },
                  details: { type: 'string' },
                  retry_after_seconds: { type: 'number', minimum: 0 },
                  timestamp: { type: 'string', format: 'date-time' },
                },
              },
            ],
          },
        },
      },
      ErrorMessages: {
        anyOf: [
          { type: 'object' },
          { type: 'array', items: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Error' }] } },
          { type: 'string' },
        ],
      },
      PlainText: { type: 'string', minLength: 1 },
      Html: { type: 'string', minLength: 1 },
    },
  },
};
