import assert from 'node:assert/strict';
import {after} from 'node:test';
import {type PracticeOptions, type PracticeZoho, startPractice} from '../../source/practice/index.js';
import type {DataCenter} from '../../source/zoho/data-center.js';
import {callback} from './world-for-tests.js';

/** A practice Zoho on free ports whose clock the test moves; ends with the test file. */
export const startTestPractice = async (options: PracticeOptions = {}) => {
	let time = Date.UTC(2026, 10, 24);
	const practice = await startPractice({ports: [0], now: () => time, ...options});
	after(() => practice.close());
	return {practice, pass: (milliseconds: number) => (time += milliseconds)};
};

export const at = (practice: PracticeZoho, id: string): DataCenter => {
	const found = practice.dataCenters.find(dataCenter => dataCenter.id === id);
	assert.ok(found);
	return found;
};

export const defaultRequest = {
	response_type: 'code',
	redirect_uri: callback,
	scope: 'ZohoBooks.contacts.READ,ZohoBooks.settings.READ,AaaServer.profile.READ',
	access_type: 'offline',
	prompt: 'consent',
	state: 'a state & more',
} as const;

const hiddenValue = (page: string, name: string): string => {
	const value = new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(page)?.[1];
	assert.ok(value !== undefined, `no field ${name}`);
	return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
};

/** A person with a browser without scripts: cookies, forms, redirects one at a time. */
export const visitor = () => {
	const cookies = new Map<string, string>();
	const go = async (url: string, form?: Record<string, string> | URLSearchParams) => {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(url, {
			redirect: 'manual',
			headers: {cookie},
			...(form && {method: 'POST', body: new URLSearchParams(form)}),
		});
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
			cookies.set(name, value);
		}
		const location = response.headers.get('location');
		return {
			status: response.status,
			text: await response.text(),
			location: location === null ? undefined : new URL(location, url).href,
		};
	};
	/** Follows redirects within the practice Zoho; stops at the callback. */
	const follow = async (url: string, form?: Record<string, string>) => {
		let address = url;
		let answer = await go(url, form);
		while (answer.location !== undefined && !answer.location.startsWith(callback)) {
			address = answer.location;
			answer = await go(address);
		}
		return {...answer, address};
	};
	const signIn = (accounts: string, person: string, endpoint: string, query: string) =>
		follow(`${accounts}/practice/sign-in`, {endpoint, query, person});
	/** Opens an authorization request, signs in where asked, and decides; returns the callback's query. */
	const decide = async (
		accounts: string,
		person: string,
		request: Record<string, string>,
		decision = 'accept',
		extra: Record<string, string> = {},
	) => {
		const query = new URLSearchParams(request).toString();
		const shown = await signIn(accounts, person, '/oauth/v2/auth', query);
		const done =
			shown.location === undefined
				? await go(`${new URL(shown.address).origin}/practice/decision`, {
						endpoint: hiddenValue(shown.text, 'endpoint'),
						query: hiddenValue(shown.text, 'query'),
						person,
						decision,
						...extra,
					})
				: shown;
		const {location = ''} = done;
		assert.ok(location.startsWith(callback), done.text);
		return new URL(location).searchParams;
	};
	return {go, follow, signIn, decide};
};

const readCredentials = async (address: string) => {
	const {text} = await visitor().go(address);
	const value = (id: string) => new RegExp(`data-testid="${id}">([^<]+)<`, 'u').exec(text)?.[1] ?? '';
	return {client_id: value('client-id'), client_secret: value('client-secret'), page: address};
};

/** Makes the Self Client of a console. */
export const registerSelfClient = async (console: string) => {
	const {location} = await visitor().go(`${console}/clients/new/self-client`, {});
	assert.ok(location);
	return readCredentials(location);
};

/** A client for devices. */
export const registerDevice = async (console: string) => {
	const form = {name: 'Harbor', homepage: 'https://example.com', action: 'create'};
	const created = await visitor().go(`${console}/clients/new/non-browser`, form);
	assert.ok(created.location, created.text);
	return readCredentials(created.location);
};

/** Fills in *Generate Code*, and chooses the first organization where it asks. */
export const generateCode = async (page: string, scope: string, minutes = '3') => {
	const {text} = await visitor().go(`${page}/generate`, {
		scope,
		minutes,
		description: 'A test',
		organization: '700100001',
	});
	const code = /data-testid="generated-code">([^<]+)</u.exec(text)?.[1];
	assert.ok(code, text);
	return code;
};

/** A person opens the address that a device shows, signs in and decides. */
export const decideDevice = async (address: string, person: string, decision = 'accept') => {
	const {signIn, go} = visitor();
	const {origin, search} = new URL(address);
	const shown = await signIn(origin, person, '/oauth/v3/device', search.slice(1));
	return go(`${new URL(shown.address).origin}/practice/device-decision`, {
		query: hiddenValue(shown.text, 'query'),
		person,
		decision,
	});
};

/** Registers a client through the console's form. */
export const register = async (console: string, uris: readonly string[] = [callback]) => {
	const {go} = visitor();
	const form = new URLSearchParams({name: 'Harbor', homepage: 'https://example.com', action: 'create'});
	for (const uri of uris) form.append('redirect-uri', uri);
	const created = await go(`${console}/clients/new/server-based`, form);
	assert.ok(created.location, created.text);
	return readCredentials(created.location);
};

export const enable = async (page: string, dataCenters: readonly string[], sameCredentials: boolean) => {
	const form = new URLSearchParams(dataCenters.map((id): [string, string] => ['data-center', id]));
	if (sameCredentials) form.set('same-credentials', 'on');
	assert.equal((await visitor().go(`${page}/settings`, form)).status, 303);
};

export const postForm = async (
	url: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
) => {
	const response = await fetch(url, {method: 'POST', body: new URLSearchParams(fields), headers});
	const text = await response.text();
	const body: unknown = response.headers.get('content-type')?.startsWith('application/json')
		? JSON.parse(text)
		: undefined;
	return {status: response.status, headers: response.headers, text, body};
};

export const setFaults = async (practice: PracticeZoho, faults: Record<string, unknown>) => {
	const response = await fetch(`${at(practice, 'us').accounts}/practice/control/faults`, {
		method: 'POST',
		body: JSON.stringify(faults),
	});
	assert.equal(response.status, 200, await response.text());
};
