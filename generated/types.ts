// Written by "npm run generate" from the OpenAPI document. Do not edit.

export interface paths {
    "/customers/attribute-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customer attribute values
         * @description Returns attribute values, one page at a time. Without filters it walks every value of the store.
         *
         *     Ask for page 1, then for the following pages until `meta.pagination.current_page` reaches
         *     `meta.pagination.total_pages` or a page comes back empty. Links to the next page are usually absent.
         *
         *     A query parameter that is not in this list makes the store answer 422. How several filters combine, and in which
         *     order values are listed, is not documented.
         */
        get: operations["listCustomerAttributeValues"];
        /**
         * Upsert customer attribute values
         * @description Writes up to ten attribute values. A value that the customer already has in that attribute is replaced; one that
         *     does not exist yet is created. The pair of `customer_id` and `attribute_id` decides which of the two happens, so
         *     sending the same list again leaves the same values. Customer and attribute must exist. Do not name a pair twice in
         *     one list: which of the two stays is not documented.
         *
         *     The member is called `value` in the request and `attribute_value` in every answer.
         *
         *     Whether a list with one invalid member is rejected as a whole is not known. Do not rely on either, nor on the
         *     order of the records in the answer. A store handles three of these calls at once and refuses more with 429.
         */
        put: operations["upsertCustomerAttributeValues"];
        post?: never;
        /**
         * Delete customer attribute values
         * @description Deletes attribute values by their own ids: the `id` that listCustomerAttributeValues answers with, not that of a
         *     customer or an attribute. The customers and the attributes stay. Ids that do not exist are most likely ignored.
         */
        delete: operations["deleteCustomerAttributeValues"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers
         * @description Returns customers, one page at a time: those with certain ids or e-mail addresses, or all of the store. A look-up for
         *     what the other operations need ids for. With `include` each customer says more about itself.
         *
         *     A query parameter that is not in this list makes the store answer 422, although stores have more filters than these.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        /**
         * Delete customers
         * @description Deletes customers. No operation described here brings them back. Ids that do not exist are most likely ignored, with
         *     the same answer. What becomes of the attribute values, addresses and orders of a customer is not documented.
         */
        delete: operations["deleteCustomers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customer attributes
         * @description Returns the attributes that the store defines, one page at a time. A look-up for the `attribute_id` of a name.
         */
        get: operations["listCustomerAttributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/segments/{segmentId}/shopper-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The segment's id.
                 * @example 6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90
                 */
                segmentId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /**
         * List shopper profiles of a segment
         * @description Returns the shopper profiles that are in a segment, one page at a time. A look-up for the ids that
         *     removeShopperProfilesFromSegment takes.
         *
         *     The token needs the scope to modify customers, although nothing is changed.
         */
        get: operations["listShopperProfilesOfSegment"];
        put?: never;
        post?: never;
        /**
         * Remove shopper profiles from a segment
         * @description Takes shopper profiles out of a segment. The profiles themselves, and their customers, stay.
         *
         *     **Leaving out `id:in` empties the whole segment.** Doing that again also removes profiles that were added meanwhile.
         *
         *     BigCommerce's own documents disagree about the answer: an empty 204, or a 200 whose body counts what worked and
         *     what did not. Both are described here. A 200 can report failures: look at `meta.failed`. An `errors` member
         *     that is empty does not mean that something failed.
         *
         *     A store handles ten calls of this family at once and refuses more with 429.
         */
        delete: operations["removeShopperProfilesFromSegment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An integer id. The upper bound is the largest integer that survives a round trip through JSON. */
        Id: number;
        /** Format: uuid */
        Uuid: string;
        /**
         * @description A moment to compare with: a date, a date with a time (without offset, with an offset, or with `Z`), or a UNIX
         *     timestamp in milliseconds; seconds most likely work as well. In which time zone a moment without an offset is
         *     read is not documented. It travels exactly as written: the store ignores percent-encoded dates without saying so,
         *     and so answers with more than was asked for. A `+` in a query can be read as a space; write moments east of
         *     Greenwich in UTC.
         */
        DateFilter: string | number;
        AttributeValueInput: {
            /** @description The id of an existing attribute value. Not needed; the pair of customer and attribute is enough. */
            id?: components["schemas"]["Id"];
            /** @description The customer that the value belongs to. */
            customer_id: components["schemas"]["Id"];
            /** @description The attribute that the value is for. */
            attribute_id: components["schemas"]["Id"];
            /** @description The value, always as a string, whatever the attribute's type: `"10"` for a number, `"2026-03-02"` for a date. */
            value: string;
        };
        /** @description A stored attribute value. New members may appear without notice. */
        AttributeValue: {
            /** @description The attribute value's own id. */
            id?: components["schemas"]["Id"];
            /** @description The customer that the value belongs to. */
            customer_id: components["schemas"]["Id"];
            /** @description The attribute that the value is for. */
            attribute_id: components["schemas"]["Id"];
            /** @description The value, always as a string. It is called `value` in the request that writes it. */
            attribute_value: string;
            /**
             * Format: date-time
             * @description When the value was first written, in UTC.
             */
            date_created?: string;
            /**
             * Format: date-time
             * @description When the value was last written, in UTC.
             */
            date_modified?: string;
        };
        AttributeValuePage: {
            data: components["schemas"]["AttributeValue"][];
            meta: {
                pagination: components["schemas"]["Pagination"];
            };
        };
        UpsertedAttributeValues: {
            data: components["schemas"]["AttributeValue"][];
            /** @description Empty in the answers of real stores; the vendor's example shows pagination. */
            meta: {
                pagination?: components["schemas"]["Pagination"];
            };
        };
        /** @description An e-mail address to compare with. */
        EmailFilter: string;
        /** @description A registered shopper. New members may appear without notice. */
        Customer: {
            /** @description The customer's own id. */
            id: components["schemas"]["Id"];
            /** @description The e-mail address. No other customer has the same. */
            email: string;
            first_name?: string;
            last_name?: string;
            company?: string;
            phone?: string;
            /** @description The group that the customer is in, 0 for none. */
            customer_group_id?: number;
            /**
             * Format: date-time
             * @description When the customer was created, in UTC.
             */
            date_created?: string;
            /**
             * Format: date-time
             * @description When the customer was last changed, in UTC.
             */
            date_modified?: string;
            /** @description What the customer has in attributes, with `include=attributes`. At most ten of them. */
            attributes?: components["schemas"]["AttributeValue"][];
            /** @description The shopper profile that stands for the customer, with `include=shopper_profile_id`. */
            shopper_profile_id?: string | null;
            /** @description The segments that its shopper profile is in, with `include=segment_ids`. */
            segment_ids?: string[];
        };
        CustomerPage: {
            data: components["schemas"]["Customer"][];
            meta: {
                pagination: components["schemas"]["Pagination"];
            };
        };
        /** @description A field that a store defines for its customers. New members may appear without notice. */
        Attribute: {
            /** @description The attribute's own id. */
            id: components["schemas"]["Id"];
            /** @description What people call the attribute. */
            name: string;
            /**
             * @description What values must look like. They are strings in any case.
             * @enum {string}
             */
            type: "string" | "number" | "date";
            /**
             * Format: date-time
             * @description When the attribute was created, in UTC.
             */
            date_created?: string;
            /**
             * Format: date-time
             * @description When the attribute was last changed, in UTC.
             */
            date_modified?: string;
        };
        AttributePage: {
            data: components["schemas"]["Attribute"][];
            /** @description Empty in the vendor's example; recorded answers have pagination. */
            meta: {
                pagination?: components["schemas"]["Pagination"];
            };
        };
        /** @description What stands for a customer in segments. New members may appear without notice. */
        ShopperProfile: {
            /** @description The shopper profile's own id. */
            id: components["schemas"]["Uuid"];
            /** @description The customer that the shopper profile stands for. */
            customer_id?: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description When the shopper profile was created, in UTC.
             */
            created_at?: string;
            /**
             * Format: date-time
             * @description When the shopper profile was last changed, in UTC.
             */
            updated_at?: string;
        };
        ShopperProfilePage: {
            data: components["schemas"]["ShopperProfile"][];
            meta: {
                pagination?: components["schemas"]["Pagination"];
            };
        };
        Pagination: {
            /** @description Values in all pages together. */
            total: number;
            /** @description Values on this page. */
            count: number;
            /** @description The largest number of values on a page. */
            per_page: number;
            /** @description This page, counted from 1. */
            current_page: number;
            /** @description Pages in all. 0 or 1 when there is nothing to list. */
            total_pages: number;
            /** @description Usually absent. Do not page by these; a link to a next page has been seen on a last page. */
            links?: {
                previous?: string;
                current?: string;
                next?: string;
            };
        };
        /** @description How many members of a batch worked and which did not. Every member is optional. */
        BatchResult: {
            data?: components["schemas"]["BatchData"];
            /** @description One error for each problem. Present and empty when all went well. */
            errors?: components["schemas"]["Error"][];
            meta?: components["schemas"]["BatchCounts"];
        };
        /** @description What its members are is not known. */
        BatchData: unknown[];
        BatchCounts: {
            /** @description Members in the call. */
            total?: number;
            /** @description Members that worked. */
            success?: number;
            /** @description Members that did not. */
            failed?: number;
        };
        /**
         * @description An error. Every member is optional, and which ones are there differs between operations, gateways and years. Tell
         *     errors apart by the HTTP status first, then by `title` and `errors`; never by `type`.
         */
        Error: {
            /** @description The HTTP status, repeated. */
            status?: number;
            /** @description What went wrong, in one sentence. */
            title?: string;
            /** @description A link to a list of statuses, absolute or relative. */
            type?: string;
            instance?: string;
            /** @description Takes the place of `errors` in some answers. */
            detail?: string;
            errors?: components["schemas"]["ErrorMessages"];
            /** @description Beside errors of batches. */
            data?: components["schemas"]["BatchData"];
            /** @description Beside errors of batches. */
            meta?: components["schemas"]["BatchCounts"];
            /** @description Takes the place of all other members in some answers. */
            error?: string | {
                code?: string;
                message?: string;
                details?: string;
                retry_after_seconds?: number;
                /** Format: date-time */
                timestamp?: string;
            };
        };
        /**
         * @description The problems, in one of the forms that stores use: by field (`0.data`, `id`) or by position (`0`), as a list of
         *     sentences, or as a list of errors. One sentence has not been seen yet.
         */
        ErrorMessages: Record<string, never> | (string | components["schemas"]["Error"])[] | string;
        /** @description One sentence of prose. */
        PlainText: string;
        /** @description An error page of a gateway or a web server. */
        Html: string;
    };
    responses: {
        /**
         * @description Done. There is no body, and so far none of the headers that describe one (`Content-Type`, `Content-Length`,
         *     `Transfer-Encoding`): do not wait for them, and do not parse.
         */
        Deleted: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The body is not well-formed JSON. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The access token is missing, empty or unknown. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "text/plain": components["schemas"]["PlainText"];
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The access token lacks the OAuth scope for this operation, or belongs to another store. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The path does not exist or does not support the method (405 is not used), which is decided before the token is
         *     looked at; or what the call names does not exist.
         */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "text/plain": components["schemas"]["PlainText"];
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The list has more members than one call may carry. The body may be empty. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description A parameter or a member of the body is not acceptable. In a list the keys of `errors` often start with the
         *     position of the member, counted from 0 (`0.data`), but not always.
         */
        Unprocessable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The call was not acceptable. The body is an error, which may count what worked and what did not. */
        BatchUnprocessable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The quota is used up, too many calls of this operation run at once, or the platform sheds load. In
         *     the last case the rate-limit headers are missing. The body may be empty.
         */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                "X-Retry-After": components["headers"]["X-Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": components["schemas"]["Html"];
            };
        };
        /**
         * @description The store failed (500), could not be reached behind its gateway (502), is overloaded, in maintenance or suspended
         *     (503), or did not answer its gateway in time (504). The body may be JSON, an HTML page or empty.
         */
        ServerError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                "X-Retry-After": components["headers"]["X-Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": components["schemas"]["Html"];
            };
        };
        /**
         * @description Any other client or server error. Success and redirect statuses are not covered by this: they are either listed
         *     or not part of the contract.
         */
        UnexpectedError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/plain": components["schemas"]["PlainText"];
                "text/html": components["schemas"]["Html"];
            };
        };
    };
    parameters: {
        /**
         * @description Which page to return, counted from 1.
         * @example 2
         */
        Page: number;
        /**
         * @description The largest number of records on a page.
         * @example 250
         */
        Limit: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identifies this exchange to BigCommerce support. 32 hexadecimal digits so far.
         * @example 5b1e0c7f92d84a36b0f7c2d15e8a9f43
         */
        "X-Request-Id": string;
        /**
         * @description Requests that you may still make in the current window. Other apps use up the same quota.
         * @example 148
         */
        "X-Rate-Limit-Requests-Left": number;
        /**
         * @description Requests that you may make in one window. It can change as other apps come and go.
         * @example 150
         */
        "X-Rate-Limit-Requests-Quota": number;
        /**
         * @description Milliseconds from now until the current window ends. Not a point in time.
         * @example 21877
         */
        "X-Rate-Limit-Time-Reset-Ms": number;
        /**
         * @description Length of a window in milliseconds. A window starts with the first request after the previous one ended.
         * @example 30000
         */
        "X-Rate-Limit-Time-Window-Ms": number;
        /**
         * @description Seconds to wait before trying again. Mentioned by the vendor, not seen in recent answers.
         * @example 15
         */
        "X-Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCustomerAttributeValues: {
        parameters: {
            query?: {
                /**
                 * @description Which page to return, counted from 1.
                 * @example 2
                 */
                page?: number;
                /**
                 * @description The largest number of values on a page.
                 * @example 250
                 */
                limit?: number;
                /**
                 * @description Only values of these customers.
                 * @example [
                 *       1138,
                 *       1139
                 *     ]
                 */
                "customer_id:in"?: components["schemas"]["Id"][];
                /**
                 * @description Only values of these attributes.
                 * @example [
                 *       4
                 *     ]
                 */
                "attribute_id:in"?: components["schemas"]["Id"][];
                /**
                 * @description Only values of the attribute with this name. Whether it matches in part is not documented.
                 * @example Loyalty tier
                 */
                name?: string;
                /**
                 * @description Only values created at this moment.
                 * @example 2026-03-02T08:15:30
                 */
                date_created?: components["schemas"]["DateFilter"];
                /**
                 * @description Only values created since this moment. Whether the moment itself counts is not documented.
                 * @example 2026-03-02
                 */
                "date_created:min"?: components["schemas"]["DateFilter"];
                /**
                 * @description Only values created until this moment. Whether the moment itself counts is not documented.
                 * @example 2026-03-02T23:59:59Z
                 */
                "date_created:max"?: components["schemas"]["DateFilter"];
                /**
                 * @description Only values last changed at this moment.
                 * @example 2026-03-02T08:15:30-05:00
                 */
                date_modified?: components["schemas"]["DateFilter"];
                /**
                 * @description Only values last changed since this moment. Whether the moment itself counts is not documented.
                 * @example 1772439330000
                 */
                "date_modified:min"?: components["schemas"]["DateFilter"];
                /**
                 * @description Only values last changed until this moment. Whether the moment itself counts is not documented.
                 * @example 2026-03-02T08:15:30-0500
                 */
                "date_modified:max"?: components["schemas"]["DateFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of attribute values. An empty page has an empty `data`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributeValuePage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    upsertCustomerAttributeValues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The values to write. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttributeValueInput"][];
            };
        };
        responses: {
            /** @description The stored records, as they are after the call. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpsertedAttributeValues"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteCustomerAttributeValues: {
        parameters: {
            query: {
                /**
                 * @description The ids of the attribute values to delete.
                 * @example [
                 *       7011,
                 *       7012
                 *     ]
                 */
                "id:in": components["schemas"]["Id"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /**
                 * @description Which page to return, counted from 1.
                 * @example 2
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description The largest number of records on a page.
                 * @example 250
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Only customers with these ids.
                 * @example [
                 *       1138,
                 *       1139
                 *     ]
                 */
                "id:in"?: components["schemas"]["Id"][];
                /**
                 * @description Only customers with these e-mail addresses. A comma separates addresses even where it is percent-encoded, so an
                 *     address with a comma in it cannot be looked for.
                 * @example [
                 *       "ada@example.com",
                 *       "grace+shop@example.com"
                 *     ]
                 */
                "email:in"?: components["schemas"]["EmailFilter"][];
                /**
                 * @description What each customer has beside its own members.
                 * @example [
                 *       "shopper_profile_id",
                 *       "segment_ids"
                 *     ]
                 */
                include?: ("addresses" | "storecredit" | "attributes" | "formfields" | "shopper_profile_id" | "segment_ids")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of customers. An empty page has an empty `data`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteCustomers: {
        parameters: {
            query: {
                /**
                 * @description The ids of the customers to delete. Without it the store answers 204 and deletes nobody, which looks like
                 *     success.
                 * @example [
                 *       1138,
                 *       1139
                 *     ]
                 */
                "id:in": components["schemas"]["Id"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listCustomerAttributes: {
        parameters: {
            query?: {
                /**
                 * @description Which page to return, counted from 1.
                 * @example 2
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description The largest number of records on a page.
                 * @example 250
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Only the attribute with this name. Whether it matches in part is not documented.
                 * @example Loyalty tier
                 */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of attributes. An empty page has an empty `data`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributePage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listShopperProfilesOfSegment: {
        parameters: {
            query?: {
                /**
                 * @description Which page to return, counted from 1.
                 * @example 2
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description The largest number of records on a page.
                 * @example 250
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The segment's id.
                 * @example 6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90
                 */
                segmentId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of shopper profiles. An empty page has an empty `data`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopperProfilePage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    removeShopperProfilesFromSegment: {
        parameters: {
            query?: {
                /**
                 * @description The ids of the shopper profiles to remove. Without it, every profile leaves the segment.
                 * @example [
                 *       "0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01",
                 *       "9b2e4f60-7c1d-4e8a-b3f5-5a6d7c8e9f02"
                 *     ]
                 */
                "id:in"?: components["schemas"]["Uuid"][];
            };
            header?: never;
            path: {
                /**
                 * @description The segment's id.
                 * @example 6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90
                 */
                segmentId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was removed and what was not. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Rate-Limit-Requests-Left": components["headers"]["X-Rate-Limit-Requests-Left"];
                    "X-Rate-Limit-Requests-Quota": components["headers"]["X-Rate-Limit-Requests-Quota"];
                    "X-Rate-Limit-Time-Reset-Ms": components["headers"]["X-Rate-Limit-Time-Reset-Ms"];
                    "X-Rate-Limit-Time-Window-Ms": components["headers"]["X-Rate-Limit-Time-Window-Ms"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["BatchUnprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["ServerError"];
            503: components["responses"]["ServerError"];
            504: components["responses"]["ServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
