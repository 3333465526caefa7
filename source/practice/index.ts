import {randomBytes} from 'node:crypto';
import type {RequestListener} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import type {DataCenter} from '../zoho/data-center.js';
import {reset} from './controls.js';
import {controlsUrl} from './frames.js';
import {listen} from './listen.js';
import {practiceDataCenters} from './people.js';
import {findRunning, nameOfState, type Running, resetRunning} from './running.js';
import {type Area, listenerOf} from './server.js';
import {emptyState, loadState, saveState} from './state.js';
import type {World} from './world.js';

export type PracticeOptions = {
	/** Where the state is kept between runs (mode 0600); without it, in memory only. */
	readonly stateFile?: string | undefined;
	/**
	 * Ports in the order accounts us, eu, ca, api us, eu, ca, console us, eu, ca; 0 or a missing entry for any
	 * free one. Without it 9500–9502, 9510–9512 and 9520–9522 are taken where they are free.
	 */
	readonly ports?: readonly number[] | undefined;
	/** What those usual ports begin with instead of 9500. */
	readonly firstPort?: number | undefined;
	/** The accounts origin where a practice Zoho with the same state was last; it is used if it still runs there. */
	readonly lastSeen?: string | undefined;
	/** The time in milliseconds. */
	readonly now?: (() => number) | undefined;
	readonly random?: ((bytes: number) => Uint8Array) | undefined;
};

export type PracticeZoho = {
	/** us, eu and ca, each on origins of its own. */
	readonly dataCenters: readonly DataCenter[];
	/** The page where faults are switched on and off. */
	readonly controls: string;
	/** Whether a practice Zoho that runs already is used; closing this one then leaves it running. */
	readonly wasRunning: boolean;
	/** Forgets every client, consent, token and switch, as on the first day. */
	reset(): Promise<void>;
	close(): Promise<void>;
};

/** From the first one. */
const usualPorts = (first = 9500): readonly number[] =>
	[0, 1, 2, 10, 11, 12, 20, 21, 22].map(step => first + step);

const areas: readonly Area[] = ['accounts', 'api', 'console'];

/** In the order of `ports`. */
const origins = areas.flatMap(area => practiceDataCenters.map(({id}) => ({area, dataCenter: id})));

const dataCentersOf = (ports: readonly number[]): readonly DataCenter[] =>
	practiceDataCenters.map(({id, name}, index) => {
		const [accounts, api, console] = areas.map(
			(_area, row) => `http://localhost:${ports[row * practiceDataCenters.length + index] ?? 0}`,
		);
		if (accounts === undefined || api === undefined || console === undefined)
			throw new Error('A data center has three origins.');
		// Each product on a host of its own: names below localhost are this machine (RFC 6761 section 6.3).
		return {
			id,
			name,
			accounts,
			api,
			console,
			products: api.replace('//localhost', '//{product}.localhost'),
			sigma: `${console}/sigma`,
		};
	});

const join = (running: Running): PracticeZoho => ({
	...running,
	wasRunning: true,
	reset: () => resetRunning(running),
	close: () => Promise.resolve(),
});

const createWorld = (options: PracticeOptions, dataCenters: readonly DataCenter[]): World => {
	const {stateFile} = options;
	const state = stateFile === undefined ? emptyState() : loadState(stateFile);
	let kept = JSON.stringify(state);
	return {
		dataCenters,
		state,
		stateName: nameOfState(stateFile),
		requests: new Map(),
		tokenRequests: new Map(),
		tickets: new Map(),
		now: options.now ?? Date.now,
		random: options.random ?? (bytes => randomBytes(bytes)),
		sleep: async milliseconds => {
			await sleep(milliseconds, undefined, {ref: false});
		},
		save: () => {
			if (stateFile === undefined) return;
			const text = JSON.stringify(state);
			if (text !== kept) saveState(stateFile, text);
			kept = text;
		},
	};
};

/**
 * Starts a Zoho on this machine: three data centers, each with its accounts server, API gateway and API Console.
 * It behaves as the real one does where that is documented or was observed, and nothing leaves the machine.
 *
 * A practice Zoho with the same state that runs already is used instead of starting another: two would overwrite
 * each other's. A default port that anything else holds is replaced by a free one; `dataCenters` tells which.
 *
 * @throws when no port can be bound, or the state file may not be read or written
 */
export const startPractice = async (options: PracticeOptions = {}): Promise<PracticeZoho> => {
	const stateName = nameOfState(options.stateFile);
	const seen = options.lastSeen === undefined ? undefined : await findRunning(options.lastSeen, stateName);
	if (seen !== undefined) return join(seen);
	const usual = usualPorts(options.firstPort);
	// Each origin listens before the others are known, and answers once they all are.
	const {promise: ready, resolve: begin} = Promise.withResolvers<readonly RequestListener[]>();
	const listening: Awaited<ReturnType<typeof listen>>[] = [];
	const close = async (): Promise<void> => {
		begin([]);
		await Promise.all(listening.map(server => server.close()));
	};
	try {
		for (const [index, origin] of origins.entries()) {
			const preferred = options.ports === undefined ? (usual[index] ?? 0) : (options.ports[index] ?? 0);
			const answer: RequestListener = async (request, response) => {
				const {[index]: listener} = await ready;
				if (listener === undefined) response.destroy();
				else listener(request, response);
			};
			const server = await listen(answer, preferred);
			listening.push(server);
			const running =
				options.ports === undefined && origin.area === 'accounts' && server.port !== preferred
					? await findRunning(`http://127.0.0.1:${preferred}`, stateName)
					: undefined;
			if (running !== undefined) {
				await close();
				return join(running);
			}
		}
		const world = createWorld(options, dataCentersOf(listening.map(({port}) => port)));
		begin(origins.map(({area, dataCenter}) => listenerOf({world, dataCenter}, area)));
		return {
			dataCenters: world.dataCenters,
			controls: controlsUrl(world),
			wasRunning: false,
			reset: async () => {
				reset(world);
				world.save();
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
};
