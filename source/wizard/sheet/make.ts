import type {ConnectionWithService} from '../../connection/file/format.js';
import {isZohos} from '../../connection/whose.js';
import {consoleForm} from '../../zoho/client.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {type ExampleHost, exampleCall, exampleCode} from '../../zoho/extensions/example.js';
import {type Manifest, manifestFor} from '../../zoho/extensions/manifest.js';
import {originOf} from '../../zoho/products/hosts.js';
import type {Product} from '../../zoho/products/product.js';
import {findProduct} from '../../zoho/products/table.js';
import {entranceOf} from '../../zoho/sigma/entrances.js';
import {sigmaLinkName} from '../../zoho/sigma/link-name.js';
import {sigmaAddress, sigmaCallbackUrls} from '../../zoho/sigma/places.js';
import {type AnswerKey, storedSecretText} from '../answers.js';
import {callbackUris} from '../consent/callback-uris.js';
import {serviceAnswers} from '../edit/target.js';
import type {WizardContext} from '../field.js';
import {fieldOf} from '../steps/index.js';
import {lintsOf} from './lints.js';
import {type FormValue, stepsOf} from './steps.js';

/** Sigma's form, top to bottom. Source: "Custom Connections" of the Zoho Books extension guide. */
const formKeys = [
	'serviceName',
	'authenticationType',
	'parameterType',
	'grantType',
	'clientId',
	'clientSecret',
	'authorizeUrl',
	'accessTokenUrl',
	'refreshTokenUrl',
	'scopes',
	'scopeDelimiter',
	'connectionName',
] as const satisfies readonly AnswerKey[];

const formOf = (
	{connection, service}: ConnectionWithService,
	context: WizardContext,
	clientSecret: string | undefined,
): readonly FormValue[] => {
	const {name: connectionName, linkName} = connection;
	const saved = {...serviceAnswers(service), connectionName, linkName, keptIn: ''};
	return formKeys.map(key => {
		const {label, kind, display} = fieldOf(key);
		const value = saved[key];
		if (key === 'clientSecret') {
			return {
				key,
				label,
				value: clientSecret ?? storedSecretText,
				copyable: clientSecret !== undefined,
			};
		}
		// The screen shortens a long list; a form wants all of it.
		const text = typeof value === 'string' ? display(value, saved, context) : value.join(',');
		return {key, label, value: text, copyable: kind !== 'choice'};
	});
};

/** The call's host in each data center of the client, that of the connection first. */
const hostsOf = (
	product: Product,
	path: string,
	centers: readonly DataCenter[],
	own: {readonly id: string | null; readonly apiDomain: string | null},
): readonly ExampleHost[] =>
	centers.flatMap(center => {
		const apiDomain = center.id === own.id ? (own.apiDomain ?? undefined) : undefined;
		const found = originOf(product, center, apiDomain, path);
		return found ? [{dataCenter: center.name, host: new URL(found.origin).host}] : [];
	});

/** A call that the granted scopes allow, as the extension's product makes it, or why there is none. */
const requestOf = (
	{connection}: ConnectionWithService,
	extension: Product,
	centers: readonly DataCenter[],
	linkName: string,
): {readonly request: string | null; readonly requestReason: string} => {
	const without = (requestReason: string) => ({request: null, requestReason});
	const {dataCenter: id, apiDomain} = connection;
	if (id === null) return without("The server is not Zoho's; its calls are not known here.");
	const call = exampleCall(connection.scopesGranted ?? connection.scopesRequested, extension);
	if (!call) return without('The scopes allow no harmless call that is known here.');
	const hosts = hostsOf(call.product, call.path, centers, {id, apiDomain});
	if (hosts.length === 0) return without(`No host of ${call.product.name} is known in this data center.`);
	return {request: exampleCode({extension, call, hosts, linkName}), requestReason: ''};
};

/** What stands where only Sigma's form tells the link name. */
const unknownLinkName = 'CONNECTION_LINK_NAME';

/** As it is pasted into the object of the file, without braces of its own; `''` where there is none. */
export const snippetOf = (manifest: Manifest | undefined): string =>
	manifest === undefined
		? ''
		: JSON.stringify(manifest, undefined, 2)
				.split('\n')
				.slice(1, -1)
				.map(line => line.slice(2))
				.join('\n');

export type SheetOptions = {
	readonly dataCenters: readonly DataCenter[];
	readonly ports: readonly number[];
	readonly clientSecret?: string | undefined;
	readonly extension?: Product | undefined;
};

const contextOf = ({dataCenters, ports}: SheetOptions): WizardContext => ({
	dataCenters,
	ports,
	services: [],
	connectionLinkNames: [],
	openBrowser: false,
	secrets: 'plain',
});

/** Data centers that the client can be used in, its own first. */
const enabledIn = ({dataCenter, enabledDataCenters}: ConnectionWithService['service']): readonly string[] => [
	...new Set([...(dataCenter === null ? [] : [dataCenter]), ...enabledDataCenters]),
];

const redirectsOf = (service: ConnectionWithService['service'], dataCenters: readonly DataCenter[]) =>
	enabledIn(service).map(id => {
		const center = findDataCenter(dataCenters, id);
		return {
			dataCenter: id,
			name: center?.name ?? id,
			/** Empty where none is known: Sigma's connection page shows it then. */
			urls: service.dataCenter === null ? [] : sigmaCallbackUrls(center ?? {id}),
		};
	});

/**
 * The sheet of a saved connection: everything that Sigma wants of it, to be copied there value by value.
 *
 * @param options.clientSecret opened; left out, "as saved" stands in its place
 * @param options.extension the product of the extension; left out, Zoho Books, whose guide describes custom connections
 */
export const makeSheet = (one: ConnectionWithService, options: SheetOptions) => {
	const {connection, service} = one;
	const {dataCenters, ports} = options;
	const enabled = enabledIn(service);
	const redirectUrls = redirectsOf(service, dataCenters);
	const client = consoleForm({
		clientName: service.name,
		redirectUris: [...callbackUris(ports), ...redirectUrls.flatMap(({urls}) => urls)],
	});
	const isZoho = isZohos(connection);
	const extension = options.extension ?? findProduct('books');
	if (!extension) throw new Error('The table of products has Zoho Books.');
	const linkName = sigmaLinkName(connection.name);
	const placeholder = linkName ?? unknownLinkName;
	const manifest = manifestFor(extension, {
		linkName: placeholder,
		name: connection.name,
		serviceLinkName: sigmaLinkName(service.name) ?? unknownLinkName,
		scopes: service.scopes,
	});
	const ownFirst = new Set([...(connection.dataCenter === null ? [] : [connection.dataCenter]), ...enabled]);
	const centers = [...ownFirst].flatMap(id => findDataCenter(dataCenters, id) ?? []);
	const form = formOf(one, contextOf(options), options.clientSecret);
	const entrance = entranceOf(extension);
	// The developer's own account is where the client was registered.
	const home = findDataCenter(dataCenters, service.dataCenter ?? undefined);
	return {
		/** Whether the client is registered in Zoho's API Console; any other server has a form of its own. */
		isZoho,
		/** The API Console's form of the client; of any other server what has to be registered there. */
		client: isZoho ? client : client.filter(({key}) => key.startsWith('redirect-uri')),
		/** Sigma's own redirect URLs, by data center that the client is enabled for. */
		redirectUrls,
		/** "Create New Service", then "Connection Name", in Sigma's order. */
		form,
		/** The product of the extension that the manifest and the call are for. The key is null where it is not known. */
		extension: {id: extension.id, name: extension.name, manifestKey: extension.manifest.value ?? null},
		/** What goes into an extension's plugin-manifest.json; null where that names no connections, or is not known. */
		manifest: manifest ?? null,
		/** A call through the connection that its scopes allow; null where none is known, and then why; `''` where there is one. */
		...requestOf(one, extension, centers, placeholder),
		/** The name that is typed in Sigma, and the link name that Sigma will make of it; null where only its form can tell. */
		connection: {name: connection.name, sigmaLinkName: linkName ?? null},
		/** Where Sigma is opened. */
		sigma: sigmaAddress(home),
		/** The console of the client; null where it is not Zoho's. */
		console: home?.console ?? null,
		entrance,
		/** The whole way, step by step. */
		steps: stepsOf({redirectUrls, entrance, form, manifest: snippetOf(manifest)}),
		lints: lintsOf({...one, dataCenters, enabled, extension}),
	};
};

export type Sheet = ReturnType<typeof makeSheet>;
