import type {Connection} from '../../connection/connection.js';
import {findProduct, products} from '../../zoho/products/table.js';

/** How a call is told which organization is meant. */
export type Told = {
	readonly url: string;
	readonly header: readonly [string, string] | undefined;
};

/**
 * Names the organization that the connection was made for, where the product insists on one and the program names none. One that
 * was learned from another product counts only where both name it in the same way: the finance products share theirs.
 */
export const withOrganization = (
	url: string,
	productId: string,
	organization: Connection['organization'],
): Told => {
	const unchanged = {url, header: undefined};
	const product = findProduct(productId);
	const wanted = product?.organization;
	if (!organization || !wanted?.isRequired) return unchanged;
	const origin = products.find(({name}) => name === organization.product);
	const isSame = origin?.organization?.in === wanted.in && origin.organization.name === wanted.name;
	const address = new URL(url);
	if (!isSame || address.pathname === wanted.listedBy) return unchanged;
	if (wanted.in === 'header') return {url, header: [wanted.name.toLowerCase(), organization.id]};
	if (wanted.in !== 'query' || address.searchParams.has(wanted.name)) return unchanged;
	// Put behind what is there, which stays as it was written.
	address.search = `${address.search}${address.search === '' ? '?' : '&'}${wanted.name}=${encodeURIComponent(organization.id)}`;
	return {url: address.href, header: undefined};
};
