import {knownCall} from '../../zoho/operations/known-call.js';
import {bestFitting} from '../../zoho/products/hosts.js';
import type {Cause, Product} from '../../zoho/products/product.js';
import {products} from '../../zoho/products/table.js';
import {isCovered} from '../../zoho/scopes/scope.js';
import {fullName} from '../people.js';
import {ownAnswers} from './answers.js';
import type {Answer, Call, Caller} from './call.js';
import {tableRefusal} from './from-table.js';

/** The name of the host in the place of `{product}`; undefined at the gateway. */
const labelOf = (host: string): string | undefined => /^(.+)\.localhost(?::\d+)?$/.exec(host)?.[1];

const isOnGateway = ({host}: Product): boolean => host?.pattern === 'www.{zohoapis}';

/** The products whose host this is: that of its own, or the gateway. A host of no data center of Zoho's is named by the id. */
const productsAt = (host: string): readonly Product[] => {
	const label = labelOf(host);
	if (label === undefined) return products.filter(isOnGateway);
	return products.filter(
		product =>
			product.host?.pattern === `${label}.{zoho}` ||
			(product.id === label && product.host !== undefined && !product.host.pattern.endsWith('.{zoho}')) ||
			Object.values(product.segmentHosts).includes(`${label}.{zoho}`),
	);
};

/** Good answers to harmless calls, as far as a product has a form of its own for them. */
const probeAnswers: Readonly<Record<string, (caller: Caller) => object>> = {
	campaigns: () => ({
		status: 'success',
		code: '0',
		list_of_details: [{listname: 'Newsletter', listkey: '3z1'}],
	}),
	mail: ({person}) => ({
		status: {code: 200, description: 'success'},
		data: [
			{accountId: `${person.zuid}1`, accountDisplayName: fullName(person), primaryEmailAddress: person.email},
		],
	}),
	people: () => ({response: {status: 0, result: [{formLinkName: 'employee', displayName: 'Employee'}]}}),
	projects: ({person}) => ({portals: person.organizations.map(({id, name}) => ({id, portal_name: name}))}),
	workdrive: ({person}) => ({data: {id: String(person.zuid), attributes: {display_name: fullName(person)}}}),
	analytics: ({person}) => ({
		status: 'success',
		data: {
			orgs: person.organizations.map(({id, name}, index) => ({
				orgId: id,
				orgName: name,
				isDefault: index === 0,
			})),
		},
	}),
	creator: () => ({code: 3000, applications: [{application_name: 'Orders', link_name: 'orders'}]}),
	sign: () => ({code: 0, status: 'success', templates: []}),
	cliq: () => ({type: 'channel', data: [{name: '#general', channel_id: 'O1'}]}),
	recruit: () => ({roles: [{id: '1', display_label: 'CEO'}]}),
	bookings: () => ({response: {status: 'success', returnvalue: {data: [{id: '1', name: 'Front desk'}]}}}),
	catalyst: () => ({status: 'success', data: [{id: '1', project_name: 'Practice'}]}),
};

const usual = (): object => ({status: 'success', data: []});

const noToken: readonly Cause[] = ['noToken', 'tokenInvalid', 'tokenOrScope'];
const badToken: readonly Cause[] = ['tokenInvalid', 'tokenOrScope', 'noToken'];
const noScope: readonly Cause[] = ['scopeMissing', 'tokenOrScope', 'scopeOrAddress'];
const noAddress: readonly Cause[] = ['addressWrong', 'scopeOrAddress'];

const plain = (status: number, message: string): Answer => ({status, body: {message}});

const unknownAddress: Answer = {
	status: 404,
	body: {
		code: 'INVALID_URL_PATTERN',
		details: {},
		message: 'Please check if the URL trying to access is a correct one',
		status: 'error',
	},
};

/** Zoho's own guide to custom connections names another scope than its reference. */
const alsoEnough: Readonly<Record<string, readonly (readonly string[])[]>> = {
	'GET /billing/v1/customers': [['ZohoSubscriptions.contacts.READ']],
};

/** A header that names an organization has to name one of the person's; where it is a must, it has to be there. */
const organizationRefusal = (product: Product, call: Call): Answer | undefined => {
	const {organization} = product;
	if (organization?.in !== 'header' || !call.caller || organization.listedBy === call.path) return undefined;
	const named = call.headers.get(organization.name);
	if (named === null) {
		return organization.isRequired
			? (tableRefusal(product, ['organizationMissing']) ??
					plain(400, `The header ${organization.name} is missing.`))
			: undefined;
	}
	const isTheirs = call.caller.person.organizations.some(({id}) => id === named);
	return isTheirs
		? undefined
		: (tableRefusal(product, ['organizationWrong']) ?? plain(403, 'Another organization.'));
};

/**
 * Answers a call as the product of its host does, by the table of products and the list of known calls: with its own
 * refusals for a token, a scope, an organization and an address, and with something good for everything that is allowed.
 */
export const answerCall = (host: string, call: Call): Answer => {
	const [product] = bestFitting(call.path, productsAt(host));
	if (!product) return unknownAddress;
	if (!call.caller) {
		const causes = call.hasToken ? badToken : noToken;
		return tableRefusal(product, causes) ?? plain(401, 'Not authenticated.');
	}
	const known = knownCall(product, call.method, call.path);
	const probe = product.probe?.path.split('?', 1)[0] === call.path ? product.probe : undefined;
	const needed = known && !known.isBeginning ? known.scopes : probe ? [[probe.scope]] : undefined;
	if (!needed) return tableRefusal(product, noAddress) ?? plain(404, 'There is no such address.');
	const name = `${call.method} ${call.path}`;
	const isAllowed = [...needed, ...(alsoEnough[name] ?? [])].some(together =>
		together.every(scope => isCovered(scope, call.scopes)),
	);
	if (!isAllowed) return tableRefusal(product, noScope) ?? plain(403, 'Invalid OAuth scope.');
	const own = ownAnswers[name]?.(call.caller) ?? organizationRefusal(product, call);
	const body = (probe && probeAnswers[product.id]) ?? usual;
	return own ?? {status: 200, body: body(call.caller)};
};
