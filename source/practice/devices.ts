import {isEnabledIn} from './clients.js';
import {remember} from './consents.js';
import type {Client, Device} from './state.js';
import {mintAccessToken, mintRefreshToken, refused, type TokenReply} from './tokens.js';
import {newToken, type World} from './world.js';

/** No vowels and nothing that is taken for something else: the code is read and typed. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789';

const newUserCode = (world: World): string => {
	const code = [...world.random(8)].map(byte => letters[byte % letters.length]).join('');
	return `${code.slice(0, 4)}-${code.slice(4)}`;
};

/** A code as it may be typed: without the hyphen, in small letters, with blanks. */
const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/gu, '');

const keptDevices = 100;

/** A device asks for its two codes (zoho.com/accounts/protocol/oauth/devices/initiation-request.html). */
export const requestDevice = (
	world: World,
	client: Client,
	asked: {readonly scopes: readonly string[]; readonly isOffline: boolean},
): Device => {
	const device: Device = {
		userCode: newUserCode(world),
		deviceCode: newToken(world),
		clientId: client.id,
		scopes: [...asked.scopes],
		isOffline: asked.isOffline,
		expiresAt: world.now() + world.state.faults['device-code-ttl-seconds'] * 1000,
		polls: {},
		decision: undefined,
		isUsed: false,
	};
	world.state.devices = [...world.state.devices.slice(1 - keptDevices), device];
	return device;
};

/** The device that waits under this code, however it was typed; undefined when none does. */
export const findWaiting = (world: World, typed: string): Device | undefined =>
	world.state.devices.find(
		device =>
			plain(typed) !== '' &&
			plain(device.userCode) === plain(typed) &&
			device.decision === undefined &&
			device.expiresAt > world.now(),
	);

export const decideDevice = (
	world: World,
	device: Device,
	decision: NonNullable<Device['decision']>,
): void => {
	device.decision = decision;
	if (decision !== 'rejected') remember(world, {...device, ...decision});
};

/**
 * A device asks whether it may go on (zoho.com/accounts/protocol/oauth/devices/polling-request.html). Where the person lives in
 * another data center, the same code is good there.
 */
export const pollDevice = (
	world: World,
	asked: {readonly client: Client; readonly dataCenter: string; readonly deviceCode: string | undefined},
): TokenReply => {
	const {client, dataCenter} = asked;
	const now = world.now();
	const device = world.state.devices.find(
		({deviceCode, clientId}) => deviceCode === asked.deviceCode && clientId === client.id,
	);
	if (device === undefined || device.isUsed) return refused('invalid_code');
	const last = device.polls[dataCenter];
	device.polls = {...device.polls, [dataCenter]: now};
	const interval = world.state.faults['device-interval-seconds'] * 1000;
	if (last !== undefined && now - last < interval) return refused('slow_down');
	const {decision} = device;
	if (decision === 'rejected') return refused('access_denied');
	if (decision === undefined) return refused(device.expiresAt > now ? 'authorization_pending' : 'expired');
	if (decision.dataCenter !== dataCenter)
		return {kind: 'refused', error: 'other_dc', userLocation: decision.dataCenter};
	if (!isEnabledIn(client, dataCenter)) return refused('invalid_client');
	device.isUsed = true;
	const grant = {clientId: client.id, scopes: device.scopes, ...decision};
	const refreshToken = device.isOffline ? mintRefreshToken(world, grant) : undefined;
	const accessToken = mintAccessToken(world, grant, refreshToken?.token);
	return {kind: 'minted', grant: 'code', accessToken, refreshToken};
};
