/**
 * Zoho's limits. Where its pages disagree, the strictest reading is taken.
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html ("token limits");
 * zoho.com/crm/developer/docs/api/v8/token-validity.html; "Kaizen #43: tokens and limitations" in Zoho's community.
 */

/** Seconds an access token lives, and is taken to live when a reply does not say. */
export const accessTokenSeconds = 3600;

/** No access token is believed to live longer than this; a larger `expires_in` is in milliseconds (Zoho's old shape). */
export const maximumAccessTokenSeconds = 86_400;

/** Access tokens that one refresh token may mint within `mintWindowSeconds`; one more is answered with "Access Denied". */
export const mintsPerWindow = 10;
export const mintWindowSeconds = 600;

/**
 * Refresh tokens per user and client; one more silently deletes the oldest, even if it is in use.
 *
 * Source: zoho.com/accounts/protocol/oauth (token limits); help.zoho.com, Kaizen #43.
 */
export const refreshTokensPerUserAndClient = 20;

/**
 * Lifetimes of a code in seconds, by source: the finance products' OAuth pages, Zoho Accounts, and CRM v7 and v8.
 * A code younger than the first is good everywhere, one older than the last nowhere.
 */
export const codeLifetimeSeconds = {finance: 60, accounts: 120, crm: 180} as const;
