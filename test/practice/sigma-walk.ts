import assert from 'node:assert/strict';
import type {DataCenter} from '../../source/zoho/data-center.js';
import {visitor} from './visitor.js';

type Client = {readonly client_id: string; readonly client_secret: string};

/** Where the practice Sigma has Zoho send the browser back to. */
export const sigmaCallback = ({sigma}: DataCenter): string => `${sigma}/delugeauth/callback`;

/** The first extension of the practice Sigma, and what can be done there with its forms alone. */
export const sigmaWalk = async (center: DataCenter, product = 'books') => {
	const person = visitor();
	const home = (await person.go(`${center.sigma}`)).text;
	const workspace = /href="(\/sigma\/[0-9a-f]+)"/.exec(home)?.[1];
	const list = (await person.go(`${center.console}${workspace}`)).text;
	const extension = /href="(\/sigma\/[0-9a-f]+\/extensions\/[0-9a-f]+)"/.exec(list)?.[1];
	assert.ok(workspace && extension, list);
	const path =
		product === 'books'
			? `${center.console}${extension}`
			: `${center.console}${workspace}/products/${product}`;
	const postService = (client: Client, changes: Record<string, string> = {}) =>
		person.go(`${path}/services/new`, {
			'service-name': 'Zoho',
			'authentication-type': 'OAuth2',
			'parameter-type': 'Header',
			'grant-type': 'Authorization Code',
			'client-id': client.client_id,
			'client-secret': client.client_secret,
			'authorize-url': `${center.accounts}/oauth/v2/auth?access_type=offline&prompt=consent`,
			'access-token-url': `${center.accounts}/oauth/v2/token`,
			'refresh-token-url': `${center.accounts}/oauth/v2/token`,
			scope: 'ZohoBooks.contacts.READ,ZohoBooks.settings.READ',
			'scope-delimiter': 'Comma',
			...changes,
		});
	const makeService = async (client: Client, changes: Record<string, string> = {}): Promise<string> => {
		const {location, text} = await postService(client, changes);
		assert.ok(location, text);
		return location;
	};
	const makeConnection = async (service: string, name = 'Bennett Books'): Promise<string> => {
		const {location, text} = await person.go(service, {'connection-name': name});
		assert.ok(location, text);
		return location;
	};
	/** Connect: the page at Zoho, or the page of the connection when the consent is given there. */
	const connect = async (connection: string, who = 'noah') => {
		const {location = '', text} = await person.go(`${connection}/connect`, {});
		assert.ok(location, text);
		const query = new URL(location).search.slice(1);
		const shown = await person.signIn(center.accounts, who, '/oauth/v2/auth', query);
		if (!shown.text.includes('value="accept"')) return shown;
		return person.follow(`${center.accounts}/practice/decision`, {
			endpoint: '/oauth/v2/auth',
			query,
			person: who,
			decision: 'accept',
		});
	};
	return {path, go: person.go, postService, makeService, makeConnection, connect};
};
