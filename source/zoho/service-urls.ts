import {type DataCenter, dataCenterOfAccountsServer, parseSafeUrl} from './data-center.js';

/** A service's three addresses: where a person consents, and the two places that its secrets are sent to. */
export type ServiceUrls = {
	readonly authorizeUrl: string;
	readonly accessTokenUrl: string;
	readonly refreshTokenUrl: string;
};

export type UrlKey = keyof ServiceUrls;

export const urlKeys: readonly UrlKey[] = ['authorizeUrl', 'accessTokenUrl', 'refreshTokenUrl'];

/**
 * Who answers at an address: all accounts servers of the table are one party, Zoho; anywhere else it is the origin.
 * Undefined for what is not an address.
 */
export const partyOf = (table: readonly DataCenter[], url: string): string | undefined =>
	dataCenterOfAccountsServer(table, url) ? 'zoho' : parseSafeUrl(url.trim())?.origin;

/**
 * Whether a service is Zoho's: all three addresses are. This decides how replies are read, which hints and limits apply and
 * what a refusal says. One address elsewhere makes it another server's: its addresses are then used exactly as they are.
 */
export const isZohos = (table: readonly DataCenter[], urls: ServiceUrls): boolean =>
	urlKeys.every(key => partyOf(table, urls[key]) === 'zoho');

const zohoHost = /(?:^|\.)zoho(?:cloud)?\.([a-z]{2,3}(?:\.[a-z]{2})?)$/;

/**
 * A hint about a host that looks like Zoho's and is no accounts server of the table, such as accounts.zoho.ca (Canada's is
 * accounts.zohocloud.ca) or accounts.zoho.au; undefined for any other host.
 */
export const nearlyZoho = (table: readonly DataCenter[], url: string): string | undefined => {
	const parsed = parseSafeUrl(url.trim());
	const ending = parsed && zohoHost.exec(parsed.hostname)?.[1];
	if (parsed === undefined || ending === undefined || partyOf(table, url) === 'zoho') return undefined;
	const meant = table.find(
		({id, accounts}) => accounts.endsWith(`.${ending}`) || ending.split('.').includes(id),
	);
	const hint = meant ? `; that of ${meant.name} is ${new URL(meant.accounts).host}` : '';
	return `${parsed.host} is not an accounts server of Zoho${hint}.`;
};

/** The hosts that get secrets and are not the party people consent at, each once. */
export const strangeHosts = (table: readonly DataCenter[], urls: ServiceUrls): readonly string[] => {
	const own = partyOf(table, urls.authorizeUrl);
	const strange = [urls.accessTokenUrl, urls.refreshTokenUrl].flatMap(url => {
		const party = partyOf(table, url);
		return party === undefined || party === own ? [] : [new URL(url).host];
	});
	return [...new Set(strange)];
};
