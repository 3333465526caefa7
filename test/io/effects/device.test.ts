import assert from 'node:assert/strict';
import {test} from 'node:test';
import {askAsDevice} from '../../../source/io/effects/device.js';
import type {Accounts} from '../../../source/io/ports.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import type {PollReading} from '../../../source/zoho/flows/device.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';
import {place} from '../../wizard/flows/driver.js';
import {refusal} from '../helpers/effects.js';

const start = Date.UTC(2026, 10, 29, 9);
const tokens = readTokenResponse({body: '{"access_token":"a","refresh_token":"r"}', status: 200, now: start});
const error = (code: string): Result<PollReading> => ok({kind: 'error', code, description: undefined});
const pending = ok<PollReading>({kind: 'pending'});
const slower = ok<PollReading>({kind: 'slow-down'});
const unreached = refused(refusal('network-down'));
const inEurope = ok<PollReading>({kind: 'elsewhere', location: 'eu'});

type Poll = {readonly accounts: string; readonly at: number};

/** A device that waits in a time of its own. @param given the answers to its polls; when they are used up, `last` */
const waitFor = async (
	given: readonly Result<PollReading>[],
	{
		last = ok<PollReading>(tokens),
		interval = 30,
		lifetime = 300,
		sameCredentials = true,
		onPoll = () => undefined,
	}: {
		last?: Result<PollReading>;
		interval?: number;
		lifetime?: number;
		sameCredentials?: boolean;
		onPoll?: (count: number, leave: () => void, setClock: (by: number) => void) => void;
	} = {},
) => {
	let time = 0;
	let skew = 0;
	const polls: Poll[] = [];
	const notices: string[] = [];
	const leaving = new AbortController();
	const unused = (): never => assert.fail();
	const accounts: Pick<Accounts, 'deviceCode' | 'pollDevice'> = {
		deviceCode: async () =>
			ok({
				kind: 'code',
				code: {
					userCode: 'KPXW-3QTD',
					deviceCode: '1000.aa.bb',
					address: 'https://accounts.zoho.com/oauth/v3/device',
					fullAddress: 'https://accounts.zoho.com/oauth/v3/device?code=KPXW-3QTD',
					interval: interval * 1000,
					expiresAt: start + skew + (time + lifetime) * 1000,
				},
			}),
		pollDevice: async ({accounts: at}) => {
			polls.push({accounts: new URL(at).host, at: time});
			onPoll(
				polls.length,
				() => leaving.abort(),
				by => (skew += by),
			);
			return given[polls.length - 1] ?? last;
		},
	};
	const world = {
		store: {} as never,
		secrets: {} as never,
		clock: {now: () => start + skew + time * 1000},
		dataCenters: () => ok(builtInDataCenters),
		accounts: async () => ({...({} as Accounts), ...accounts, refresh: unused}),
		wait: async (milliseconds: number, signal: AbortSignal) => {
			if (!signal.aborted) time += milliseconds / 1000;
			assert.ok(time < 100_000, 'It never ends.');
		},
	};
	const request = {
		dataCenter: place('us'),
		clientId: '1004.A',
		clientSecret: 's',
		scopes: ['ZohoCRM.org.READ'],
		sameCredentials,
	};
	const end = await askAsDevice(
		world,
		request,
		told => {
			if (told.type === 'device-waits' && told.notice !== undefined) notices.push(told.notice);
		},
		leaving.signal,
	);
	return {end, polls, notices, times: polls.map(({at}) => at)};
};

test('it is asked by the interval, and five seconds later for each slow_down, for good', async () => {
	const {times, end} = await waitFor([pending, slower, pending, slower, pending]);
	assert.deepEqual(times, [30, 60, 95, 130, 170, 210]);
	assert.ok(end?.ok && end.value.reading.kind === 'tokens');
});

test('what fails makes the wait longer, up to two minutes, is told once and ends nothing', async () => {
	const trouble = ok<PollReading>({kind: 'trouble'});
	const page = ok<PollReading>({kind: 'unreadable', reason: 'a page', status: 502});
	const {times, notices} = await waitFor([unreached, trouble, page, unreached, pending], {lifetime: 1800});
	assert.deepEqual(times, [30, 90, 210, 330, 450, 480]);
	assert.equal(notices.length, 1);
	const throttled = ok<PollReading>({kind: 'throttled', description: undefined, retryAfter: 200_000});
	assert.deepEqual((await waitFor([throttled], {lifetime: 1800})).times, [30, 230]);
});

test('the code is over after its time: asked once more at its end, and never after', async () => {
	const {times, end} = await waitFor([], {last: pending, lifetime: 100});
	assert.deepEqual(times, [30, 60, 90, 100]);
	assert.ok(end && !end.ok && end.refusal.id === 'device-expired');
	// That a person did not agree is not known where the last question had no answer.
	const unknown = await waitFor([], {last: unreached, lifetime: 100});
	assert.ok(unknown.end && !unknown.end.ok && unknown.end.refusal.id === 'network-down');
});

test('a clock that is set while it waits neither ends the wait nor makes it endless', async () => {
	for (const by of [-86_400_000, 3_600_000]) {
		const onPoll = (count: number, _leave: () => void, setClock: (by: number) => void) => {
			if (count === 1) setClock(by);
		};
		const agreed = await waitFor([pending, pending], {onPoll});
		assert.ok(agreed.end?.ok, String(by));
		assert.deepEqual(agreed.times, [30, 60, 90]);
		const over = await waitFor([], {last: pending, onPoll});
		assert.ok(over.end && !over.end.ok && over.end.refusal.id === 'device-expired');
		assert.equal(over.times.at(-1), 300);
	}
});

test('who lives elsewhere is asked for there, with the same code, also at the last moment', async () => {
	const {polls, notices, end} = await waitFor([pending, inEurope]);
	assert.deepEqual(
		polls.map(({accounts}) => accounts),
		['accounts.zoho.com', 'accounts.zoho.com', 'accounts.zoho.eu'],
	);
	assert.deepEqual(notices, ['Approved in Europe; asking there.']);
	assert.equal(end?.ok && end.value.dataCenter.id, 'eu');
	const late = await waitFor([inEurope], {lifetime: 20});
	assert.ok(late.end?.ok, JSON.stringify(late.end));
	assert.deepEqual(late.times, [20, 20]);
	// A server that sends in circles ends with the code.
	const circle = await waitFor([], {last: inEurope, lifetime: 60});
	assert.ok(circle.end && !circle.end.ok);
	const own = await waitFor([inEurope], {sameCredentials: false});
	assert.ok(own.end && !own.end.ok && own.end.refusal.exitCode === 3);
	assert.equal(own.polls.length, 1);
});

test('a definite word ends it at once', async () => {
	for (const word of ['access_denied', 'expired', 'expired_token', 'invalid_client']) {
		const {end, polls} = await waitFor([error(word)]);
		assert.ok(end?.ok && end.value.reading.kind === 'error' && end.value.reading.code === word);
		assert.equal(polls.length, 1);
	}
});

test('who leaves is not asked for again; tokens that came all the same are kept', async () => {
	const left = await waitFor([pending], {onPoll: (_count, leave) => leave()});
	assert.deepEqual([left.end, left.polls.length], [undefined, 1]);
	const kept = await waitFor([], {onPoll: (_count, leave) => leave()});
	assert.ok(kept.end?.ok && kept.end.value.reading.kind === 'tokens');
});
