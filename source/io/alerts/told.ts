import path from 'node:path';
import * as z from 'zod/mini';
import {alertKinds, type Told} from '../../connection/alerts.js';
import {readJson, writeWhole} from '../file/whole-json.js';
import type {Lock} from '../ports.js';

const alertSchema = z.object({level: z.number(), tryingSince: z.optional(z.number())});
const fileSchema = z.object({
	format: z.literal(1),
	told: z.record(z.string(), z.partialRecord(z.enum(alertKinds), alertSchema)),
});

/**
 * What was told, in the config folder, so that the next run knows it.
 *
 * Where the folder cannot be written, or the lock cannot be had, this run remembers by itself: what a person should know is told
 * rather twice than not at all.
 */
export const createTold = (folder: string, lock: Lock) => {
	const file = path.join(folder, 'connections.told.json');
	let own: Told | undefined;
	const read = (): Told => z.safeParse(fileSchema, readJson(file)).data?.told ?? {};
	return {
		/** Changes it, while no other program does. Resolves to what the change gives back beside it. */
		change: async <T>(work: (told: Told) => {readonly told: Told; readonly value: T}) => {
			const held = await lock.hold(path.join(folder, 'connections.told.lock'), async () => {
				const before = own ?? read();
				const {told, value} = work(before);
				const isSame = JSON.stringify(before) === JSON.stringify(told);
				const isKept = isSame || writeWhole(file, {format: 1, told}, true);
				own = isKept ? undefined : told;
				return {value, isKept};
			});
			if (held.ok) return held.value;
			const {told, value} = work(own ?? read());
			own = told;
			return {value, isKept: false};
		},
	};
};

export type ToldMemory = ReturnType<typeof createTold>;
