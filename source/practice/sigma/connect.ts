import * as z from 'zod/mini';
import {isLoopback} from '../running.js';
import {dataCenterOf, newId, type Site, type World} from '../world.js';
import {joinedScopes} from './fields.js';
import type {SigmaConnection, SigmaService} from './state.js';

/** Where Zoho sends the browser back to. */
export const callbackOf = (world: World, dataCenter: string): string =>
	`${dataCenterOf(world, dataCenter).sigma}/delugeauth/callback`;

/** Why a service cannot be connected from here: nothing leaves this machine. */
export const whyNotHere = ({fields}: SigmaService): string | undefined => {
	const away = ['authorize-url', 'access-token-url', 'refresh-token-url'].find(
		key => !isLoopback(fields[key] ?? ''),
	);
	return away === undefined
		? undefined
		: `${fields[away]} is not on this machine, and the practice Sigma goes nowhere else. Use the values of a practice connection.`;
};

export type Both = {readonly connection: SigmaConnection; readonly service: SigmaService};

/** Begins a consent; the address that the browser goes to. */
export const beginConnect = ({world, dataCenter}: Site, {connection, service}: Both): string => {
	connection.pending = newId(world);
	const url = new URL(service.fields['authorize-url'] ?? '');
	url.searchParams.set('response_type', 'code');
	url.searchParams.set('client_id', service.fields['client-id'] ?? '');
	url.searchParams.set('scope', joinedScopes(service.fields));
	url.searchParams.set('redirect_uri', callbackOf(world, dataCenter));
	url.searchParams.set('state', connection.pending);
	return url.href;
};

const replySchema = z.object({
	access_token: z.optional(z.string()),
	refresh_token: z.optional(z.string()),
	error: z.optional(z.string()),
});

const exchangeMilliseconds = 10_000;

const askForTokens = async (url: string, form: Readonly<Record<string, string>>) => {
	try {
		const response = await fetch(url, {
			method: 'POST',
			body: new URLSearchParams(form),
			redirect: 'error',
			signal: AbortSignal.timeout(exchangeMilliseconds),
		});
		return replySchema.parse(await response.json());
	} catch {
		return {error: 'no readable answer of the Access token URL'};
	}
};

/**
 * Ends a consent with what the callback brought. The code is exchanged at the Access token URL of the form; whether the real one goes to
 * the data center of the callback instead is not known.
 *
 * @returns undefined once the tokens are with the connection, else a word of Zoho's
 */
export const finishConnect = async (
	{world, dataCenter}: Site,
	{connection, service}: Both,
	query: URLSearchParams,
): Promise<string | undefined> => {
	delete connection.pending;
	const refused = query.get('error');
	if (refused !== null) return refused.slice(0, 60);
	const {fields} = service;
	const reply = await askForTokens(fields['access-token-url'] ?? '', {
		grant_type: 'authorization_code',
		client_id: fields['client-id'] ?? '',
		client_secret: fields['client-secret'] ?? '',
		redirect_uri: callbackOf(world, dataCenter),
		code: query.get('code') ?? '',
	});
	if (reply.access_token === undefined) return reply.error ?? 'no access token';
	connection.tokens = {
		accessToken: reply.access_token,
		refreshToken: reply.refresh_token,
		dataCenter: query.get('location') ?? dataCenter,
	};
	return undefined;
};

/** What the JSON tab of Sample Code shows, to go into an extension's manifest. */
export const jsonOf = (connection: SigmaConnection, service: SigmaService): string =>
	JSON.stringify(
		{
			connectionLinkName: connection.linkName,
			connectionName: connection.name,
			serviceName: service.linkName,
			userAccess: connection.usesLoginUser,
			isUserDefinedService: true,
			scope: (service.fields.scope ?? '').split(',').map(part => part.trim()),
		},
		undefined,
		2,
	);

export const delugeOf = ({linkName}: SigmaConnection): string =>
	[
		'response = invokeurl',
		'[',
		'  url: "https://…"',
		'  type: GET',
		`  connection: "${linkName}"`,
		'];',
	].join('\n');
