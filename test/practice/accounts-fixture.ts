import * as z from 'zod/mini';
import {at, defaultRequest, postForm, register, startTestPractice, visitor} from './visitor.js';
import {callback} from './world-for-tests.js';

export const tokenSchema = z.object({
	access_token: z.string(),
	refresh_token: z.optional(z.string()),
	scope: z.string(),
});

/** A practice Zoho, what a client does with it, and `startOver`, which gives each test a fresh one: for `beforeEach` of a suite. */
export const startAccounts = async () => {
	const {practice, pass} = await startTestPractice();
	const us = at(practice, 'us');
	const eu = at(practice, 'eu');
	let client = {client_id: '', client_secret: '', page: ''};
	const startOver = async () => {
		await fetch(`${us.accounts}/practice/control/reset`, {method: 'POST'});
		client = await register(us.console);
	};
	const credentials = () => ({client_id: client.client_id, client_secret: client.client_secret});
	const basic = () => `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`;
	const request = (changes: Record<string, string> = {}) => ({
		...defaultRequest,
		client_id: client.client_id,
		...changes,
	});
	const exchange = (code: string | null, accounts = us.accounts, changes: Record<string, string> = {}) =>
		postForm(`${accounts}/oauth/v2/token`, {
			...credentials(),
			grant_type: 'authorization_code',
			redirect_uri: callback,
			code: code ?? '',
			...changes,
		});
	const connect = async () => {
		const query = await visitor().decide(us.accounts, 'noah', request());
		return tokenSchema.parse((await exchange(query.get('code'))).body);
	};
	const refresh = (token: string | undefined, headers: Record<string, string> = {}) =>
		postForm(
			`${us.accounts}/oauth/v2/token`,
			{...credentials(), grant_type: 'refresh_token', refresh_token: token ?? ''},
			headers,
		);
	const userInfo = (token: string, origin = us.accounts) =>
		fetch(`${origin}/oauth/user/info`, {headers: {authorization: `Zoho-oauthtoken ${token}`}});
	const consolePage = () => client.page;
	return {
		practice,
		startOver,
		pass,
		us,
		eu,
		credentials,
		basic,
		request,
		exchange,
		connect,
		refresh,
		userInfo,
		consolePage,
	};
};
