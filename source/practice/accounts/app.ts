import {Hono} from 'hono';
import {showPage} from '../frames.js';
import {at} from '../http.js';
import {errorBody} from '../pages/accounts.js';
import type {Site} from '../world.js';
import {authorizeRoutes} from './authorize.js';
import {connectedAppsRoutes} from './connected-apps.js';
import {deviceRoutes} from './device.js';
import {identityRoutes} from './identity.js';
import {ErrorPage} from './request.js';
import {revokeRoutes} from './revoke.js';
import {signInRoutes} from './sign-in.js';
import {tokenRoutes} from './token.js';

const parts = [
	...[authorizeRoutes, signInRoutes, deviceRoutes, tokenRoutes, revokeRoutes],
	...[identityRoutes, connectedAppsRoutes],
];

/** The accounts server of one data center: the OAuth endpoints, their pages, and the user's own pages. */
export const accountsApp = (site: Site): Hono => {
	const app = new Hono().use(at(site));
	for (const add of parts) add(app);
	return app.onError((error, c) => {
		if (!(error instanceof ErrorPage)) throw error;
		const {message: title, status} = error;
		return showPage(c, 'accounts', {
			title,
			body: errorBody(error),
			status,
			width: 'narrow',
			hasErrors: false,
		});
	});
};
