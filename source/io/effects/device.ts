import {setTimeout as delay} from 'node:timers/promises';
import type {FlowEffect, FlowEvent} from '../../wizard/flows/effects.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import type {DeviceCode, PollReading} from '../../zoho/flows/device.js';
import {deviceExpired, explainDeviceClient, unknownUserLocation} from '../../zoho/flows/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {explainDataCenterNeedsOwnSecret} from '../../zoho/tokens/refusals.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import {openClientSecret} from '../grants/seal.js';
import type {Accounts} from '../ports.js';
import type {World} from '../world.js';

type Request = Omit<Extract<FlowEffect, {type: 'ask-as-device'}>, 'type' | 'id'>;

type Needs = Pick<World, 'store' | 'secrets' | 'accounts' | 'clock' | 'dataCenters'> & {
	/** For tests: how to wait. */
	readonly wait?: typeof wait;
};

/** What becomes known while a device waits. */
type Told =
	| Omit<Extract<FlowEvent, {type: 'device-code-came'}>, 'id'>
	| Omit<Extract<FlowEvent, {type: 'device-waits'}>, 'id'>;

export type DeviceEnd = {readonly reading: TokenReading; readonly dataCenter: DataCenter};

/** RFC 8628 section 3.5: five seconds more for each `slow_down`, for good. */
const slowerBy = 5000;
/** After an answer that was none the wait doubles, up to this. */
const longestWait = 120_000;

/** Resolves after so long, or at once when it is called off. */
const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
	delay(milliseconds, undefined, {signal}).catch(() => undefined);

type Polling = {
	readonly accounts: Accounts;
	readonly client: {readonly clientId: string; readonly clientSecret: string};
	readonly code: DeviceCode;
	readonly world: Needs;
	readonly tell: (told: Told) => void;
	readonly signal: AbortSignal;
};

type Turn = {
	readonly dataCenter: DataCenter;
	readonly interval: number;
	/** Answers one after the other that were none. */
	readonly failures: number;
	/** Milliseconds for which the server asks to be left alone. */
	readonly atLeast: number;
	readonly notice: string | undefined;
};

/** Where the person who agreed lives, when a secret may be sent there. */
const elsewhere = (
	{world}: Polling,
	{chosen, location, sameCredentials}: {chosen: DataCenter; location: string; sameCredentials: boolean},
): Result<DataCenter> => {
	const table = world.dataCenters();
	if (!table.ok) return table;
	const actual = findDataCenter(table.value, location);
	if (!actual) return refused(unknownUserLocation(location));
	return sameCredentials ? ok(actual) : refused(explainDataCenterNeedsOwnSecret({chosen, actual}));
};

const minutesOf = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / 60_000));

const troubleText = (reading: Result<PollReading>): string =>
	reading.ok
		? 'Zoho did not answer as it should; asking again.'
		: `${reading.refusal.what} Asking again until the code is over.`;

/** What an answer leads to: another try, or the end. */
const nextTurn = (
	polling: Polling,
	{turn, request}: {readonly turn: Turn; readonly request: Pick<Request, 'dataCenter' | 'sameCredentials'>},
	answer: Result<PollReading>,
): Turn | Result<DeviceEnd> => {
	const {dataCenter, interval, failures} = turn;
	const {dataCenter: chosen, sameCredentials} = request;
	const answered = {dataCenter, interval, failures: 0, atLeast: 0, notice: undefined};
	const reading = answer.ok ? answer.value : undefined;
	switch (reading?.kind) {
		case 'tokens':
		case 'error':
			return ok({reading, dataCenter});
		case 'pending':
			return answered;
		case 'slow-down':
			return {...answered, interval: interval + slowerBy};
		case 'elsewhere': {
			const there = elsewhere(polling, {chosen, location: reading.location, sameCredentials});
			if (!there.ok) return there;
			const notice = `Approved in ${there.value.name}; asking there.`;
			return {...answered, dataCenter: there.value, notice};
		}
		default: {
			const atLeast = reading?.kind === 'throttled' ? (reading.retryAfter ?? 0) : 0;
			const notice = failures === 0 ? troubleText(answer) : undefined;
			return {dataCenter, interval, failures: failures + 1, atLeast, notice};
		}
	}
};

const delayOf = ({interval, failures, atLeast}: Turn): number =>
	Math.max(interval, atLeast, Math.min(interval * 2 ** failures, longestWait));

/**
 * Asks until there is an answer that ends it. Never sooner than Zoho allows; an answer that is none makes the wait longer and ends nothing,
 * for the person may be about to agree. The time that the code has is counted in waits, not read off the clock, which may be set in between.
 */
const poll = async (
	polling: Polling,
	request: Pick<Request, 'dataCenter' | 'sameCredentials'>,
	lifetime: number,
): Promise<Result<DeviceEnd> | undefined> => {
	const {accounts, client, code, world, tell, signal} = polling;
	let turn: Turn = {
		dataCenter: request.dataCenter,
		interval: code.interval,
		failures: 0,
		atLeast: 0,
		notice: undefined,
	};
	let left = lifetime;
	for (;;) {
		const pause = Math.max(0, Math.min(delayOf(turn), left));
		await (world.wait ?? wait)(pause, signal);
		if (signal.aborted) return undefined;
		left -= pause;
		const {dataCenter} = turn;
		const asked = {accounts: dataCenter.accounts, ...client, deviceCode: code.deviceCode};
		const answer = await accounts.pollDevice(asked, signal);
		if (signal.aborted && !answer.ok) return undefined;
		const next = nextTurn(polling, {turn, request}, answer);
		if ('ok' in next) return next;
		// A person who agreed at the last moment may live in another data center, which has not been asked yet.
		const isMoved = next.dataCenter !== dataCenter;
		if (left <= 0 && !(isMoved && pause > 0))
			return answer.ok ? refused(deviceExpired(minutesOf(lifetime))) : answer;
		turn = next;
		const nextAskAt = world.clock.now() + Math.min(delayOf(turn), left);
		tell({type: 'device-waits', dataCenter: turn.dataCenter, nextAskAt, notice: turn.notice});
	}
};

/** Gets a code for this device, and asks until it was used; undefined when it was left. @param tell gets what there is to show */
export const askAsDevice = async (
	world: Needs,
	request: Request,
	tell: (told: Told) => void,
	signal: AbortSignal,
): Promise<Result<DeviceEnd> | undefined> => {
	const {dataCenter, clientId, scopes} = request;
	const clientSecret = await openClientSecret(world, request.clientSecret);
	if (!clientSecret.ok) return clientSecret;
	const accounts = await world.accounts();
	const asked = await accounts.deviceCode({accounts: dataCenter.accounts, clientId, scopes}, signal);
	if (!asked.ok) return asked;
	const now = world.clock.now();
	if (asked.value.kind !== 'code') return refused(explainDeviceClient(asked.value, {dataCenter}, now));
	const {code} = asked.value;
	tell({type: 'device-code-came', code, nextAskAt: now + code.interval});
	const client = {clientId, clientSecret: clientSecret.value};
	return poll({accounts, client, code, world, tell, signal}, request, code.expiresAt - now);
};
