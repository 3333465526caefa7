import {Hono} from 'hono';
import {showPage} from '../frames.js';
import {errorBody} from '../pages/accounts.js';
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
export const accountsApp = new Hono();
for (const part of parts) accountsApp.route('/', part);
accountsApp.onError((error, c) => {
	if (!(error instanceof ErrorPage)) throw error;
	const {message: title, status} = error;
	return showPage(c, 'accounts', {title, body: errorBody(error), status, width: 'narrow', hasErrors: false});
});
