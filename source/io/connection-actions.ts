import {createRefreshAction} from './actions-refresh.js';
import {createTestAction, type TestWorld} from './actions-test.js';
import type {ConnectionActions} from './ports.js';

/** What the actions need of the world. */
export type ActionWorld = TestWorld;

/** The actions on saved connections, wired. */
export const createConnectionActions = (world: ActionWorld): ConnectionActions => ({
	refresh: createRefreshAction(world),
	test: createTestAction(world),
});
