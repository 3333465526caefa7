import type {Connection} from '../../connection/connection.js';
import {authorizationHeader} from '../../zoho/authorization-header.js';
import type {ProbeResult} from '../../zoho/product.js';
import {
	chooseProbes,
	judgeProbe,
	type Probe,
	type Product,
	productUrl,
	readOrganizations,
} from '../../zoho/product.js';
import type {Accounts, Http} from '../ports.js';
import {sideBySide} from './side-by-side.js';

const callsAtATime = 4;
const timeLimit = 5000;

type Request = Parameters<Accounts['probe']>[0];
type Finding = {readonly probe: ProbeResult; readonly organization: Connection['organization']};

const organizationOf = (product: Product, body: string): Connection['organization'] => {
	const organizations = readOrganizations(product.id, body);
	const organization = organizations.find(({isDefault}) => isDefault) ?? organizations[0];
	return organization ? {id: organization.id, name: organization.name, product: product.name} : null;
};

const ask = async (
	http: Http,
	request: Request,
	product: Product,
	probe: Probe,
	signal: AbortSignal | undefined,
): Promise<Finding> => {
	const {dataCenter, apiDomain, accessToken, isFreshToken} = request;
	const limit = AbortSignal.timeout(timeLimit);
	const answer = await http.send({
		method: probe.method,
		url: productUrl(product, dataCenter, apiDomain ?? undefined, probe.path),
		headers: {
			authorization: authorizationHeader(accessToken, true),
			...(probe.accept === undefined ? {} : {accept: probe.accept}),
		},
		signal: signal ? AbortSignal.any([signal, limit]) : limit,
	});
	const verdict = answer.ok
		? judgeProbe({productId: product.id, status: answer.value.status, body: answer.value.body, isFreshToken})
		: 'could-not-tell';
	return {
		probe: {product: product.name, verdict, scope: probe.scope},
		organization: answer.ok && verdict === 'works' ? organizationOf(product, answer.value.body) : null,
	};
};

/**
 * The harmless calls that the granted scopes allow: four at a time, five seconds each, in the order of the product table.
 * The organization is that of the first product that tells one. Never refuses: what cannot be told is said so.
 */
export const createProbing =
	(http: Http): Accounts['probe'] =>
	async (request, signal) => {
		const found = await sideBySide(
			chooseProbes(request.scopes).flatMap(product =>
				product.probe ? [{product, probe: product.probe}] : [],
			),
			callsAtATime,
			({product, probe}) => ask(http, request, product, probe, signal),
		);
		return {
			probes: found.map(({probe}) => probe),
			organization: found.find(({organization}) => organization !== null)?.organization ?? null,
		};
	};
