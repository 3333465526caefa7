import type {DataCenter} from './data-center.js';
import {scopeCovers} from './scopes/scope.js';

export {readOrganizations, readUserInfo, type UserInfo, type ZohoOrganization} from './identity.js';
export {judgeProbe, type ProbeResult, type ProbeVerdict} from './probe-verdict.js';

/** A harmless call: it reads, changes nothing and needs one scope only. */
export type Probe = {
	readonly method: 'GET';
	/** Absolute path, with query where one keeps the answer small. */
	readonly path: string;
	readonly scope: string;
	/** What the `Accept` header has to say, where the product insists. */
	readonly accept?: string;
};

/** One of Zoho's products, as far as calling it goes. `id` is that of the scope catalogue's service. */
export type Product = {
	readonly id: string;
	readonly name: string;
	/** First part of its scopes. */
	readonly scopePrefix: string;
	/** `api` for the gateway that a token reply names (`api_domain`); else the product's own host name, such as `desk`. */
	readonly host: 'api' | (string & {});
	readonly probe?: Probe;
};

const product = (
	id: string,
	name: string,
	host: string,
	path: string,
	scope: string,
	accept?: string,
): Product => ({
	id,
	name,
	scopePrefix: scope.split('.', 1)[0] ?? '',
	host,
	probe: {method: 'GET', path, scope, ...(accept === undefined ? {} : {accept})},
});

/**
 * Products with a known harmless call, in the order in which they are best asked: those that also tell the
 * organization first. Hosts and calls are those of Zoho's API pages and OpenAPI files; the hosts of Desk, Mail and
 * others are not the gateway, whatever `api_domain` says.
 */
export const products: readonly Product[] = [
	product('books', 'Zoho Books', 'api', '/books/v3/organizations', 'ZohoBooks.settings.READ'),
	product('inventory', 'Zoho Inventory', 'api', '/inventory/v1/organizations', 'ZohoInventory.settings.READ'),
	product('billing', 'Zoho Billing', 'api', '/billing/v1/organizations', 'ZohoSubscriptions.settings.READ'),
	product('invoice', 'Zoho Invoice', 'api', '/invoice/v3/organizations', 'ZohoInvoice.settings.READ'),
	product('expense', 'Zoho Expense', 'api', '/expense/v1/organizations', 'ZohoExpense.orgsettings.READ'),
	product('crm', 'Zoho CRM', 'api', '/crm/v8/org', 'ZohoCRM.org.READ'),
	product('desk', 'Zoho Desk', 'desk', '/api/v1/organizations', 'Desk.basic.READ'),
	product('projects', 'Zoho Projects', 'projectsapi', '/api/v3/portals', 'ZohoProjects.portals.READ'),
	product('analytics', 'Zoho Analytics', 'analyticsapi', '/restapi/v2/orgs', 'ZohoAnalytics.metadata.read'),
	product('mail', 'Zoho Mail', 'mail', '/api/accounts', 'ZohoMail.accounts.READ'),
	product('people', 'Zoho People', 'people', '/api/forms', 'ZOHOPEOPLE.forms.READ'),
	product(
		'workdrive',
		'Zoho WorkDrive',
		'api',
		'/workdrive/api/v1/users/me',
		'WorkDrive.users.READ',
		'application/vnd.api+json',
	),
	product('creator', 'Zoho Creator', 'api', '/creator/v2/meta/applications', 'ZohoCreator.dashboard.READ'),
	product('sign', 'Zoho Sign', 'sign', '/api/v1/templates', 'ZohoSign.templates.READ'),
	product('cliq', 'Zoho Cliq', 'cliq', '/api/v2/channels?limit=1', 'ZohoCliq.Channels.READ'),
	product('recruit', 'Zoho Recruit', 'recruit', '/recruit/v2/settings/roles', 'ZohoRecruit.settings.ALL'),
	product('bigin', 'Bigin by Zoho CRM', 'api', '/bigin/v2/users?type=CurrentUser', 'ZohoBigin.users.READ'),
	product('bookings', 'Zoho Bookings', 'api', '/bookings/v1/json/workspaces', 'zohobookings.data.CREATE'),
	product('calendar', 'Zoho Calendar', 'calendar', '/api/v1/calendars', 'ZohoCalendar.calendar.READ'),
	product('meeting', 'Zoho Meeting', 'meeting', '/api/v2/user.json', 'ZohoMeeting.manageOrg.READ'),
	product('sprints', 'Zoho Sprints', 'sprintsapi', '/zsapi/teams/', 'ZohoSprints.teams.READ'),
	product('bugtracker', 'Zoho BugTracker', 'bugtracker', '/restapi/portals/', 'ZohoBugTracker.portals.READ'),
	product('tables', 'Zoho Tables', 'tables', '/api/v1/workspaces', 'ZohoTables.workspaces.READ'),
	product('fsm', 'Zoho FSM', 'api', '/fsm/v1/users', 'ZohoFSM.users.READ'),
	product('assist', 'Zoho Assist', 'assist', '/api/v2/user', 'ZohoAssist.userapi.READ'),
	product('directory', 'Zoho Directory', 'api', '/directory/api/v2/orgs', 'ZohoDirectory.Orgs.READ'),
];

export const findProduct = (id: string): Product | undefined => products.find(entry => entry.id === id);

/**
 * Where a product's API is: for gateway products the origin that the token reply named, else the data center's
 * gateway; for the others their own host in the data center, or the gateway where the table has no pattern.
 *
 * @param apiDomain an origin without a trailing slash @param path begins with a slash
 */
export const productUrl = (
	entry: Pick<Product, 'host'>,
	dataCenter: DataCenter,
	apiDomain: string | undefined,
	path: string,
): string => {
	if (entry.host === 'api') return `${apiDomain ?? dataCenter.api}${path}`;
	const origin = dataCenter.products?.replace('{product}', entry.host).replace(/\/$/, '');
	return `${origin ?? dataCenter.api}${path}`;
};

/** The products whose harmless call the granted scopes allow; nothing else is ever called, so that no probe fails for want of a scope. */
export const chooseProbes = (grantedScopes: readonly string[]): readonly Product[] =>
	products.filter(({probe}) => probe && grantedScopes.some(granted => scopeCovers(granted, probe.scope)));

/** Who gave the consent; allowed by `AaaServer.profile.READ`. */
export const userInfoUrl = (dataCenter: DataCenter): string => `${dataCenter.accounts}/oauth/user/info`;

const userInfoScope = 'AaaServer.profile.READ';

export const allowsUserInfo = (grantedScopes: readonly string[]): boolean =>
	grantedScopes.some(granted => scopeCovers(granted, userInfoScope));
