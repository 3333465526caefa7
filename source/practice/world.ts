import {createHash} from 'node:crypto';
import type {DataCenter} from '../zoho/data-center.js';
import type {State} from './state.js';

/** What every part of the practice Zoho works on: the state, and the outside it may use. */
export type World = {
	readonly dataCenters: readonly DataCenter[];
	readonly state: State;
	/** Which state it is, for another process that looks for it. */
	readonly stateName: string;
	/** Requests seen since the start, by "area data-center METHOD path". Never saved. */
	readonly requests: Map<string, number>;
	/** Token requests by grant type, and what came of them. Never saved. */
	readonly tokenRequests: Map<string, number>;
	/** One-time tickets that carry a sign-in from one data center to another. Never saved. */
	readonly tickets: Map<string, {readonly personId: string; readonly expiresAt: number}>;
	/** The time in milliseconds. */
	now(): number;
	random(bytes: number): Uint8Array;
	sleep(milliseconds: number): Promise<void>;
	/** Keeps the state, where it has changed; called after every request, and before one is made to wait. */
	save(): void;
};

/** One server of it: of which world and data center. */
export type Site = {readonly world: World; readonly dataCenter: string};

// Every request is answered by the site that its `c.var` is.
declare module 'hono' {
	interface ContextVariableMap extends Site {}
}

const capacity = 200;

/** Counts one more of something. Names come partly from outside, so there is an end to them. */
export const countUp = (counts: Map<string, number>, name: string): void => {
	const key = counts.has(name) || counts.size < capacity ? name : 'other';
	counts.set(key, (counts.get(key) ?? 0) + 1);
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A code or token in Zoho's shape: `1000.` and two parts of 32 hexadecimal digits. */
export const newToken = (world: World): string => `1000.${hex(world.random(16))}.${hex(world.random(16))}`;

/** A secret in Zoho's shape: 42 hexadecimal digits. */
export const newSecret = (world: World): string => hex(world.random(21));

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A client id in Zoho's shape: `1000.` (of a device `1004.`) and 30 upper-case letters and digits. */
export const newClientId = (world: World, prefix: string): string =>
	`${prefix}.${[...world.random(30)].map(byte => letters[byte % letters.length]).join('')}`;

export const newId = (world: World): string => hex(world.random(16));

export const sha256Base64Url = (text: string): string =>
	createHash('sha256').update(text, 'utf8').digest('base64url');

export const dataCenterOf = (world: World, id: string): DataCenter => {
	const found = world.dataCenters.find(dataCenter => dataCenter.id === id);
	if (found === undefined) throw new Error(`The practice Zoho has no data center ${id}.`);
	return found;
};
