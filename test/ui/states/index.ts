import {states as client} from './a-client.js';
import {states as service} from './b-service.js';
import {states as scopes} from './c-scopes.js';
import {states as connection} from './d-connection.js';
import {states as connect} from './e-connect.js';
import {states as ready} from './f-ready.js';
import {designed, type FrameName} from './frames.js';
import {states as homeList} from './g-home.js';
import {states as ofConnection} from './h-connection.js';
import {states as services} from './i-services.js';
import {states as shared} from './j-shared.js';
import {states as sigma} from './k-sigma.js';
import {states as ways} from './l-ways.js';
import {states as device} from './m-device.js';
import {states as everywhere} from './n-everywhere.js';
import type {State} from './shown.js';

const all = {
	...{...client, ...service, ...scopes, ...connection, ...connect, ...ready, ...homeList},
	...{...ofConnection, ...services, ...shared, ...sigma, ...ways, ...device, ...everywhere},
} satisfies Readonly<Record<FrameName, State>>;

/**
 * Every state of the screens: those that the design draws, by the names it gives them, and others of the same kind behind a comma. What
 * holds for all screens is tested on each; a new screen has its state added to the file of its letter.
 */
export const states: Readonly<Record<string, State>> = all;

export const isDesigned = (name: string): name is FrameName => name in designed;
