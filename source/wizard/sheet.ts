import type {ConnectionWithService} from '../connection/file/format.js';
import {consoleForm, sigmaCallbackUrls} from '../zoho/client.js';
import {type DataCenter, findDataCenter} from '../zoho/data-center.js';
import {chooseProbes, productUrl} from '../zoho/product.js';
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
	/** What goes into an extension's plugin-manifest.json. */
	readonly manifest: {
		readonly usedConnections: readonly {
			readonly connectionLinkName: string;
			readonly connectionName: string;
		}[];
	};
	/** A call through the connection, for a widget. */
	readonly request: string;
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

/** The harmless call of a product that the scopes allow, in the words of Zoho's widget SDK for the finance products. */
const requestOf = (
	{connection}: ConnectionWithService,
	dataCenter: DataCenter | undefined,
	scopes: readonly string[],
): string => {
	const product = chooseProbes(scopes)[0];
	const apiDomain = connection.apiDomain ?? undefined;
	const address = !dataCenter
		? (apiDomain ?? 'https://api.example.com/')
		: product?.probe
			? productUrl(product, dataCenter, apiDomain, product.probe.path)
			: `${apiDomain ?? dataCenter.api}/books/v3/organizations`;
	const url = new URL(address);
	const query = [...url.searchParams].map(([key, value]) => ({key, value}));
	return [
		'const response = await ZFAPPS.request({',
		`  url: ${JSON.stringify(`${url.origin}${url.pathname}`)},`,
		"  method: 'GET',",
		...(query.length > 0 ? [`  url_query: ${JSON.stringify(query)},`] : []),
		`  connection_link_name: ${JSON.stringify(connection.linkName)},`,
		'});',
		'const {status_code, body} = response.data;',
		'const answer = JSON.parse(body);',
	].join('\n');
};

/**
 * The sheet of a saved connection.
 *
 * @param options.clientSecret opened; left out, "as saved" stands in its place
 */
export const makeSheet = (
	one: ConnectionWithService,
	options: {
		readonly dataCenters: readonly DataCenter[];
		readonly ports: readonly number[];
		readonly clientSecret?: string | undefined;
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
	return {
		isZoho,
		client: isZoho ? form : form.filter(({key}) => key.startsWith('redirect-uri')),
		redirectUrls,
		form: formOf(one, context, options.clientSecret),
		manifest: {usedConnections: [{connectionLinkName: linkName, connectionName: name}]},
		request: requestOf(
			one,
			findDataCenter(dataCenters, connection.dataCenter ?? undefined),
			connection.scopesGranted ?? connection.scopesRequested,
		),
	};
};
