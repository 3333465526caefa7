import {Hono} from 'hono';
import type {Site} from '../world.js';
import {authorizeRoutes} from './authorize.js';
import {connectedAppsRoutes} from './connected-apps.js';
import {deviceRoutes} from './device.js';
import {identityRoutes} from './identity.js';
import {revokeRoutes} from './revoke.js';
import {signInRoutes} from './sign-in.js';
import {tokenRoutes} from './token.js';

/** The accounts server of one data center: the OAuth endpoints, their pages, and the user's own pages. */
export const accountsApp = (site: Site): Hono =>
	new Hono()
		.route('/', authorizeRoutes(site))
		.route('/', signInRoutes(site))
		.route('/', deviceRoutes(site))
		.route('/', tokenRoutes(site))
		.route('/', revokeRoutes(site))
		.route('/', identityRoutes(site))
		.route('/', connectedAppsRoutes(site));
