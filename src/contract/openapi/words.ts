/** Members of a document that are for readers only. A property may well have one of these names. */
export const WORDS: readonly string[] = [
  ...['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'info', 'links'],
];

/** Objects whose members are named by the author. */
export const NAMED_MEMBERS =
  /^(paths|webhooks|callbacks|content|headers|responses|parameters|requestBodies|schemas|securitySchemes|pathItems|variables|encoding|properties|patternProperties|dependentSchemas|\$defs)$/;

/** Members that hold data, in which names mean nothing. */
export const DATA: readonly string[] = ['const', 'enum', 'default', 'security', 'required', 'dependentRequired'];
