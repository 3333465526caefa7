import fs from 'node:fs';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import type {Connection} from '../../../connection/connection.js';
import {bareFrom, type ConnectionsFile} from '../../../connection/file/contents.js';
import {listed, toldBy} from '../../../connection/file/listed.js';
import type {AmongOthers} from '../../../connection/file/page.js';
import type {Places} from '../../../connection/file/places.js';
import {grantsUsed} from '../../../connection/grants-used.js';
import {pushedOut} from '../../../connection/pushed-out.js';
import {pageName} from '../folder.js';
import {writeWhole} from '../whole-json.js';
import {cutOf, findPart, readCut} from './cut.js';
import {mostRows, shortFile} from './signature.js';

/** Connections that those of a page are told with: what a draft changes, and what stands in the way of an undo. */
const beside = ({connections, drafts}: ConnectionsFile, rows: readonly Connection[]): readonly string[] => {
	const targets = Object.values(drafts).flatMap(({target}) => target ?? []);
	const inTheWay = rows.flatMap(({undo, linkName}) => {
		if (!undo) return [];
		const other = Object.values(connections).find(
			row => row.service === undo.service && row.linkName !== linkName,
		);
		return [undo.linkName ?? [], other?.linkName ?? []].flat();
	});
	return [...targets, ...inTheWay].filter(name => connections[name] !== undefined);
};

const servicesOf = ({drafts}: ConnectionsFile, rows: readonly Connection[]): ReadonlySet<string> =>
	new Set([
		...rows.flatMap(({service, undo}) => [service, undo?.service ?? []].flat()),
		...Object.values(drafts).flatMap(({answers: {service}}) => (typeof service === 'string' ? service : [])),
	]);

const some = <T>(rows: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
	bareFrom(names.flatMap(name => (rows[name] === undefined ? [] : [[name, rows[name]] as const])));

/** As they would stand in a file. */
const isSame = (one: ConnectionsFile, other: ConnectionsFile): boolean =>
	isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

const among = (file: ConnectionsFile, row: Connection): AmongOthers => ({
	toldBy: toldBy(file, row),
	isPushedOut: pushedOut(file).has(row.linkName) || undefined,
	grants: grantsUsed(file, row.linkName),
});

/**
 * The page of a file. It is read once to see that it says the same as the file: undefined where it does not, as with a name that
 * stands there twice, and for what this program has not formatted.
 */
const pageOf = (bytes: Buffer, file: ConnectionsFile, of: string): Places | undefined => {
	const connections = findPart(bytes, 'connections');
	if (connections?.rows.size !== Object.keys(file.connections).length) return undefined;
	const shown = listed(file).slice(0, mostRows);
	// What stands beside the list may be a row of it as well, which a smaller window leaves out.
	const names = [...shown.map(({linkName}) => linkName), ...new Set(beside(file, shown))];
	const rows = names.flatMap(name => file.connections[name] ?? []);
	const services = findPart(bytes, 'services');
	const cut = cutOf(bytes.length, [
		...(services ? [{part: services, names: servicesOf(file, rows)}] : []),
		{part: connections, names},
	]);
	const read = readCut(cut, ([from, to]) => bytes.toString('utf8', from, to));
	const same = read && {
		...file,
		services: some(file.services, Object.keys(read.services)),
		connections: some(file.connections, names),
	};
	if (!same || !isSame(read, same)) return undefined;
	return {
		version: 1,
		of,
		total: connections.rows.size,
		cut,
		listed: shown.map(row => among(file, row)),
	};
};

/** Writes the page of a file that is long enough for one, for Home to open with. Where that cannot be done there is none. */
export const keepPage = (folder: string, bytes: Buffer, file: ConnectionsFile, of: string): void => {
	const place = path.join(folder, pageName);
	try {
		const page = bytes.length < shortFile ? undefined : pageOf(bytes, file, of);
		if (page) writeWhole(place, page, false);
		else fs.rmSync(place, {force: true});
	} catch {
		// One of another file is not believed.
	}
};
