import type {Connection} from '../../connection/connection.js';
import {authorizationHeader} from '../../zoho/authorization-header.js';
import {parseExactJson, readOrganizations} from '../../zoho/identity.js';
import {originOf} from '../../zoho/products/hosts.js';
import {judgeAnswer, type ProbeResult, type Verdict} from '../../zoho/products/judge.js';
import {chooseProbes, type ProbedProduct} from '../../zoho/products/probes.js';
import type {Product} from '../../zoho/products/product.js';
import type {Accounts, Http, HttpResponse} from '../ports.js';
import {limited} from './limited.js';
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

type Call = {readonly product: ProbedProduct; readonly url: string};

/** A page instead of data says nothing, but nothing at all is an answer: allowed, and there is nothing to show. */
const isReadable = (body: string): boolean => body.trim() === '' || parseExactJson(body) !== undefined;

const verdictOf = (product: Product, answer: HttpResponse, isFreshToken: boolean | undefined): Verdict => {
	const {status, body, headers} = answer;
	const challenge = headers['www-authenticate'];
	const {verdict} = judgeAnswer({product, status, body, challenge, isFreshToken});
	return verdict === 'works' && !isReadable(body) ? 'could-not-tell' : verdict;
};

const ask = async (
	http: Http,
	{accessToken, isFreshToken}: Request,
	{product, url}: Call,
	signal: AbortSignal | undefined,
): Promise<Finding> => {
	const answer = await http.send({
		method: 'GET',
		url,
		headers: {
			authorization: authorizationHeader(accessToken, true),
			...(product.accept === undefined ? {} : {accept: product.accept}),
		},
		signal: limited(signal, timeLimit),
	});
	const verdict = answer.ok ? verdictOf(product, answer.value, isFreshToken) : 'could-not-tell';
	return {
		probe: {product: product.name, verdict, scope: product.probe.scope},
		organization: answer.ok && verdict === 'works' ? organizationOf(product, answer.value.body) : null,
	};
};

/** The harmless calls that can be made: not those of products whose host in this data center is not known. */
const callsFor = ({scopes, dataCenter, apiDomain}: Request): readonly Call[] =>
	chooseProbes(scopes).flatMap(product => {
		const {path} = product.probe;
		const found = originOf(product, dataCenter, apiDomain ?? undefined, path);
		return found ? [{product, url: `${found.origin}${path}`}] : [];
	});

/**
 * The harmless calls that the granted scopes allow: four at a time, five seconds each, in the order of the product table.
 * The organization is that of the first product that tells one. Never refuses: what cannot be told is said so.
 */
export const createProbing =
	(http: Http): Accounts['probe'] =>
	async (request, signal) => {
		const found = await sideBySide(callsFor(request), callsAtATime, call => ask(http, request, call, signal));
		return {
			probes: found.map(({probe}) => probe),
			organization: found.find(({organization}) => organization !== null)?.organization ?? null,
		};
	};
