/**
 * The value of the `Authorization` header. Zoho's APIs want `Zoho-oauthtoken`, though their token reply says Bearer
 * (zoho.com/inventory/api/v1/oauth/); other servers want `Bearer` (RFC 6750 section 2.1).
 */
export const authorizationHeader = (accessToken: string, isZoho: boolean): string =>
	`${isZoho ? 'Zoho-oauthtoken' : 'Bearer'} ${accessToken}`;

/** An address with the token in it, where a service of another server wants it there (RFC 6750 section 2.3). */
export const addressWithToken = (address: string, accessToken: string): string => {
	const url = new URL(address);
	url.searchParams.set('access_token', accessToken);
	return url.href;
};
