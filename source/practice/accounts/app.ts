import {Hono} from 'hono';
import type {World} from '../world.js';
import {authorizeRoutes} from './authorize.js';
import {connectedAppsRoutes} from './connected-apps.js';
import {deviceRoutes} from './device.js';
import {identityRoutes} from './identity.js';
import {revokeRoutes} from './revoke.js';
import {signInRoutes} from './sign-in.js';
import {tokenRoutes} from './token.js';

/** The accounts server of one data center: the OAuth endpoints, their pages, and the user's own pages. */
export const accountsApp = (world: World, dataCenter: string): Hono =>
	new Hono()
		.route('/', authorizeRoutes({world, dataCenter}))
		.route('/', signInRoutes(world, dataCenter))
		.route('/', deviceRoutes(world, dataCenter))
		.route('/', tokenRoutes(world, dataCenter))
		.route('/', revokeRoutes(world, dataCenter))
		.route('/', identityRoutes(world, dataCenter))
		.route('/', connectedAppsRoutes(world, dataCenter));
