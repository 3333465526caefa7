import type {ManyOptions} from '../network/side-by-side.js';
import type {RefreshOutcome, TestOutcome} from '../ports.js';
import type {World} from '../world.js';
import {refreshTokens} from './refresh.js';
import {removeConnection} from './remove.js';
import {renameConnection} from './rename.js';
import {endReplaced, revokeConnection} from './revoke.js';
import {testConnections} from './test.js';
import {undoLastChange} from './undo.js';

/** What can be done with saved connections, bound to one world: the same for commands and for Home. */
export const createConnectionActions = (
	world: Pick<World, 'store' | 'secrets' | 'clock' | 'tokenKeeper' | 'lock' | 'accounts' | 'dataCenters'>,
) => ({
	refresh: (linkNames: readonly string[], options?: ManyOptions<RefreshOutcome>) =>
		refreshTokens(world, linkNames, options),
	test: (linkNames: readonly string[], options?: ManyOptions<TestOutcome>) =>
		testConnections(world, linkNames, options),
	rename: (linkName: string, newName: string) => renameConnection(world, linkName, newName),
	undo: (linkName: string) => undoLastChange(world, linkName),
	revoke: (linkName: string) => revokeConnection(world, linkName),
	remove: (linkName: string, options?: {readonly keepGrant?: boolean}) =>
		removeConnection(world, linkName, options),
	endReplaced: (linkName: string) => endReplaced(world, linkName),
});

export type ConnectionActions = ReturnType<typeof createConnectionActions>;
