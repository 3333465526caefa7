import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Connection} from '../../source/connection/connection.js';
import {
	type ConnectionsFile,
	parseConnectionsFile,
	printConnectionsFile,
} from '../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../connection/samples.js';
import {removeTemporaryDirectory, temporaryDirectory} from '../helpers/temporary.js';

/** A folder of the program with connections of one server in it. */
export type Machine = Disposable & {
	readonly folder: string;
	/** What the file holds; a text where it cannot be read any more. */
	readonly file: () => ConnectionsFile | string;
	readonly reset: () => void;
};

/** @param tokenUrl of a server that is not Zoho's @param count of connections: c0, c1 … */
export const openMachine = (tokenUrl: string, count: number): Machine => {
	const folder = temporaryDirectory();
	const where = path.join(folder, 'connections.json');
	const row = (index: number): Connection =>
		sampleConnection({
			linkName: `c${index}`,
			name: `C${index}`,
			dataCenter: null,
			apiDomain: null,
			refreshToken: {plain: `first-refresh-token-${index}`},
			accessToken: null,
			accessTokenExpiresAt: null,
			refreshedAt: [],
		});
	const urls = {authorizeUrl: tokenUrl, accessTokenUrl: tokenUrl, refreshTokenUrl: tokenUrl};
	const text = printConnectionsFile({
		...sampleFile(),
		services: {suite: sampleService({...urls, dataCenter: null})},
		connections: Object.fromEntries(Array.from({length: count}, (_, index) => [`c${index}`, row(index)])),
	});
	const reset = (): void => writeFileSync(where, text, {mode: 0o600});
	reset();
	return {
		folder,
		reset,
		file: () => {
			const read = parseConnectionsFile(readFileSync(where, 'utf8'), where);
			return read.ok ? read.value : read.refusal.why;
		},
		[Symbol.dispose]: () => removeTemporaryDirectory(folder),
	};
};
