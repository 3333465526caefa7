import path from 'node:path';
import type {Connection} from '../../connection/connection.js';
import {fits, is, number, orAbsent, text} from '../../connection/file/parts.js';
import {isLinkName} from '../../connection/link-name.js';
import {removeUseless} from '../file/remove.js';
import {readJson, writeWhole} from '../file/whole-json.js';
import type {Clock} from '../ports.js';
import type {SharedSealer} from './sealing.js';

export type FilesWorld = {
	readonly folder: string;
	/** Where the store is; a file of another store is not read. */
	readonly from: string;
	readonly sealer: SharedSealer;
	readonly clock: Clock;
};

const sealedFile = fits({format: orAbsent(number), from: text, sealed: text});

/**
 * What this machine keeps of shared connections in the config folder, by name, each whole under one seal: that it opens says that
 * this program wrote it for this name and store.
 *
 * @param format raised when the content changes; a file of another one is not read
 */
export const createSealedFiles = (
	{folder, from, sealer}: FilesWorld,
	kind: 'shared' | 'spool',
	{field, format}: {readonly field: 'cache' | 'spool'; readonly format?: number},
) => {
	// What was typed may be no name at all, and would lead out of the folder.
	const fileOf = (name: string): string | undefined =>
		isLinkName(name) ? path.join(folder, `connections.${kind}-${name}.json`) : undefined;
	return {
		read: (name: string): unknown => {
			const file = fileOf(name);
			const content = file && readJson(file);
			if (!is(sealedFile, content) || content.format !== format || content.from !== from) return undefined;
			const opened = sealer.open(content.sealed, {store: from, name, field});
			return opened.ok ? JSON.parse(opened.value) : undefined;
		},
		write: (name: string, content: object, isLasting: boolean): boolean => {
			const file = fileOf(name);
			const sealed = sealer.seal(JSON.stringify(content), {store: from, name, field});
			return (
				file !== undefined && sealed.ok && writeWhole(file, {format, from, sealed: sealed.value}, isLasting)
			);
		},
		forget: (name: string): void => {
			const file = fileOf(name);
			if (file) removeUseless(file);
		},
	};
};

/** An access token of this machine's cache, open. Times by the clock of this machine. */
export type CachedToken = {
	readonly accessToken: string;
	readonly connection: Connection;
	/** Seconds that it lived when it was new. */
	readonly life: number;
	readonly expiresAt: number;
};

/** A second either way is no jump of a clock. */
const tolerance = 1000;

/**
 * The last token of each shared connection, sealed with key A, in files of this machine. It is believed without a look: scripts read it in
 * loops. Whatever fails here is never fatal.
 */
export const createTokenCache = (world: FilesWorld) => {
	const {clock} = world;
	const files = createSealedFiles(world, 'shared', {field: 'cache', format: 2});
	return {
		read: (name: string): CachedToken | undefined => {
			const kept = files.read(name) as (CachedToken & {readonly writtenAt: number}) | undefined;
			// The clock was put back since: how long the token still lives is not known.
			if (!kept || kept.writtenAt > clock.now() + tolerance) return undefined;
			const {writtenAt: _when, ...token} = kept;
			return token;
		},
		write: (name: string, token: CachedToken): void => {
			files.write(name, {...token, writtenAt: clock.now()}, false);
		},
		forget: files.forget,
	};
};

export type TokenCache = ReturnType<typeof createTokenCache>;
