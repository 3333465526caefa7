import {readDeviceCode, readPoll} from '../../zoho/flows/device.js';
import {ok} from '../../zoho/refusal.js';
import type {FlowRequests} from '../flow-ports.js';
import type {Clock, Http} from '../ports.js';
import {limited} from './limited.js';
import {askForToken, readAnswer} from './token-requests.js';

/** A poll that hangs is over before the next one is due. */
const pollTimeout = 20_000;

const deviceRequests = (http: Http, clock: Clock): Pick<FlowRequests, 'deviceCode' | 'pollDevice'> => ({
	deviceCode: async ({accounts, clientId, scopes}, signal) => {
		const response = await http.send({
			method: 'POST',
			url: `${accounts}/oauth/v3/device/code`,
			form: {
				client_id: clientId,
				grant_type: 'device_request',
				scope: scopes.join(','),
				access_type: 'offline',
				prompt: 'consent',
			},
			isRepeatable: true,
			signal,
		});
		if (!response.ok) return response;
		const {body, status} = response.value;
		return ok(readDeviceCode({body, status, now: clock.now(), accounts: new URL(accounts).origin}));
	},

	pollDevice: async ({accounts, deviceCode, ...client}, signal) => {
		const response = await http.send({
			method: 'POST',
			url: `${accounts}/oauth/v3/device/token`,
			form: {
				client_id: client.clientId,
				client_secret: client.clientSecret,
				grant_type: 'device_token',
				code: deviceCode,
			},
			// Zoho counts each one.
			isRepeatable: false,
			signal: limited(signal, pollTimeout),
		});
		if (!response.ok) return response;
		const secrets = [client.clientSecret, deviceCode];
		return ok(readPoll(readAnswer(response.value, {now: clock.now()}, secrets), response.value.body));
	},
});

/** What Zoho is asked for where no browser comes back. Scopes are joined by commas, as Zoho documents them. */
export const createFlowRequests = (http: Http, clock: Clock): FlowRequests => ({
	...deviceRequests(http, clock),

	exchangeGenerated: ({tokenUrl, code, ...client}) =>
		askForToken(http, clock, {
			url: tokenUrl,
			client,
			form: {grant_type: 'authorization_code', code},
		}),

	clientCredentials: ({tokenUrl, scopes, soid, ...client}, signal) =>
		askForToken(http, clock, {
			url: tokenUrl,
			client,
			form: {
				grant_type: 'client_credentials',
				scope: scopes.join(','),
				...(soid === undefined ? {} : {soid}),
			},
			signal,
		}),
});
