import {Hono} from 'hono';
import {readForm} from '../http.js';
import {findPerson} from '../people.js';
import {dataCenterOf} from '../world.js';
import {showSignIn} from './authorize.js';
import {endpointOf, issueTicket, redeemTicket, signIn} from './sessions.js';

// Rebuilt, so that nothing odd from the form ends up in a header.
const wayBack = (endpoint: string, query: string): string =>
	query === '' ? endpoint : `${endpoint}?${new URLSearchParams(query)}`;

/**
 * Signing in by choosing a person. A person who lives in another data center is sent there, and the request goes on
 * there, as the real Zoho does it (zoho.com/accounts/protocol/oauth/multi-dc.html).
 */
export const signInRoutes = new Hono();
signInRoutes.get('/practice/sign-in', c =>
	showSignIn(c, {
		endpoint: endpointOf(c.req.query('endpoint')),
		query: c.req.query('query') ?? '',
	}),
);
signInRoutes.post('/practice/sign-in', async c => {
	const {world, dataCenter} = c.var;
	const form = await readForm(c);
	const endpoint = endpointOf(form.get('endpoint'));
	const query = form.get('query') ?? '';
	const person = findPerson(form.get('person') ?? undefined);
	if (person === undefined) return showSignIn(c, {endpoint, query});
	if (person.dataCenter !== dataCenter) {
		const parameters = new URLSearchParams({ticket: issueTicket(world, person), endpoint, query});
		const home = dataCenterOf(world, person.dataCenter).accounts;
		return c.redirect(`${home}/practice/arrive?${parameters}`, 303);
	}
	signIn(c, person);
	return c.redirect(wayBack(endpoint, query), 303);
});
signInRoutes.get('/practice/arrive', c => {
	const person = redeemTicket(c.var.world, c.req.query('ticket') ?? '');
	if (person?.dataCenter === c.var.dataCenter) signIn(c, person);
	return c.redirect(wayBack(endpointOf(c.req.query('endpoint')), c.req.query('query') ?? ''), 303);
});
