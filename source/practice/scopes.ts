import {products} from '../zoho/products/table.js';

/** The services the practice Zoho knows, by the lower-case prefix of their scopes; some are called otherwise than their product. */
const services = new Map([
	...products.flatMap(({name, prefixes}) => prefixes.map(prefix => [prefix.toLowerCase(), name] as const)),
	['zohomeeting', 'Zoho Meeting'],
	['dre', 'Deluge runtime'],
	['aaaserver', 'Zoho Accounts'],
	['zohoprofile', 'Zoho Accounts'],
	['profile', 'Zoho Accounts'],
	['sdpondemand', 'ServiceDesk Plus Cloud'],
	['desktopcentralcloud', 'Endpoint Central Cloud'],
	['patchmanagerpluscloud', 'Patch Manager Plus Cloud'],
]);

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
		services.has(service) &&
		Object.hasOwn(operations, parts.at(-1) ?? '')
	);
};

/** A scope in words, for the consent page: "Read contacts in Zoho Books". */
export const describeScope = (scope: string): string => {
	const whole = wholeScopes[scope.toLowerCase()];
	if (whole !== undefined) return whole;
	const parts = partsOf(scope);
	const service = services.get(parts[0] ?? '') ?? parts[0] ?? '';
	const [first, ...rest] = parts.slice(1, -1);
	if (first === 'fullaccess') return `Do everything in ${service}`;
	const operation = operations[parts.at(-1) ?? ''] ?? 'Use';
	// "modules.leads" are the leads, "modules" alone is every module.
	const groups = first === 'modules' && rest.length > 0 ? rest : [first, ...rest];
	return `${operation} ${groups.join(' ').replaceAll(/[_-]/gu, ' ')} in ${service}`;
};
