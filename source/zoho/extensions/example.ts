import {type Operation, operationsOf} from '../operations/table.js';
import {chooseProbes} from '../products/probes.js';
import type {Product} from '../products/product.js';
import {productsOf} from '../products/route.js';
import {isCovered} from '../scopes/scope.js';

/** A harmless call that the granted scopes allow. */
export type ExampleCall = {readonly product: Product; readonly path: string};

const isAllowed = ({scopes}: Operation, granted: readonly string[]): boolean =>
	scopes.some(together => together.every(scope => isCovered(scope, granted)));

/** A list that needs no id; the shortest path is the plainest. */
const listOf = (product: Product, granted: readonly string[]): ExampleCall | undefined => {
	const [first] = operationsOf(product.id)
		.filter(({method, path}) => method === 'GET' && !path.includes('{'))
		.filter(operation => isAllowed(operation, granted))
		.toSorted((one, other) => one.path.length - other.path.length);
	return first && {product, path: first.path};
};

/**
 * A call that reads, changes nothing and is allowed by these scopes: the product's harmless one, else one of its lists.
 * Undefined where none is known. @param preferred the product of the extension
 */
export const exampleCall = (
	granted: readonly string[],
	preferred: Product | undefined,
): ExampleCall | undefined => {
	const probes = chooseProbes(granted).map((product): ExampleCall => ({product, path: product.probe.path}));
	const named = productsOf(granted);
	const lists = (some: readonly Product[]): readonly ExampleCall[] =>
		some.flatMap(product => listOf(product, granted) ?? []);
	const own = named.filter(({id}) => id === preferred?.id);
	return (
		probes.find(({product}) => product.id === preferred?.id) ?? lists(own)[0] ?? probes[0] ?? lists(named)[0]
	);
};

export type ExampleHost = {readonly dataCenter: string; readonly host: string};

type CodeInput = {
	readonly extension: Product;
	readonly call: ExampleCall;
	/** The first is that of the connection. */
	readonly hosts: readonly ExampleHost[];
	readonly linkName: string;
};

const quoted = (text: string): string => JSON.stringify(text);

const partsOf = (path: string) => {
	const url = new URL(path, 'https://localhost');
	return {path: url.pathname, query: [...url.searchParams].map(([key, value]) => ({key, value}))};
};

/** More than one data center: the host stands apart, with those that it can be. */
const hostLines = (hosts: readonly ExampleHost[]): readonly string[] =>
	hosts.length < 2
		? []
		: [
				`// By data center: ${hosts.map(({dataCenter, host}) => `${dataCenter} ${host}`).join(', ')}`,
				`const host = ${quoted(hosts[0]?.host ?? '')};`,
			];

/** A practice Zoho has no certificate. */
const schemeOf = ([first]: readonly ExampleHost[]): string =>
	/(?:^|\.)localhost(?::|$)/.test(first?.host ?? '') ? 'http' : 'https';

const urlCode = (hosts: readonly ExampleHost[], path: string): string =>
	hosts.length < 2
		? quoted(`${schemeOf(hosts)}://${hosts[0]?.host}${path}`)
		: `\`${schemeOf(hosts)}://\${host}${path}\``;

/** https://www.zoho.com/finance/developer/widget-sdk-documentation/ */
const financeCode = ({call, hosts, linkName}: CodeInput): readonly string[] => {
	const {path, query} = partsOf(call.path);
	return [
		...hostLines(hosts),
		'const response = await ZFAPPS.request({',
		`  url: ${urlCode(hosts, path)},`,
		"  method: 'GET',",
		...(query.length > 0 ? [`  url_query: ${JSON.stringify(query)},`] : []),
		`  connection_link_name: ${quoted(linkName)},`,
		'});',
		'const {status_code, body} = response.data;',
		'const answer = JSON.parse(body);',
	];
};

const crmCode = ({call, hosts, linkName}: CodeInput): readonly string[] => [
	...hostLines(hosts),
	`const response = await ZOHO.CRM.CONNECTION.invoke(${quoted(linkName)}, {`,
	`  url: ${urlCode(hosts, call.path)},`,
	"  method: 'GET',",
	'  param_type: 1,',
	'});',
	'const answer = response.details.statusMessage;',
];

const deskCode = ({call, hosts, linkName}: CodeInput): readonly string[] => [
	...hostLines(hosts),
	'const response = await ZOHODESK.request({',
	`  url: ${urlCode(hosts, call.path)},`,
	"  type: 'GET',",
	`  connectionLinkName: ${quoted(linkName)},`,
	'});',
	'const answer = JSON.parse(response);',
];

/** Deluge, which every product has: https://www.zoho.com/deluge/help/webhook/invokeurl-api-task.html */
const delugeCode = ({call, hosts, linkName}: CodeInput): readonly string[] => [
	...(hosts.length < 2
		? []
		: [`// By data center: ${hosts.map(({dataCenter, host}) => `${dataCenter} ${host}`).join(', ')}`]),
	'answer = invokeurl',
	'[',
	`  url: ${urlCode(hosts.slice(0, 1), call.path)}`,
	'  type: GET',
	`  connection: ${quoted(linkName)}`,
	'];',
];

/** The call as the extension's product has its programs make it: its widget SDK, or Deluge where none is known. */
export const exampleCode = (input: CodeInput): string => {
	const {id, manifest} = input.extension;
	if (manifest.value === 'usedConnections') return financeCode(input).join('\n');
	if (id === 'crm' || id === 'fsm') return crmCode(input).join('\n');
	return (id === 'desk' ? deskCode(input) : delugeCode(input)).join('\n');
};
