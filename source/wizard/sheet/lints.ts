import type {ConnectionWithService} from '../../connection/file/format.js';
import {legalClientName} from '../../zoho/client.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {clientTypeNames} from '../../zoho/flows/client-type.js';
import type {Product} from '../../zoho/products/product.js';
import {isPracticeSigma, sigmaCallbackUrls} from '../../zoho/sigma/places.js';
import type {SheetPart} from './steps.js';

/** Something to know before the first click, because Sigma says it late or never. */
export type Lint = {
	readonly id:
		| 'practice'
		| 'client-type'
		| 'offline'
		| 'delimiter'
		| 'client-name'
		| 'one-data-center'
		| 'secret-per-data-center'
		| 'redirect-unknown'
		| 'login-user'
		| 'name-pattern';
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

type Check = (given: Given) => Lint | undefined;

const practice: Check = ({enabled, dataCenters}) =>
	enabled.some(id => isPracticeSigma(findDataCenter(dataCenters, id)))
		? {
				id: 'practice',
				tone: 'note',
				part: 'redirects',
				text: 'Practice: these addresses are on this machine, so Sigma cannot reach them. The steps are the real ones.',
			}
		: undefined;

/** Sigma consents in a browser, whatever way brought the grant that is here. */
const clientType: Check = ({service}) =>
	service.clientType === undefined || service.clientType === 'server-based'
		? undefined
		: {
				id: 'client-type',
				tone: 'warning',
				part: 'redirects',
				text: `A client of the type ${clientTypeNames[service.clientType]} takes no redirect URLs, so Sigma cannot connect with it. Register a client of the type ${clientTypeNames['server-based']} for Sigma.`,
			};

const offline: Check = ({service, connection: {linkName}}) =>
	service.dataCenter !== null &&
	new URL(service.authorizeUrl).searchParams.get('access_type')?.toLowerCase() !== 'offline'
		? {
				id: 'offline',
				tone: 'warning',
				part: 'values',
				text: `The Authorize URL lacks access_type=offline: Sigma's connection would end after an hour. Fix it: zconn edit ${linkName} --authorize-url URL`,
			}
		: undefined;

const delimiter: Check = ({service, connection: {linkName}}) =>
	service.dataCenter !== null && service.scopeDelimiter !== 'comma'
		? {
				id: 'delimiter',
				tone: 'warning',
				part: 'values',
				text: `Scope Delimiter is not Comma, the one that Zoho documents. Fix it: zconn edit ${linkName} --scope-delimiter comma`,
			}
		: undefined;

const clientName: Check = ({service}) => {
	const legal = legalClientName(service.name);
	return service.dataCenter === null || legal === service.name
		? undefined
		: {
				id: 'client-name',
				tone: 'note',
				part: 'redirects',
				text: `The API Console refuses "${service.name}" as a Client Name ("Zoho" and signs other than _ and & are not allowed). "${legal}" works; Sigma's Service Name may stay.`,
			};
};

const oneDataCenter: Check = ({service, enabled, dataCenters}) => {
	const [only = ''] = enabled;
	return service.dataCenter !== null && enabled.length === 1
		? {
				id: 'one-data-center',
				tone: 'note',
				part: 'redirects',
				text: `The client is enabled in ${findDataCenter(dataCenters, only)?.name ?? only} only: users elsewhere end in "Access denied in your region". API Console, Settings tab: slide the toggle of each data center, then zconn edit.`,
			}
		: undefined;
};

const secretPerDataCenter: Check = ({service, enabled}) =>
	service.dataCenter !== null && !service.sameCredentials && enabled.length > 1
		? {
				id: 'secret-per-data-center',
				tone: 'warning',
				part: 'values',
				text: 'Each data center has a secret of its own, and Sigma\'s form takes one: users elsewhere end in "invalid_client". Check "Use the same OAuth credentials for all data centers" in the Settings tab.',
			}
		: undefined;

const redirectUnknown: Check = ({enabled, dataCenters}) => {
	const names = enabled
		.map(id => findDataCenter(dataCenters, id) ?? {id, name: id})
		.filter(center => sigmaCallbackUrls(center).length === 0)
		.map(({name}) => name);
	return names.length > 0
		? {
				id: 'redirect-unknown',
				tone: 'note',
				part: 'redirects',
				text: `Sigma's redirect URL in ${names.join(', ')} is not published. If Connect ends in "Invalid Redirect Uri", the address of that page names it after redirect_uri=.`,
			}
		: undefined;
};

const loginUser: Check = ({extension}) => ({
	id: 'login-user',
	tone: 'note',
	part: 'connect',
	text: `Use Credentials of Login User, where the form has it: on, each user connects an account of their own${
		extension.manifest.value === 'usedConnections' ? ', as the review of finance extensions asks' : ''
	}; off, everyone acts as you.`,
});

const namePattern: Check = ({connection, extension}) =>
	extension.manifest.value === 'usedConnections' && !/^[A-Za-z0-9]+-[A-Za-z0-9]+$/.test(connection.name)
		? {
				id: 'name-pattern',
				tone: 'note',
				part: 'connect',
				text: 'To publish: the review of finance extensions asks for a name like ServiceName-ExtensionName.',
			}
		: undefined;

const checks: readonly Check[] = [
	practice,
	clientType,
	offline,
	delimiter,
	secretPerDataCenter,
	clientName,
	oneDataCenter,
	redirectUnknown,
	loginUser,
	namePattern,
];

/** What is worth knowing before Sigma is opened: what will fail there first. */
export const lintsOf = (given: Given): readonly Lint[] =>
	checks
		.flatMap(check => check(given) ?? [])
		.toSorted((one, other) => Number(one.tone === 'note') - Number(other.tone === 'note'));
