import type {ConnectionWithService} from '../../connection/file/format.js';
import {legalClientName} from '../../zoho/client.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {clientTypeNames} from '../../zoho/flows/client-type.js';
import type {Product} from '../../zoho/products/product.js';
import {isPracticeSigma, sigmaCallbackUrls} from '../../zoho/sigma/places.js';
import type {SheetPart} from './steps.js';

/** Something to know before the first click, because Sigma says it late or never. */
export type Lint = {
	readonly id: (typeof checks)[number][0];
	/** `warning`: it will fail. `note`: it depends on what is wanted. */
	readonly tone: 'warning' | 'note';
	/** The part of the way that it belongs to. */
	readonly part: SheetPart;
	readonly text: string;
};

type Given = ConnectionWithService & {
	readonly dataCenters: readonly DataCenter[];
	/** Data centers that the client is enabled for. */
	readonly enabled: readonly string[];
	readonly extension: Product;
};

/** What is to be known, where it applies. */
type Check = (given: Given) => string | undefined;

const practice: Check = ({enabled, dataCenters}) =>
	enabled.some(id => isPracticeSigma(findDataCenter(dataCenters, id)))
		? 'Practice: these addresses are on this machine, so Sigma cannot reach them. The steps are the real ones, and the practice Sigma takes them.'
		: undefined;

/** Sigma consents in a browser, whatever way brought the grant that is here. */
const clientType: Check = ({service}) =>
	service.clientType === undefined || service.clientType === 'server-based'
		? undefined
		: `A client of the type ${clientTypeNames[service.clientType]} takes no redirect URLs, so Sigma cannot connect with it. Register a client of the type ${clientTypeNames['server-based']} for Sigma.`;

const offline: Check = ({service, connection: {linkName}}) =>
	service.dataCenter !== null &&
	new URL(service.authorizeUrl).searchParams.get('access_type')?.toLowerCase() !== 'offline'
		? `The Authorize URL lacks access_type=offline: Sigma's connection would end after an hour. Fix it: zconn edit ${linkName} --authorize-url URL`
		: undefined;

const delimiter: Check = ({service, connection: {linkName}}) =>
	service.dataCenter !== null && service.scopeDelimiter !== 'comma'
		? `Scope Delimiter is not Comma, the one that Zoho documents. Fix it: zconn edit ${linkName} --scope-delimiter comma`
		: undefined;

const clientName: Check = ({service}) => {
	const legal = legalClientName(service.name);
	return service.dataCenter === null || legal === service.name
		? undefined
		: `The API Console refuses "${service.name}" as a Client Name ("Zoho" and signs other than _ and & are not allowed). "${legal}" works; Sigma's Service Name may stay.`;
};

const oneDataCenter: Check = given => {
	const {service, enabled, dataCenters} = given;
	const [only = ''] = enabled;
	// A client that Sigma cannot use has nothing to be enabled.
	return service.dataCenter !== null && enabled.length === 1 && clientType(given) === undefined
		? `The client is enabled in ${findDataCenter(dataCenters, only)?.name ?? only} only: users elsewhere end in "Access denied in your region". API Console, Settings tab: slide the toggle of each data center, then zconn edit.`
		: undefined;
};

const secretPerDataCenter: Check = ({service, enabled}) =>
	service.dataCenter !== null && !service.sameCredentials && enabled.length > 1
		? 'Each data center has a secret of its own, and Sigma\'s form takes one: users elsewhere end in "invalid_client". Check "Use the same OAuth credentials for all data centers" in the Settings tab.'
		: undefined;

const redirectUnknown: Check = ({enabled, dataCenters}) => {
	const names = enabled
		.map(id => findDataCenter(dataCenters, id) ?? {id, name: id})
		.filter(center => sigmaCallbackUrls(center).length === 0)
		.map(({name}) => name);
	return names.length > 0
		? `Sigma's redirect URL in ${names.join(', ')} is not published. If Connect ends in "Invalid Redirect Uri", the address of that page names it after redirect_uri=.`
		: undefined;
};

const loginUser: Check = ({extension}) =>
	`Use Credentials of Login User, where the form has it: on, each user connects an account of their own${
		extension.manifest.value === 'usedConnections' ? ', as the review of finance extensions asks' : ''
	}; off, everyone acts as you.`;

const namePattern: Check = ({connection, extension}) =>
	extension.manifest.value === 'usedConnections' && !/^[A-Za-z0-9]+-[A-Za-z0-9]+$/.test(connection.name)
		? 'To publish: the review of finance extensions asks for a name like ServiceName-ExtensionName.'
		: undefined;

const checks = [
	['practice', 'note', 'redirects', practice],
	['client-type', 'warning', 'redirects', clientType],
	['offline', 'warning', 'values', offline],
	['delimiter', 'warning', 'values', delimiter],
	['secret-per-data-center', 'warning', 'values', secretPerDataCenter],
	['client-name', 'note', 'redirects', clientName],
	['one-data-center', 'note', 'redirects', oneDataCenter],
	['redirect-unknown', 'note', 'redirects', redirectUnknown],
	['login-user', 'note', 'connect', loginUser],
	['name-pattern', 'note', 'connect', namePattern],
] as const;

/** What is worth knowing before Sigma is opened: what will fail there first. */
export const lintsOf = (given: Given): readonly Lint[] =>
	checks
		.flatMap(([id, tone, part, check]): readonly Lint[] => {
			const text = check(given);
			return text === undefined ? [] : [{id, tone, part, text}];
		})
		.toSorted((one, other) => Number(one.tone === 'note') - Number(other.tone === 'note'));
