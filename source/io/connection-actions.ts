import {createEndReplacedAction} from './actions-end-replaced.js';
import {createRefreshAction} from './actions-refresh.js';
import {createRemoveAction} from './actions-remove.js';
import {createRenameAction} from './actions-rename.js';
import {createRevokeAction, type RevokeWorld} from './actions-revoke.js';
import {createTestAction} from './actions-test.js';
import {createUndoAction} from './actions-undo.js';
import type {ConnectionActions} from './ports.js';

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
