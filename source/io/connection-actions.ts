import {createRefreshAction} from './actions-refresh.js';
import type {Clock, ConnectionActions, TokenKeeper} from './ports.js';

/** What the actions need of the world. */
export type ActionWorld = {
	readonly tokenKeeper: TokenKeeper;
	readonly clock: Clock;
};

/** The actions on saved connections, wired. */
export const createConnectionActions = (world: ActionWorld): ConnectionActions => ({
	refresh: createRefreshAction(world),
});
