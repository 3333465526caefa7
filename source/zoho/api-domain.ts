import {type DataCenter, parseSafeUrl} from './data-center.js';
import {type ServiceUrls, urlKeys} from './service-urls.js';

/** Whether an address is on the API gateway, or beside it: `sandbox.zohoapis.com` and `developer.zohoapis.com` beside `www.zohoapis.com`. */
export const isGateway = (url: URL, {api}: DataCenter): boolean => {
	const gateway = new URL(api);
	if (url.origin === gateway.origin) return true;
	const domain = gateway.hostname.replace(/^www\./, '');
	return (
		domain !== gateway.hostname &&
		url.protocol === gateway.protocol &&
		url.port === gateway.port &&
		url.hostname.endsWith(`.${domain}`)
	);
};

/**
 * The origin that access tokens may go to, of the `api_domain` that a token reply names; undefined for one that is not believed.
 * At Zoho it has to be a gateway of the table, elsewhere a host of the service: a reply that names any other would have the token
 * sent there.
 */
export const believedApiDomain = (
	apiDomain: string | undefined,
	table: readonly DataCenter[],
	urls: ServiceUrls,
	isZoho: boolean,
): string | undefined => {
	const url = apiDomain === undefined ? undefined : parseSafeUrl(apiDomain);
	if (url === undefined) return undefined;
	const isBelieved = isZoho
		? table.some(dataCenter => isGateway(url, dataCenter))
		: urlKeys.some(key => parseSafeUrl(urls[key])?.host === url.host);
	return isBelieved ? url.origin : undefined;
};
