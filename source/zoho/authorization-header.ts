/**
 * The value of the `Authorization` header. Zoho's APIs want `Zoho-oauthtoken`, though their token reply says Bearer
 * (zoho.com/inventory/api/v1/oauth/); other servers want `Bearer` (RFC 6750 section 2.1).
 */
export const authorizationHeader = (accessToken: string, isZoho: boolean): string =>
	`${isZoho ? 'Zoho-oauthtoken' : 'Bearer'} ${accessToken}`;
