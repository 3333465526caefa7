import type {ConnectionActions} from '../ports.js';
import type {World} from '../world.js';
import {refreshTokens} from './refresh.js';
import {removeConnection} from './remove.js';
import {renameConnection} from './rename.js';
import {endReplaced, revokeConnection} from './revoke.js';
import {testConnections} from './test.js';
import {undoLastChange} from './undo.js';

/** What can be done with saved connections, bound to one world. */
export const createConnectionActions = (
	world: Pick<World, 'store' | 'secrets' | 'clock' | 'tokenKeeper' | 'lock' | 'accounts' | 'dataCenters'>,
): ConnectionActions => ({
	refresh: (linkNames, options) => refreshTokens(world, linkNames, options),
	test: (linkNames, options) => testConnections(world, linkNames, options),
	rename: (linkName, newName) => renameConnection(world, linkName, newName),
	undo: linkName => undoLastChange(world, linkName),
	revoke: linkName => revokeConnection(world, linkName),
	remove: (linkName, options) => removeConnection(world, linkName, options),
	endReplaced: linkName => endReplaced(world, linkName),
});
