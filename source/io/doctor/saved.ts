import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {healthOf} from '../../connection/health.js';
import {reconnect} from '../../zoho/tokens/refusals.js';
import {type Finding, fine, found, note, wrong} from './finding.js';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const examineHealth = (connection: Connection, now: number): Finding | undefined => {
	const {linkName} = connection;
	const {word, reason} = healthOf(connection, now);
	if (word === 'needs reconnecting')
		return wrong('connection', `${linkName} needs reconnecting: ${reason}`, `Run: ${reconnect(linkName)}`, 3);
	return word === 'unknown'
		? note('connection', `the health of ${linkName} is unknown: ${reason}`, `Run: zconn test ${linkName}`)
		: undefined;
};

const examineOutgoing = ({linkName, outgoing = []}: Connection): Finding | undefined =>
	outgoing.length === 0
		? undefined
		: note(
				'outgoing',
				`${linkName}: ${count(outgoing.length, 'replaced grant is', 'replaced grants are')} still valid at Zoho.`,
				`Run: ${reconnect(linkName)}, which tries again to revoke what was replaced.`,
			);

const examineDrafts = ({drafts}: ConnectionsFile): Finding | undefined => {
	const all = Object.values(drafts);
	const oldest = all.map(({updatedAt}) => updatedAt).toSorted()[0];
	return oldest === undefined
		? undefined
		: note(
				'drafts',
				`${count(all.length, 'unfinished draft waits', 'unfinished drafts wait')}, the oldest since ${oldest.slice(0, 10)}.`,
				'"zconn" goes on with the newest one.',
			);
};

/** Connections that need attention, grants that are still alive, drafts. The ones that work share one line. */
export const examineSaved = (file: ConnectionsFile, now: number): readonly Finding[] => {
	const connections = Object.values(file.connections);
	const words = connections.map(connection => healthOf(connection, now).word);
	const good = words.filter(word => word === 'ready' || word === 'expired').length;
	const what = `${count(good, 'connection', 'connections')} of ${connections.length} in good health, as far as is known here.`;
	return found(
		good > 0 ? fine('connections', what) : undefined,
		...connections.flatMap(connection => [examineHealth(connection, now), examineOutgoing(connection)]),
		examineDrafts(file),
	);
};
