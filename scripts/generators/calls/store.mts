// What the calls of every generated client have in common.

const { STORE_URL = '', ACCESS_TOKEN = '', SEGMENT_ID = '', PROFILE_IDS = '' } = process.env;

export const storeUrl = STORE_URL;
export const headers = { 'X-Auth-Token': ACCESS_TOKEN };

export const customerIds = [1, 2];
export const valueIds = [3, 4];
export const segmentId = SEGMENT_ID;
export const profileIds = PROFILE_IDS.split(' ');
export const since = '2026-03-02T08:15:30Z';
export const input = [{ customer_id: 5, attribute_id: 1, value: 'Gold' }];
