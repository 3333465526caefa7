import type {ClientType} from '../zoho/flows/client-type.js';
import {practiceDataCenters} from './people.js';
import type {Client} from './state.js';
import {endTokens} from './tokens.js';
import {newClientId, newSecret, type Site, type World} from './world.js';

export type ClientForm = {
	readonly name: string;
	readonly homepage: string;
	readonly redirectUris: readonly string[];
};

export type FormProblem = {
	readonly field: 'name' | 'homepage' | 'redirect-uri';
	/** Which row of the redirect URIs, from 0. */
	readonly row: number;
	readonly message: string;
	readonly hint: string;
};

const webUrl = (text: string): URL | undefined => {
	const url = /^https?:\/\//iu.test(text) && URL.canParse(text) ? new URL(text) : undefined;
	return url !== undefined && url.hostname !== '' ? url : undefined;
};

const redirectHint = (text: string): string | undefined => {
	const url = webUrl(text);
	if (url === undefined) return 'It begins with http:// or https://.';
	if (/[^!-~]/u.test(text)) return 'Write it in plain ASCII without spaces, percent-encoded where needed.';
	if (text.includes('#')) return 'It must not contain a # part.';
	// Reported for fresh clients: the address is refused where the name is accepted (rclone issue 6163).
	if (/^127\.|^\[/u.test(url.hostname)) return 'Write localhost instead of the address.';
	return undefined;
};

const problem = (field: FormProblem['field'], row: number, what: string, hint: string): FormProblem => ({
	field,
	row,
	message: `Enter a valid ${what}`,
	hint,
});

/** Trims every value and drops empty and repeated rows, as the form does before it is checked. */
export const tidyForm = (form: ClientForm): ClientForm => {
	const uris = [...new Set(form.redirectUris.map(uri => uri.trim()))].filter(uri => uri !== '');
	return {
		name: form.name.trim(),
		homepage: form.homepage.trim(),
		redirectUris: uris.length === 0 ? [''] : uris,
	};
};

/**
 * Checks the console's form by Zoho's rules and in Zoho's words (help.zoho.com, Kaizen #4).
 *
 * @param form as {@link tidyForm} returns it
 * @param type only a server-based client is called back, so only its form asks where
 * @returns every problem, none when the client may be created
 */
export const checkForm = (
	{name, homepage, redirectUris}: ClientForm,
	type: ClientType,
): readonly FormProblem[] => {
	const nameHint = 'Letters, digits and spaces; of the special characters only _ and & are allowed.';
	const homepageHint = 'It begins with http:// or https:// and is required, for command-line programs too.';
	return [
		...(/^[\p{L}\p{M}\p{N}_& ]{1,100}$/u.test(name) ? [] : [problem('name', 0, 'client name', nameHint)]),
		...(webUrl(homepage) ? [] : [problem('homepage', 0, 'homepage URL', homepageHint)]),
		...(type === 'server-based' ? redirectUris : []).flatMap((uri, row) => {
			const hint = redirectHint(uri);
			return hint === undefined ? [] : [problem('redirect-uri', row, 'redirect URI', hint)];
		}),
	];
};

/** Registers a client. Only its home data center is on; every other one has to be switched on. */
export const registerClient = (
	world: World,
	form: ClientForm,
	home: string,
	type: ClientType = 'server-based',
): Client => {
	const client: Client = {
		id: newClientId(world, type === 'non-browser' ? '1004' : '1000'),
		type,
		name: form.name,
		homepage: form.homepage,
		redirectUris: type === 'server-based' ? [...form.redirectUris] : [],
		home,
		sameCredentials: false,
		dataCenters: Object.fromEntries(
			practiceDataCenters.map(({id}) => [id, {isEnabled: id === home, secret: newSecret(world)}]),
		),
		createdAt: world.now(),
	};
	world.state.clients.push(client);
	return client;
};

export const findClient = (world: World, id: string | undefined): Client | undefined =>
	world.state.clients.find(client => client.id === id);

/** The console gives an account one Self Client at most. */
export const selfClientOf = ({world, dataCenter}: Site): Client | undefined =>
	world.state.clients.find(client => client.type === 'self-client' && client.home === dataCenter);

export const editClient = (client: Client, form: ClientForm): void => {
	client.name = form.name;
	client.homepage = form.homepage;
	if (client.type === 'server-based') client.redirectUris = [...form.redirectUris];
};

/** The Settings tab: which data centers are on, and whether they share the home data center's secret. */
export const changeSettings = (
	client: Client,
	settings: {readonly sameCredentials: boolean; readonly enabled: readonly string[]},
): void => {
	client.sameCredentials = settings.sameCredentials;
	for (const [id, entry] of Object.entries(client.dataCenters))
		entry.isEnabled = id === client.home || settings.enabled.includes(id);
};

export const isEnabledIn = (client: Client, dataCenter: string): boolean =>
	client.dataCenters[dataCenter]?.isEnabled === true;

/**
 * The secret that is valid at a data center: its own, unless the client uses the same credentials everywhere.
 * See zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html.
 */
export const secretAt = (client: Client, dataCenter: string): string | undefined =>
	client.dataCenters[client.sameCredentials ? client.home : dataCenter]?.secret;

/** Deletes a client; its tokens and the consents given to it end with it. */
export const deleteClient = (world: World, client: Client): void => {
	endTokens(world, {clientId: client.id}, 'forgets');
	world.state.clients = world.state.clients.filter(other => other !== client);
};
