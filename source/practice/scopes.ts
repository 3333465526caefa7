/** The services the practice Zoho knows, by the lower-case prefix of their scopes. */
const services: Readonly<Record<string, string>> = {
	zohobooks: 'Zoho Books',
	zohoinventory: 'Zoho Inventory',
	zohosubscriptions: 'Zoho Billing',
	zohoinvoice: 'Zoho Invoice',
	zohoexpense: 'Zoho Expense',
	zohocrm: 'Zoho CRM',
	desk: 'Zoho Desk',
	zohopeople: 'Zoho People',
	zohoprojects: 'Zoho Projects',
	zohomail: 'Zoho Mail',
	workdrive: 'Zoho WorkDrive',
	zohocreator: 'Zoho Creator',
	zohoanalytics: 'Zoho Analytics',
	zohosign: 'Zoho Sign',
	zohocliq: 'Zoho Cliq',
	zohorecruit: 'Zoho Recruit',
	zohobigin: 'Bigin by Zoho CRM',
	zohocampaigns: 'Zoho Campaigns',
	zohomarketingautomation: 'Zoho Marketing Automation',
	salesiq: 'Zoho SalesIQ',
	pagesense: 'Zoho PageSense',
	zohosurvey: 'Zoho Survey',
	zohobackstage: 'Zoho Backstage',
	zohopay: 'Zoho Payments',
	zohopaysandbox: 'Zoho Payments sandbox',
	zohocommerce: 'Zoho Commerce',
	zohopayroll: 'Zoho Payroll',
	zohobookings: 'Zoho Bookings',
	zohocalendar: 'Zoho Calendar',
	zohomeeting: 'Zoho Meeting',
	zohosheet: 'Zoho Sheet',
	zohowriter: 'Zoho Writer',
	notebook: 'Zoho Notebook',
	zohopulse: 'Zoho Connect',
	zohocontacts: 'Zoho Contacts',
	zoholearn: 'Zoho Learn',
	trainercentral: 'TrainerCentral',
	zohoshowtime: 'Zoho ShowTime',
	zohovoice: 'Zoho Voice',
	zohosprints: 'Zoho Sprints',
	zohobugtracker: 'Zoho BugTracker',
	zohotables: 'Zoho Tables',
	zohofsm: 'Zoho FSM',
	zohoworkerly: 'Zoho Workerly',
	zohoshifts: 'Zoho Shifts',
	contracts: 'Zoho Contracts',
	zohoassist: 'Zoho Assist',
	zoholens: 'Zoho Lens',
	zohovault: 'Zoho Vault',
	zohodirectory: 'Zoho Directory',
	zeptomail: 'ZeptoMail',
	zohocatalyst: 'Catalyst by Zoho',
	quickml: 'Catalyst QuickML',
	stratus: 'Catalyst Stratus',
	phonebridge: 'Zoho PhoneBridge',
	zohosearch: 'Zoho Search',
	zohopc: 'Zoho Docs files',
	zohofiles: 'Zoho file storage',
	dre: 'Deluge runtime',
	aaaserver: 'Zoho Accounts',
	zohoprofile: 'Zoho Accounts',
	profile: 'Zoho Accounts',
	sdpondemand: 'ServiceDesk Plus Cloud',
	site24x7: 'Site24x7',
	desktopcentralcloud: 'Endpoint Central Cloud',
	patchmanagerpluscloud: 'Patch Manager Plus Cloud',
};

/** Scopes without an operation. */
const wholeScopes: Readonly<Record<string, string>> = {
	openid: 'Know who you are',
	email: 'See your email address',
	phone: 'See your phone number',
	profile: 'See your name and photo',
	'desk.exports': 'Export data from Zoho Desk',
	'desk.imports': 'Import data into Zoho Desk',
};

const operations: Readonly<Record<string, string>> = {
	all: 'Read, create, change and delete',
	read: 'Read',
	create: 'Create',
	update: 'Change',
	delete: 'Delete',
	write: 'Write',
	'create-update': 'Create and change',
	custom: 'Work with',
	execute: 'Run',
	search: 'Search',
	produce: 'Produce',
	terminate: 'End',
	mobile: 'Use on mobile',
	web: 'Use on the web',
	log: 'Log',
};

/** Splits the `scope` parameter. Commas are documented; spaces work too, as generic OAuth libraries send them. */
export const splitScopes = (text: string): readonly string[] => [
	...new Set(text.split(/[\s,]+/u).filter(part => part !== '')),
];

const partsOf = (scope: string): readonly string[] => scope.toLowerCase().split('.');

/** Whether a scope has Zoho's form, `Service.group.OPERATION`, and names a service that exists. */
export const isKnownScope = (scope: string): boolean => {
	if (Object.hasOwn(wholeScopes, scope.toLowerCase())) return true;
	const parts = partsOf(scope);
	const [service = ''] = parts;
	return (
		parts.length >= 3 &&
		parts.every(part => /^[a-z0-9_-]+$/u.test(part)) &&
		Object.hasOwn(services, service) &&
		Object.hasOwn(operations, parts.at(-1) ?? '')
	);
};

/** A scope in words, for the consent page: "Read contacts in Zoho Books". */
export const describeScope = (scope: string): string => {
	const whole = wholeScopes[scope.toLowerCase()];
	if (whole !== undefined) return whole;
	const parts = partsOf(scope);
	const service = services[parts[0] ?? ''] ?? parts[0] ?? '';
	const [first, ...rest] = parts.slice(1, -1);
	if (first === 'fullaccess') return `Do everything in ${service}`;
	const operation = operations[parts.at(-1) ?? ''] ?? 'Use';
	// "modules.leads" are the leads, "modules" alone is every module.
	const groups = first === 'modules' && rest.length > 0 ? rest : [first, ...rest];
	return `${operation} ${groups.join(' ').replaceAll(/[_-]/gu, ' ')} in ${service}`;
};

const covers = (granted: readonly string[], required: readonly string[]): boolean => {
	if (granted[0] !== required[0]) return false;
	if (granted[1] === 'fullaccess') return true;
	const operation = granted.at(-1);
	if (operation !== 'all' && operation !== required.at(-1)) return false;
	const groups = granted.slice(1, -1);
	return groups.every((group, index) => group === required.slice(1, -1)[index]);
};

/**
 * Whether the granted scopes allow what a call requires, without regard to case. `ALL` covers every operation of
 * its group, a group covers its parts (`modules.ALL` covers `modules.leads.READ`), `fullaccess.all` the service.
 */
export const coversScope = (granted: readonly string[], required: string): boolean =>
	granted.some(
		scope =>
			scope.toLowerCase() === required.toLowerCase() ||
			(partsOf(scope).length >= 3 && covers(partsOf(scope), partsOf(required))),
	);
