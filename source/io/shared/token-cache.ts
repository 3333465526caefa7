import path from 'node:path';
import {isLinkName} from '../../connection/link-name.js';
import {removeUseless} from '../file/remove.js';
import {readJson, writeWhole} from '../file/whole-json.js';
import type {Clock} from '../ports.js';
import type {SharedSealer} from './sealing.js';
import type {CachedToken, TokenCache} from './world.js';

export type FilesWorld = {
	readonly folder: string;
	/** Where the store is; a file of another store is not read. */
	readonly from: string;
	readonly sealer: SharedSealer;
	readonly clock: Clock;
};

/** What was typed may be no name at all, and would lead out of the folder. */
export const fileOf = (folder: string, kind: 'shared' | 'spool', name: string): string | undefined =>
	isLinkName(name) ? path.join(folder, `connections.${kind}-${name}.json`) : undefined;

/** A second either way is no jump of a clock. */
const tolerance = 1000;

/** What is in the file, whole under one seal: that it opens says that this program wrote it for this name and store. */
type Sealed = CachedToken & {readonly writtenAt: number};

/** Raised when `Sealed` changes; a file of another format is not read. */
const format = 2;

type CacheFile = {readonly format?: unknown; readonly from?: unknown; readonly sealed?: unknown};

/**
 * The last token of each shared connection, sealed with key A, in the config folder. It is read without a schema, for that is
 * what scripts do in loops.
 */
export const createTokenCache = ({folder, from, sealer, clock}: FilesWorld): TokenCache => {
	const placeOf = (name: string) => ({store: from, name, field: 'cache'}) as const;
	return {
		read: name => {
			const file = fileOf(folder, 'shared', name);
			const content = (file && readJson(file)) as CacheFile | null | undefined;
			if (content?.format !== format || content.from !== from || typeof content.sealed !== 'string')
				return undefined;
			const opened = sealer.open(content.sealed, placeOf(name));
			if (!opened.ok) return undefined;
			const {writtenAt, ...token} = JSON.parse(opened.value) as Sealed;
			// The clock was put back since: how long the token still lives is not known.
			return writtenAt > clock.now() + tolerance ? undefined : token;
		},
		write: (name, token) => {
			const file = fileOf(folder, 'shared', name);
			const sealed = sealer.seal(JSON.stringify({...token, writtenAt: clock.now()}), placeOf(name));
			if (file && sealed.ok) writeWhole(file, {format, from, sealed: sealed.value}, false);
		},
		forget: name => {
			const file = fileOf(folder, 'shared', name);
			if (file) removeUseless(file);
		},
	};
};
