import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {type ConnectionsFile, someRows} from '../file/contents.js';
import {nameAmong} from '../file/listed.js';
import {withService} from '../file/rows.js';
import {hasUnseen, maximumNameLength, unseenProblem} from '../link-name.js';
import {nameList} from '../outcome-words.js';
import {changedMeanwhile, noSuchService} from '../refusals.js';
import type {Service} from '../service.js';

const inUse = ({name}: Service, users: readonly string[]): Refusal => ({
	id: 'service-in-use',
	what: `The service "${name}" was not removed.`,
	why: `${users.length === 1 ? 'A connection uses' : `${users.length} connections use`} it: ${nameList(users)}.`,
	next: 'Remove those first, or let them use another service.',
	exitCode: 2,
});

/** Why a text cannot be the name of a service; undefined when it can. */
export const serviceNameProblem = (name: string): string | undefined => {
	if (name.trim() === '') return 'It is empty.';
	if (name.trim().length > maximumNameLength) return `${maximumNameLength} characters at most are possible.`;
	return hasUnseen(name) ? unseenProblem : undefined;
};

/**
 * Another name for a service. Its link name stays: connections and their secrets know it by that. Refuses `connection-changed` where it
 * is not called as it was `seen` any more.
 */
export const renameService = (
	file: ConnectionsFile,
	linkName: string,
	newName: {readonly name: string; readonly seen: string | undefined},
	at: string,
): Result<ConnectionsFile> => {
	const service = file.services[linkName];
	if (!service) return refused(noSuchService(linkName, Object.keys(file.services)));
	const name = newName.name.trim();
	if (newName.seen !== undefined && newName.seen !== service.name) return refused(changedMeanwhile(linkName));
	if (name === service.name) return ok(file);
	return ok(withService(file, {...service, name, updatedAt: at}));
};

/** Takes a service out; refuses while connections use it, and names them. */
export const removeService = (file: ConnectionsFile, linkName: string): Result<ConnectionsFile> => {
	const service = file.services[linkName];
	if (!service) return refused(noSuchService(linkName, Object.keys(file.services)));
	const users = Object.values(file.connections).filter(
		connection => connection.service === linkName || connection.incoming?.service?.linkName === linkName,
	);
	if (users.length > 0) return refused(inUse(service, users.map(user => nameAmong(file, user)).toSorted()));
	return ok({...file, services: someRows(file.services, (_service, name) => name !== linkName)});
};
