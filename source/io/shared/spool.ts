import * as z from 'zod/mini';
import type {Claim, Outcome} from '../../connection/shared/changes.js';
import {removeUseless} from '../file/remove.js';
import {readJson, writeWhole} from '../file/whole-json.js';
import {type FilesWorld, fileOf} from './token-cache.js';
import type {Spool} from './world.js';

const spoolSchema = z.object({from: z.string(), sealed: z.string()});
const spooledSchema = z.object({
	claim: z.object({
		name: z.string(),
		by: z.string(),
		machine: z.string(),
		leaseNumber: z.number(),
		refreshNumber: z.number(),
		isTakeover: z.boolean(),
	}),
	outcome: z.object({
		kind: z.literal('tokens'),
		accessToken: z.string(),
		life: z.number(),
		refreshToken: z.nullable(z.string()),
		facts: z.record(z.string(), z.unknown()),
	}),
});

const parseSpooled = (text: string): {readonly claim: Claim; readonly outcome: Outcome} | undefined => {
	const spooled = z.safeParse(spooledSchema, JSON.parse(text));
	return spooled.success ? spooled.data : undefined;
};

/** Rotated refresh tokens that could not be written, sealed with key R, in the config folder, flushed to the disk. */
export const createSpool = ({folder, from, sealer}: FilesWorld): Spool => ({
	read: name => {
		const file = fileOf(folder, 'spool', name);
		const kept = z.safeParse(spoolSchema, file && readJson(file));
		if (!kept.success || kept.data.from !== from) return undefined;
		const opened = sealer.open(kept.data.sealed, {store: from, name, field: 'spool'});
		return opened.ok ? parseSpooled(opened.value) : undefined;
	},
	write: (name, spooled) => {
		const file = fileOf(folder, 'spool', name);
		const sealed = sealer.seal(JSON.stringify(spooled), {store: from, name, field: 'spool'});
		return file !== undefined && sealed.ok && writeWhole(file, {from, sealed: sealed.value}, true);
	},
	forget: name => {
		const file = fileOf(folder, 'spool', name);
		if (file) removeUseless(file);
	},
});
