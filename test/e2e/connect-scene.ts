import {newPage} from '../helpers/browser.js';
import {callProgram} from '../helpers/called-program.js';
import {callbackPorts} from '../helpers/ports.js';
import {enable, register, visitor} from '../practice/visitor.js';
import {openScene, type PracticePerson, type RegisteredClient, redirectUris, type Scene} from './scene.js';

/** Registers a client in the United States through the console's forms alone. */
const registerByForms = async (scene: Scene): Promise<RegisteredClient> => {
	const client = await register(scene.dataCenter('us').console, redirectUris());
	await enable(client.page, [], true);
	return {id: client.client_id, secret: client.client_secret};
};

/** A scene with a client that is registered in the United States, for tests that need no page of the browser. */
export const openRegistered = async (): Promise<Scene & {readonly client: RegisteredClient}> => {
	const scene = await openScene();
	return {...scene, client: await registerByForms(scene)};
};

export type RegisteredScene = Awaited<ReturnType<typeof openRegistered>>;

/** The same with a page of the browser, where no one is signed in yet. */
export const openConnectScene = async () => {
	const scene = await openRegistered();
	const tab = await newPage();
	return {
		...scene,
		page: tab.page,
		[Symbol.asyncDispose]: async () => {
			await tab[Symbol.asyncDispose]();
			await scene[Symbol.asyncDispose]();
		},
	};
};

export type ConnectScene = Awaited<ReturnType<typeof openConnectScene>>;

/** Follows the local link that a browser was given, as that browser: to the consent page, with the cookie that it gets. */
export const followLink = async (link: string): Promise<{readonly url: string; readonly cookie: string}> => {
	if (!new URL(link).pathname.startsWith('/go/')) return {url: link, cookie: ''};
	const {headers, status} = await fetch(link, {redirect: 'manual'});
	const url = headers.get('location');
	if (url === null) throw new Error(`The link leads nowhere: ${status}`);
	return {url, cookie: headers.get('set-cookie')?.split(';', 1)[0] ?? ''};
};

/**
 * Accepts what the consent page behind a link (or a whole address) asks for, through the forms of Zoho's pages alone, and gives
 * the answer of the callback.
 */
export const acceptAs = async (person: PracticePerson, link: string): Promise<Response> => {
	const {url, cookie} = await followLink(link);
	const {origin, searchParams} = new URL(url);
	const answer = await visitor().decide(origin, person.toLowerCase(), Object.fromEntries(searchParams));
	return fetch(`http://localhost:${callbackPorts[0]}/callback?${answer}`, {headers: {cookie}});
};

/**
 * The same for tests that need a grant, so a callback that is refused is a fault; the tests of connecting itself say yes in the
 * browser, with `consent`.
 */
export const accept = async (url: string, person: PracticePerson = 'Noah'): Promise<void> => {
	const shown = await acceptAs(person, url);
	const page = await shown.text();
	if (!shown.ok) throw new Error(`The callback was refused: ${page}`);
};

/** Makes a connection of Noah's without a terminal and without the browser: `zconn new --no-input`, and {@link accept}. */
export const connect = async (
	scene: Scene & {readonly client?: RegisteredClient},
	options: {
		readonly connectionName?: string;
		readonly serviceName?: string;
		readonly scopes?: string;
	} = {},
): Promise<RegisteredClient> => {
	const {connectionName = 'Bennett Books', serviceName = 'Zoho'} = options;
	const {scopes = 'AaaServer.profile.READ,ZohoBooks.settings.READ'} = options;
	const client = scene.client ?? (await registerByForms(scene));
	const before = scene.opened.openedUrls().length;
	const running = callProgram(
		[
			...['new', '--no-input', '--data-center', 'us', '--client-id', client.id],
			...['--service-name', serviceName, '--connection-name', connectionName, '--scope', scopes],
		],
		{env: {...scene.environment, ZCONN_CLIENT_SECRET: client.secret}},
	);
	const early = running.then(({stderr}) => {
		throw new Error(`Not connected: ${stderr}`);
	});
	await accept(await Promise.race([scene.opened.waitForOpenedUrl(before + 1), early]));
	const ended = await running;
	if (ended.code !== 0) throw new Error(`Not connected: ${ended.stderr}`);
	return client;
};

/** Ends every token at the practice Zoho, as a changed password does. */
export const endTokens = async (scene: Scene): Promise<void> => {
	await fetch(`${scene.dataCenter('us').accounts}/practice/control/end-tokens`, {method: 'POST'});
};
