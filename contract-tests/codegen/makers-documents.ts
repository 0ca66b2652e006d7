/** Small documents, each in the style of a maker whose documents the generator once refused or miscompiled. */
export const MAKERS: Readonly<Record<string, string>> = {
  /** 3.1, basic authentication, types that may be null, an image. */
  exhibition: `openapi: 3.1.0
info: { title: Exhibition, version: 2.0.1 }
servers: [{ url: 'https://exhibition.example/v2' }]
security: [{ Desk: [] }]
paths:
  /shows/{showId}:
    parameters: [{ $ref: '#/components/parameters/ShowId' }]
    get:
      operationId: getShow
      summary: "Get a show */ and its rooms"
      responses:
        '200': { $ref: '#/components/responses/Show' }
  /shows/{showId}/poster:
    get:
      operationId: getPoster
      parameters: [{ $ref: '#/components/parameters/ShowId' }]
      responses:
        '200': { description: A poster., content: { image/png: { schema: { type: string, format: binary } } } }
components:
  securitySchemes: { Desk: { type: http, scheme: basic } }
  parameters: { ShowId: { name: showId, in: path, required: true, schema: { type: string } } }
  responses:
    Show:
      description: A show.
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Show' }
          examples: { one: { $ref: '#/components/examples/Show' } }
  examples: { Show: { value: { name: Maps, closes: null } } }
  schemas:
    Show:
      type: object
      required: [name, closes]
      properties: { name: { type: string }, closes: { type: [string, 'null'], format: date } }
`,
  /** 3.0, a key in a header or a token, several media types, default as the only success. */
  petshop: `openapi: 3.0.2
info: { title: Pet shop, version: '7' }
servers: [{ url: /api/v7 }]
paths:
  /animal:
    post:
      operationId: addAnimal
      security: [{ shop_key: [] }, { shop_auth: ['write:animals'] }]
      requestBody:
        required: true
        content:
          application/xml: { schema: { $ref: '#/components/schemas/Animal' } }
          application/json: { schema: { $ref: '#/components/schemas/Animal' } }
      responses:
        default:
          description: An animal.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Animal' } }
components:
  securitySchemes:
    shop_key: { type: apiKey, in: header, name: shop_key }
    shop_auth:
      type: oauth2
      flows: { implicit: { authorizationUrl: 'https://shop.example/oauth', scopes: { 'write:animals': write } } }
  schemas:
    Animal:
      type: object
      required: [name]
      properties:
        id: { type: integer, format: int64, readOnly: true }
        name: { type: string }
        breed: { $ref: '#/components/schemas/Breed', nullable: true }
        parent: { nullable: true, allOf: [{ $ref: '#/components/schemas/Animal' }] }
    Breed: { type: string, enum: [corgi, "it's"], nullable: true }
`,
  /** Ids with slashes, many alternatives that refer to each other, null in 3.0. */
  forge: `openapi: 3.0.3
info: { title: Forge, version: 1.1.4 }
servers: [{ url: 'https://forge.example' }]
paths:
  /repos/{owner}/{repo}/contents/{path}:
    get:
      operationId: repos/get-content
      summary: Get content
      parameters:
        - { name: owner, in: path, required: true, schema: { type: string } }
        - { name: repo, in: path, required: true, schema: { type: string } }
        - { name: path, in: path, required: true, schema: { type: string } }
        - { name: ref, in: query, schema: { type: string, nullable: true } }
      responses:
        '200':
          description: Content.
          content:
            application/json:
              schema:
                oneOf:
                  - { type: array, items: { $ref: '#/components/schemas/entry' } }
                  - { $ref: '#/components/schemas/file' }
                  - { $ref: '#/components/schemas/link' }
        '302': { description: Found. }
components:
  schemas:
    entry: { oneOf: [{ $ref: '#/components/schemas/file' }, { $ref: '#/components/schemas/link' }, { $ref: '#/components/schemas/entry' }] }
    file:
      title: File
      type: object
      required: [type, size]
      properties: { type: { type: string, enum: [file] }, size: { type: integer }, owner: { $ref: '#/components/schemas/nullable-user' } }
    link:
      type: object
      required: [type, target]
      properties: { type: { type: string, enum: [symlink] }, target: { type: string, nullable: true } }
    nullable-user: { title: User, type: object, nullable: true, properties: { login: { type: string } }, additionalProperties: false }
    renamed-file: { allOf: [{ $ref: '#/components/schemas/nullable-user' }], required: [login] }
`,
  /** Forms with lists and objects in brackets. */
  payments: `openapi: 3.0.0
info: { title: Payments, version: '2026-01-01' }
servers: [{ url: 'https://payments.example/' }]
security: [{ basicAuth: [] }, { bearerAuth: [] }]
paths:
  /v1/charges:
    get:
      operationId: GetCharges
      parameters:
        - { name: expand, in: query, style: deepObject, explode: true, schema: { type: array, items: { type: string } } }
        - { name: created, in: query, style: deepObject, explode: true, schema: { anyOf: [{ type: object, properties: { gt: { type: integer } } }, { type: integer }] } }
      requestBody: { content: { application/x-www-form-urlencoded: { encoding: {}, schema: { properties: {}, type: object } } }, required: false }
      responses: { '200': { description: Charges., content: { application/json: { schema: { type: object, required: [data], properties: { data: { type: array, items: { $ref: '#/components/schemas/charge' } } } } } } } }
    post:
      operationId: PostCharges
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: { metadata: { explode: true, style: deepObject }, expand: { explode: true, style: deepObject } }
            schema:
              type: object
              required: [amount]
              properties:
                amount: { type: integer }
                metadata: { additionalProperties: { type: string }, type: object }
                expand: { type: array, items: { type: string } }
      responses: { '200': { description: A charge., content: { application/json: { schema: { $ref: '#/components/schemas/charge' } } } } }
components:
  securitySchemes: { basicAuth: { scheme: basic, type: http }, bearerAuth: { bearerFormat: auth-scheme, scheme: bearer, type: http } }
  schemas:
    charge: { type: object, required: [id], properties: { id: { type: string }, customer: { anyOf: [{ type: string }, { $ref: '#/components/schemas/customer' }], nullable: true } } }
    customer: { type: object, properties: { default_charge: { anyOf: [{ type: string }, { $ref: '#/components/schemas/charge' }] } } }
`,
  /** Basic authentication, forms, and a suffix that belongs to no parameter. */
  telephony: `openapi: 3.0.1
info: { title: Telephony, version: 1.0.0 }
paths:
  /2010/Accounts/{AccountSid}/Messages.json:
    servers: [{ url: 'https://telephony.example' }]
    post:
      operationId: CreateMessage
      security: [{ accountSid_authToken: [] }]
      parameters: [{ name: AccountSid, in: path, required: true, schema: { type: string, minLength: 4, pattern: ^AC } }]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [To]
              properties: { To: { type: string, format: phone-number }, MediaUrl: { type: array, items: { type: string, format: uri } } }
      responses: { '201': { description: Created., content: { application/json: { schema: { type: object, properties: { sid: { type: string, nullable: true } } } } } } }
  /2010/Accounts/{AccountSid}.json:
    servers: [{ url: 'https://telephony.example' }]
    delete:
      operationId: DeleteAccount
      parameters: [{ name: AccountSid, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Deleted. } }
components: { securitySchemes: { accountSid_authToken: { type: http, scheme: basic } } }
`,
  /** No operationIds, ranges as media types, schemas with dots in their names. */
  cluster: `openapi: 3.0.0
info: { title: Cluster, version: unversioned }
security: [{ BearerToken: [] }]
servers: [{ url: 'https://cluster.example' }]
paths:
  /api/v1/namespaces/{name}/pods:
    parameters:
      - { name: name, in: path, required: true, schema: { type: string, uniqueItems: true } }
      - { name: pretty, in: query, schema: { type: string, uniqueItems: true } }
    get:
      description: list pods
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { $ref: '#/components/schemas/io.cluster.v1.PodList' } }
            application/yaml: { schema: { $ref: '#/components/schemas/io.cluster.v1.PodList' } }
            application/vnd.cluster.protobuf: { schema: { $ref: '#/components/schemas/io.cluster.v1.PodList' } }
    post:
      description: create a pod
      requestBody: { content: { '*/*': { schema: { $ref: '#/components/schemas/io.cluster.v1.Pod' } } } }
      responses: { '202': { description: Accepted, content: { '*/*': { schema: { $ref: '#/components/schemas/io.cluster.v1.Pod' } } } } }
components:
  securitySchemes: { BearerToken: { type: apiKey, name: authorization, in: header } }
  schemas:
    io.cluster.v1.PodList:
      type: object
      required: [items]
      properties: { items: { type: array, items: { default: {}, allOf: [{ $ref: '#/components/schemas/io.cluster.v1.Pod' }] } } }
    io.cluster.v1.Pod: { type: object, properties: { metadata: { type: object, additionalProperties: { type: string, default: '' } }, port: { oneOf: [{ type: integer }, { type: string }] } } }
`,
  /** Several credentials at once, JSON and problem types of their own, discriminators. */
  checkout: `openapi: 3.1.0
info: { title: Checkout, version: '71' }
servers: [{ url: 'https://{prefix}.checkout.example/v71', variables: { prefix: { default: test } } }]
paths:
  /payments:
    post:
      operationId: post-payments
      security: [{ ApiKey: [], Tenant: [], Session: [] }]
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody:
        content:
          text/plain: { schema: { type: string } }
          application/vnd.checkout+json:
            schema:
              type: object
              properties:
                method: { oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Iban' }], discriminator: { propertyName: type, mapping: { card: '#/components/schemas/Card' } } }
      responses:
        '200': { description: Done., content: { application/json: { schema: { type: object, properties: { code: { type: string } } } }, application/xml: { schema: { type: object } } } }
        '202': { description: Later., content: { text/plain: { schema: { type: string } } } }
        4XX: { description: Wrong., content: { application/problem+json: { schema: { type: object, properties: { title: { type: string } } } } } }
components:
  securitySchemes:
    ApiKey: { type: apiKey, in: query, name: key }
    Tenant: { type: http, scheme: bearer }
    Session: { type: apiKey, in: cookie, name: sid }
  schemas:
    Card: { type: object, required: [type], properties: { type: { type: string }, number: { type: string } }, additionalProperties: false }
    Iban: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { iban: { type: string, pattern: '^[A-Z]{2}\\d+$' } } }] }
    Base: { type: object, required: [type], properties: { type: { type: string } }, discriminator: { propertyName: type, mapping: { iban: '#/components/schemas/Iban' } }, oneOf: [{ $ref: '#/components/schemas/Iban' }] }
`,
  /** Files up and down, references into other parts of the document. */
  storage: `openapi: 3.0.2
info: { title: Storage, version: '2.0' }
servers: [{ url: 'https://api.storage.example' }]
paths:
  /files/content:
    post:
      operationId: post_files_content
      servers: [{ url: 'https://upload.storage.example' }]
      requestBody:
        content:
          multipart/form-data:
            encoding: { note: { contentType: text/markdown }, cover: { contentType: 'image/png, image/jpeg' } }
            schema:
              type: object
              required: [attributes, file]
              properties: { attributes: { type: object, required: [name], properties: { name: { type: string } } }, file: { type: string, format: binary }, note: { type: string }, cover: { type: string, format: binary } }
      responses: { '201': { description: Files., content: { application/json: { schema: { type: object, properties: { entries: { type: array, items: { type: object, properties: { id: { type: string } } } } } } } } } }
  /files/{id}/content:
    get:
      operationId: get_files_id_content
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: Bytes., content: { application/octet-stream: { schema: { type: string, format: binary } } } }
        '202': { description: Not yet. }
    put:
      operationId: put_files_id_content
      parameters: [{ name: id, in: path, required: true, schema: { $ref: '#/paths/~1files~1%7Bid%7D~1content/get/parameters/0/schema' } }]
      requestBody: { required: true, content: { application/octet-stream: { schema: { type: string, format: binary } } } }
      responses:
        '200':
          description: A file.
          content:
            application/json:
              schema: { $ref: '#/paths/~1files~1content/post/responses/201/content/application~1json/schema/properties/entries/items' }
`,
  /** Header parameters that OpenAPI tells readers to ignore, names with colons, raw dates. */
  store: `openapi: 3.0.3
info: { title: Store, version: v3 }
servers: [{ url: 'https://store.example/stores/{store}/v3', variables: { store: { default: abc } } }]
security: [{ X-Auth-Token: [] }]
paths:
  /customers:
    parameters: [{ $ref: '#/components/parameters/Accept' }]
    get:
      operationId: getCustomers
      parameters: [{ name: 'id:in', in: query, explode: false, schema: { type: array, items: { type: integer } } }]
      responses: { '200': { description: Customers., content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object, x-internal: true, properties: { id: { type: integer } } } } } } } } } }
    post:
      operationId: createCustomers
      parameters:
        - { $ref: '#/components/parameters/ContentType' }
        - { name: Authorization, in: header, required: true, schema: { type: string } }
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: { type: object, required: [email], properties: { email: { type: string } } } } } } }
      responses: { '200': { description: Created., content: { application/json: { schema: {} } } } }
components:
  securitySchemes: { X-Auth-Token: { type: apiKey, in: header, name: X-Auth-Token } }
  parameters:
    Accept: { name: Accept, in: header, required: true, schema: { type: string, default: application/json } }
    ContentType: { name: Content-Type, in: header, required: true, schema: { type: string, default: application/json } }
`,
  /** Names that mean something in JavaScript, or nothing anywhere; one name in two places; a parameter that is not declared. */
  names: `openapi: 3.1.0
info: { title: "Names ' \\" \`", version: "1" }
servers: [{ url: 'http://names.example' }]
paths:
  "/naïve/{id}/it's/{other}":
    get:
      operationId: constructor
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: id, in: query, schema: { type: integer } }
        - { name: '$filter', in: query, schema: { type: string } }
        - { name: 'a"b', in: query, schema: { type: string } }
        - { name: where, in: query, content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/Größe' } } } } }
    delete: { operationId: __proto__, responses: { '204': { description: Gone. } } }
    put: { operationId: delete, parameters: [{ name: ids, in: path, required: true, schema: { type: string } }], responses: { '204': { description: Gone. } } }
    post: { operationId: "it's \\"quoted\\" #1", responses: { '204': { description: Gone. } } }
    patch: { operationId: constructor, responses: { '204': { description: Gone. } } }
  /colour/{rgb}/{tags}:
    get:
      operationId: größe
      parameters:
        - { name: rgb, in: path, required: true, style: matrix, explode: true, schema: { type: object, properties: { r: { type: integer }, g: { type: integer } } } }
        - { name: tags, in: path, required: true, style: label, schema: { type: array, items: { type: string } } }
        - { name: X-List, in: header, schema: { type: array, items: { type: integer } } }
        - { name: crumbs, in: cookie, schema: { type: string } }
      responses: { '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/Lost' } } } } }
components:
  schemas:
    Größe: { type: object, required: [__proto__, class], properties: { __proto__: { type: string }, class: { type: number }, '9-lives': true } }
`,
  /** Answers in pieces, members for one direction only, alternatives told apart by a constant. */
  assistant: `openapi: 3.1.0
info: { title: Assistant, version: '1' }
servers: [{ url: 'https://assistant.example' }]
paths:
  /answers:
    post:
      operationId: ask
      summary: Ask
      description: "Answers in one piece,\\nor */ in many."
      deprecated: true
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string }, stream: { type: boolean } } } } } }
      responses:
        '200':
          description: An answer.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Answer' } }
            text/event-stream: { schema: { $ref: '#/components/schemas/Answer' } }
            application/xml: { schema: { $ref: '#/components/schemas/Answer' } }
  /answers/export:
    get:
      operationId: exportAnswers
      responses:
        '200':
          description: All answers.
          content:
            text/csv: { schema: { type: string } }
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Answer' } } }
  /accounts/{id}:
    put:
      operationId: putAccount
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, readOnly: true } }
        - { name: like, in: query, style: deepObject, schema: { $ref: '#/components/schemas/Account' } }
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
      responses: { '200': { description: An account., content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } } }
  /pictures:
    put: { operationId: putPicture, requestBody: { required: true, content: { image/*: { schema: { type: string, format: binary } } } }, responses: { '204': { description: Done. } } }
    post: { operationId: postAnything, requestBody: { required: true, content: { '*/*': { schema: {} } } }, responses: { '204': { description: Done. } } }
    patch: { operationId: postBytes, requestBody: { required: true, content: { '*/*': { schema: { type: string, format: binary } } } }, responses: { '204': { description: Done. } } }
  /searches:
    get: { operationId: then, requestBody: { content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } }, responses: { '204': { description: Done. } } }
    head: { operationId: headSearch, requestBody: { required: true, content: { application/json: { schema: { type: object } } } }, responses: { '204': { description: Done. } } }
    trace: { operationId: traceSearch, responses: { '204': { description: Done. } } }
  /events:
    post:
      operationId: postEvents
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [event], properties: { event: { $ref: '#/components/schemas/Event' }, shape: { $ref: '#/components/schemas/Circle' }, beast: { $ref: '#/components/schemas/Beast' } } } } } }
      responses: { '200': { description: Taken., content: { application/json: { schema: { $ref: '#/components/schemas/Event' } } } } }
components:
  schemas:
    Event:
      oneOf: [{ $ref: '#/components/schemas/TextEvent' }, { $ref: '#/components/schemas/EndEvent' }]
      discriminator: { propertyName: type }
    TextEvent: { type: object, required: [type, text], properties: { type: { type: string, const: text.delta }, text: { type: string } } }
    EndEvent: { type: object, required: [type, reason], properties: { type: { type: string, enum: [end, stop] }, reason: { type: string } } }
    Shape: { type: object, required: [kind], properties: { kind: { type: string, enum: [circle, square] } }, discriminator: { propertyName: kind } }
    Circle: { allOf: [{ $ref: '#/components/schemas/Shape' }, { type: object, properties: { kind: { type: string, enum: [circle] }, radius: { type: number } } }] }
    Beast:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: type }
    Cat: { type: object, required: [type], properties: { type: { type: string }, lives: { type: integer } } }
    Dog: { type: object, required: [type], properties: { type: { type: string }, barks: { type: boolean } } }
    Account:
      type: object
      required: [id, name, password, keys]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string }
        password: { type: string, writeOnly: true }
        keys: { type: array, items: { allOf: [{ $ref: '#/components/schemas/Key' }, { type: object, required: [note], properties: { note: { type: string } } }] } }
    Key: { type: object, required: [made], properties: { made: { type: [string, 'null'], readOnly: true } } }
    Answer: { type: object, required: [text], properties: { text: { type: string } } }
`,
};
