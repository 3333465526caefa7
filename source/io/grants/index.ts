import type {ConnectionActions} from '../ports.js';
import {createEndReplacedAction} from './end-replaced.js';
import {createRefreshAction} from './refresh.js';
import {createRemoveAction} from './remove.js';
import {createRenameAction} from './rename.js';
import {createRevokeAction, type RevokeWorld} from './revoke.js';
import {createTestAction} from './test.js';
import {createUndoAction} from './undo.js';

/** What the actions need of the world. */
export type ActionWorld = RevokeWorld;

/** The actions on saved connections, wired. */
export const createConnectionActions = (world: ActionWorld): ConnectionActions => ({
	refresh: createRefreshAction(world),
	test: createTestAction(world),
	rename: createRenameAction(world),
	undo: createUndoAction(world),
	revoke: createRevokeAction(world),
	remove: createRemoveAction(world),
	endReplaced: createEndReplacedAction(world),
});
