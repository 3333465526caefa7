import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import {connectionSchema} from '../../connection/connection.js';
import {isLinkName} from '../../connection/link-name.js';
import type {Claim, Outcome} from '../../connection/shared/transitions.js';
import {ensureFolder} from '../file/folder.js';
import type {Clock} from '../ports.js';
import type {SharedSealer} from './sealing.js';
import type {Spool, TokenCache} from './world.js';

type FilesWorld = {
	readonly folder: string;
	/** Where the store is; a file of another store is not read. */
	readonly from: string;
	readonly sealer: SharedSealer;
	readonly clock: Clock;
};

const readJson = (file: string): unknown => {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
};

/** Writes a file of mode 0600 whole, or not at all; false where that cannot be done. */
const writeWhole = (file: string, content: unknown, isLasting: boolean): boolean => {
	const temporary = `${file}.tmp-${process.pid}`;
	try {
		if (!ensureFolder(path.dirname(file)).ok) return false;
		fs.writeFileSync(temporary, JSON.stringify(content), {mode: 0o600, flush: isLasting});
		fs.renameSync(temporary, file);
		return true;
	} catch {
		fs.rmSync(temporary, {force: true});
		return false;
	}
};

const remove = (file: string): void => {
	try {
		fs.rmSync(file, {force: true});
	} catch {
		// It is old, and will be found to be.
	}
};

const cacheSchema = z.object({
	format: z.literal(1),
	from: z.string(),
	store: z.string(),
	writtenAt: z.number(),
	expiresAt: z.number(),
	life: z.number(),
	sealed: z.string(),
	connection: connectionSchema,
});

/** A second either way is no jump of a clock. */
const tolerance = 1000;

/** What was typed may be no name at all, and would lead out of the folder. */
const fileOf = (folder: string, kind: 'shared' | 'spool', name: string): string | undefined =>
	isLinkName(name) ? path.join(folder, `connections.${kind}-${name}.json`) : undefined;

/** The last token of each shared connection, sealed with key A, in the config folder. */
export const createTokenCache = ({folder, from, sealer, clock}: FilesWorld): TokenCache => ({
	read: name => {
		const file = fileOf(folder, 'shared', name);
		const cached = z.safeParse(cacheSchema, file && readJson(file));
		if (!cached.success || cached.data.from !== from) return undefined;
		const {store, writtenAt, expiresAt, life, sealed, connection} = cached.data;
		// The clock was put back since: how long the token still lives is not known.
		if (writtenAt > clock.now() + tolerance) return undefined;
		const opened = sealer.open(sealed, {store, name, field: 'access_token'});
		return opened.ok ? {accessToken: opened.value, connection, life, expiresAt} : undefined;
	},
	write: (name, store, {accessToken, connection, life, expiresAt}) => {
		const file = fileOf(folder, 'shared', name);
		const sealed = sealer.seal(accessToken, {store, name, field: 'access_token'});
		if (!file || !sealed.ok) return;
		const content = {format: 1, from, store, writtenAt: clock.now(), expiresAt, life, sealed: sealed.value};
		writeWhole(file, {...content, connection}, false);
	},
	forget: name => {
		const file = fileOf(folder, 'shared', name);
		if (file) remove(file);
	},
});

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
		if (file) remove(file);
	},
});
