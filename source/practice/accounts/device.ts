import {type Context, Hono} from 'hono';
import {findClient, isEnabledIn} from '../clients.js';
import {decideDevice, findWaiting, pollDevice, requestDevice} from '../devices.js';
import {showPage} from '../frames.js';
import {badRequest, type Parameters, readParameters, zohoJson} from '../http.js';
import {deviceDoneBody, enterCodeBody} from '../pages/device.js';
import {isKnownScope, splitScopes} from '../scopes.js';
import type {Device} from '../state.js';
import {refused, type TokenReply} from '../tokens.js';
import {countUp, dataCenterOf, type Site} from '../world.js';
import {regionalRestriction, showConsent, showSignIn} from './authorize.js';
import {readDecision, signedInPerson} from './sessions.js';
import {authenticate} from './token.js';
import {sendReply} from './token-reply.js';

const endpoint = '/oauth/v3/device';

const codeReply = ({world, dataCenter}: Site, device: Device): object => {
	const address = `${dataCenterOf(world, dataCenter).accounts}${endpoint}`;
	const unit = world.state.faults['device-seconds'] ? 1 : 1000;
	return {
		user_code: device.userCode,
		device_code: device.deviceCode,
		verification_url: address,
		verification_uri_complete: `${address}?code=${device.userCode}`,
		interval: world.state.faults['device-interval-seconds'] * unit,
		expires_in: world.state.faults['device-code-ttl-seconds'] * unit,
	};
};

const askForCode = async (c: Context): Promise<Response> => {
	const {world, dataCenter} = c.var;
	const parameters = await readParameters(c);
	if (parameters.get('grant_type') !== 'device_request') return badRequest(c);
	const client = findClient(world, parameters.get('client_id'));
	// Only where the client was registered, and only for the client type that has no browser.
	if (client?.type !== 'non-browser' || client.home !== dataCenter)
		return zohoJson(c, {error: 'invalid_client'});
	const scopes = splitScopes(parameters.get('scope') ?? '');
	if (scopes.length === 0 || !scopes.every(isKnownScope)) return zohoJson(c, {error: 'invalid_scope'});
	const isOffline = parameters.get('access_type') === 'offline';
	return zohoJson(c, codeReply(c.var, requestDevice(world, client, {scopes, isOffline})));
};

const decidePoll = (site: Site, parameters: Parameters): TokenReply => {
	if (parameters.get('grant_type') !== 'device_token') return {kind: 'bad-request'};
	const client = authenticate(site, parameters.get('client_id'), parameters.get('client_secret'));
	if (typeof client === 'string') return refused(client);
	const {world, dataCenter} = site;
	return pollDevice(world, {client, dataCenter, deviceCode: parameters.get('code')});
};

const poll = async (c: Context): Promise<Response> => {
	const reply = decidePoll(c.var, await readParameters(c));
	countUp(c.var.world.tokenRequests, `device_token ${reply.kind === 'refused' ? reply.error : reply.kind}`);
	return sendReply(c, reply);
};

const enterCode = (c: Context, typed: string) =>
	showPage(c, 'accounts', {title: 'Connect a device', body: enterCodeBody(typed), width: 'narrow'});

/** The page of a device: its code, then a sign-in, then the consent. */
const openDevice = (c: Context): Response | Promise<Response> => {
	const {world, dataCenter} = c.var;
	const typed = c.req.query('code') ?? '';
	const device = findWaiting(world, typed);
	const client = device && findClient(world, device.clientId);
	if (device === undefined || client === undefined) return enterCode(c, typed);
	const pending = {endpoint, query: new URLSearchParams({code: device.userCode}).toString()};
	const person = signedInPerson(c);
	if (person === undefined) return showSignIn(c, pending);
	if (!isEnabledIn(client, dataCenter) || world.state.faults['region-restricted'])
		throw regionalRestriction(client, dataCenter);
	return showConsent(c, {
		asksFor: 'access',
		clientName: client.name,
		person,
		pending,
		scopes: device.scopes,
		organizations: person.organizations,
		redirectUri: undefined,
		action: '/practice/device-decision',
	});
};

const decide = async (c: Context): Promise<Response> => {
	const {world, dataCenter} = c.var;
	const {pending, decision} = await readDecision(c);
	const query = new URLSearchParams(pending.query);
	const device = findWaiting(world, query.get('code') ?? '');
	if (device === undefined) return enterCode(c, '');
	if (decision === undefined) return c.redirect(`${endpoint}?${query}`, 303);
	const {person, isAccepted, organizationId = person.organizations[0].id} = decision;
	decideDevice(world, device, isAccepted ? {personId: person.id, dataCenter, organizationId} : 'rejected');
	const title = isAccepted ? 'Done' : 'Rejected';
	return showPage(c, 'accounts', {title, body: deviceDoneBody(isAccepted), width: 'narrow'});
};

/**
 * The device flow of one data center: the codes, the page where a person types one, and the polling
 * (zoho.com/accounts/protocol/oauth/devices/initiation-request.html).
 */
export const deviceRoutes = new Hono();
deviceRoutes.post('/oauth/v3/device/code', c => askForCode(c));
deviceRoutes.all('/oauth/v3/device/code', badRequest);
deviceRoutes.post('/oauth/v3/device/token', c => poll(c));
deviceRoutes.all('/oauth/v3/device/token', badRequest);
deviceRoutes.get(endpoint, c => openDevice(c));
deviceRoutes.post('/practice/device-decision', c => decide(c));
