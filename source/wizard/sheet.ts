import type {ConnectionWithService} from '../connection/file/format.js';
import {consoleForm, sigmaCallbackUrls} from '../zoho/client.js';
import {type DataCenter, findDataCenter} from '../zoho/data-center.js';
import {type ExampleHost, exampleCall, exampleCode} from '../zoho/extensions/example.js';
import {type Manifest, manifestFor} from '../zoho/extensions/manifest.js';
import {originOf} from '../zoho/products/hosts.js';
import type {ManifestKey, Product} from '../zoho/products/product.js';
import {findProduct} from '../zoho/products/table.js';
import {type AnswerKey, storedSecretText} from './answers.js';
import {callbackUris} from './consent/callback-uris.js';
import {targetOf} from './edit/target.js';
import type {WizardContext} from './field.js';
import {fieldOf} from './steps/index.js';

/** One value of a form: what it is called there, and what belongs into it. */
export type SheetValue = {
	readonly key: string;
	/** The form's own label. */
	readonly label: string;
	readonly value: string;
	/** False for what is chosen by a click, and for a secret that is not shown. */
	readonly copyable: boolean;
};

export type SheetRedirects = {
	readonly dataCenter: string;
	readonly name: string;
	/** Empty where none is known: Sigma's connection page shows it then. */
	readonly urls: readonly string[];
};

/** Everything that Sigma wants of a connection, to be copied there value by value. */
export type Sheet = {
	/** Whether the client is registered in Zoho's API Console; any other server has a form of its own. */
	readonly isZoho: boolean;
	/** The API Console's form of the client; of any other server what has to be registered there. */
	readonly client: readonly SheetValue[];
	/** Sigma's own redirect URLs, by data center that the client is enabled for. */
	readonly redirectUrls: readonly SheetRedirects[];
	/** "Create New Service", then "Connection Name", in Sigma's order. */
	readonly form: readonly SheetValue[];
	/** The product of the extension that the manifest and the call are for. */
	readonly extension: {
		readonly id: string;
		readonly name: string;
		/** Null where it is not known. */
		readonly manifestKey: ManifestKey | null;
	};
	/** What goes into an extension's plugin-manifest.json; null where that names no connections, or is not known. */
	readonly manifest: Manifest | null;
	/** A call through the connection that its scopes allow; null where none is known. */
	readonly request: string | null;
	/** Why there is no call; `''` where there is one. */
	readonly requestReason: string;
};

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
): readonly SheetValue[] => {
	const file = {
		format: 1,
		services: {[service.linkName]: service},
		connections: {[connection.linkName]: connection},
		drafts: {},
	} as const;
	const target = targetOf(file, connection.linkName, 'everything', '');
	if (!target) throw new Error('A connection that can be read has a service.');
	return formKeys.map(key => {
		const {label, kind, display} = fieldOf(key);
		const value = target.saved[key];
		if (key === 'clientSecret') {
			return {
				key,
				label,
				value: clientSecret ?? storedSecretText,
				copyable: clientSecret !== undefined,
			};
		}
		// The screen shortens a long list; a form wants all of it.
		const text = typeof value === 'string' ? display(value, target.saved, context) : value.join(',');
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
): Pick<Sheet, 'request' | 'requestReason'> => {
	const without = (requestReason: string) => ({request: null, requestReason});
	const {dataCenter: id, apiDomain, linkName} = connection;
	if (id === null) return without("The server is not Zoho's; its calls are not known here.");
	const call = exampleCall(connection.scopesGranted ?? connection.scopesRequested, extension);
	if (!call) return without('The scopes allow no harmless call that is known here.');
	const hosts = hostsOf(call.product, call.path, centers, {id, apiDomain});
	if (hosts.length === 0) return without(`No host of ${call.product.name} is known in this data center.`);
	return {request: exampleCode({extension, call, hosts, linkName}), requestReason: ''};
};

/**
 * The sheet of a saved connection.
 *
 * @param options.clientSecret opened; left out, "as saved" stands in its place
 * @param options.extension the product of the extension; left out, Zoho Books, whose guide describes custom connections
 */
export const makeSheet = (
	one: ConnectionWithService,
	options: {
		readonly dataCenters: readonly DataCenter[];
		readonly ports: readonly number[];
		readonly clientSecret?: string | undefined;
		readonly extension?: Product | undefined;
	},
): Sheet => {
	const {connection, service} = one;
	const {dataCenters, ports} = options;
	const context = {
		dataCenters,
		ports,
		services: [],
		connectionLinkNames: [],
		openBrowser: false,
		secrets: 'plain',
	} as const;
	const enabled = [
		...new Set([...(service.dataCenter === null ? [] : [service.dataCenter]), ...service.enabledDataCenters]),
	];
	const redirectUrls = enabled.map(id => ({
		dataCenter: id,
		name: findDataCenter(dataCenters, id)?.name ?? id,
		urls: sigmaCallbackUrls(id),
	}));
	const {linkName, name} = connection;
	const form = consoleForm({
		clientName: service.name,
		redirectUris: [...callbackUris(ports), ...redirectUrls.flatMap(({urls}) => urls)],
	});
	const isZoho = connection.dataCenter !== null;
	const extension = options.extension ?? findProduct('books');
	if (!extension) throw new Error('The table of products has Zoho Books.');
	const centers = [
		...new Set([...(connection.dataCenter === null ? [] : [connection.dataCenter]), ...enabled]),
	];
	const manifest = manifestFor(extension, {
		linkName,
		name,
		serviceLinkName: service.linkName,
		scopes: service.scopes,
	});
	return {
		isZoho,
		client: isZoho ? form : form.filter(({key}) => key.startsWith('redirect-uri')),
		redirectUrls,
		form: formOf(one, context, options.clientSecret),
		extension: {id: extension.id, name: extension.name, manifestKey: extension.manifest.value ?? null},
		manifest: manifest ?? null,
		...requestOf(
			one,
			extension,
			centers.flatMap(id => findDataCenter(dataCenters, id) ?? []),
		),
	};
};
