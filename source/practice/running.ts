import {createHash} from 'node:crypto';
import path from 'node:path';
import * as z from 'zod/mini';
import {type DataCenter, isLoopbackHost} from '../zoho/data-center.js';
import {resolveDataCenters} from '../zoho/data-center-table.js';

/** What `/practice/about` tells, so that a second practice finds the first. */
const aboutSchema = z.object({
	practice: z.literal('zoho-connections'),
	format: z.literal(1),
	/** Which state it works on, without telling where that is. */
	state: z.string(),
	controls: z.string(),
	dataCenters: z.readonly(z.array(z.unknown())),
});

export type About = z.infer<typeof aboutSchema>;

/** A name for the state in a file, the same in every process; that of all states in memory without one. */
export const nameOfState = (stateFile: string | undefined): string =>
	stateFile === undefined
		? 'memory'
		: createHash('sha256').update(path.resolve(stateFile)).digest('hex').slice(0, 16);

/** A practice Zoho that another process serves. */
export type Running = {readonly dataCenters: readonly DataCenter[]; readonly controls: string};

/** Whether an address is on this machine. */
export const isLoopback = (url: string): boolean =>
	URL.canParse(url) && isLoopbackHost(new URL(url).hostname);

// Whatever answers may say what it likes; it is not followed off this machine.
const isOnThisMachine = ({accounts, api, console, sigma = console}: DataCenter): boolean =>
	[accounts, api, console, sigma].every(isLoopback);

const ask = (url: string, method: 'GET' | 'POST'): Promise<Response> =>
	fetch(url, {method, redirect: 'error', signal: AbortSignal.timeout(2000)});

/**
 * The practice Zoho that serves an accounts origin and works on this very state: tokens of another state would be
 * unknown there. Undefined when there is none, or something else answers.
 */
export const findRunning = async (accounts: string, state: string): Promise<Running | undefined> => {
	if (!isLoopback(accounts)) return undefined;
	try {
		const response = await ask(`${accounts}/practice/about`, 'GET');
		const about = aboutSchema.parse(await response.json());
		const table = resolveDataCenters({replace: true, dataCenters: about.dataCenters});
		if (about.state !== state || !table.ok || !isLoopback(about.controls)) return undefined;
		if (!table.value.every(isOnThisMachine)) return undefined;
		return {dataCenters: table.value, controls: about.controls};
	} catch {
		return undefined;
	}
};

/** Lets a practice Zoho of another process forget everything. @throws when it does not do so */
export const resetRunning = async ({controls}: Running): Promise<void> => {
	const response = await ask(new URL('/practice/control/reset', controls).href, 'POST');
	if (!response.ok)
		throw new Error(`The practice Zoho that runs already did not start over: ${response.status}.`);
};
