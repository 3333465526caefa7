import {Hono} from 'hono';
import {findClient} from '../clients.js';
import {showPage} from '../frames.js';
import {readForm} from '../http.js';
import {type ConnectedApp, connectedAppsBody} from '../pages/accounts.js';
import type {Person} from '../people.js';
import {endTokens, isOf} from '../tokens.js';
import type {World} from '../world.js';
import {showSignIn} from './authorize.js';
import {signedInPerson} from './sessions.js';

const path = '/practice/connected-apps';

const appsOf = (world: World, person: Person): readonly ConnectedApp[] =>
	world.state.consents.filter(isOf({personId: person.id})).map(({clientId, personId, scopes, since}) => ({
		clientId,
		name: findClient(world, clientId)?.name ?? clientId,
		scopes,
		since,
		refreshTokens: world.state.refreshTokens.filter(isOf({clientId, personId})).length,
		accessTokens: world.state.accessTokens
			.filter(isOf({clientId, personId}))
			.filter(({expiresAt}) => expiresAt > world.now()).length,
	}));

const notes: Readonly<Record<string, string>> = {
	removed: 'Removed. Its tokens have ended.',
	ended: 'Every token of this account has ended.',
};

/** What a person sees under Sessions → Connected Apps, and the ways to end tokens from the user's side. */
export const connectedAppsRoutes = new Hono();
connectedAppsRoutes.get(path, c => {
	const person = signedInPerson(c);
	if (person === undefined) return showSignIn(c, {endpoint: path, query: ''});
	const note = notes[c.req.query('done') ?? ''] ?? '';
	const body = connectedAppsBody(person, appsOf(c.var.world, person), note);
	return showPage(c, 'connected-apps', {title: 'Connected Apps', body});
});
connectedAppsRoutes.post(`${path}/remove`, async c => {
	const person = signedInPerson(c);
	const clientId = (await readForm(c)).get('client');
	if (person === undefined || clientId === null) return c.redirect(path, 303);
	endTokens(c.var.world, {personId: person.id, clientId}, 'forgets');
	return c.redirect(`${path}?done=removed`, 303);
});
connectedAppsRoutes.post(`${path}/end-tokens`, c => {
	const person = signedInPerson(c);
	if (person === undefined) return c.redirect(path, 303);
	endTokens(c.var.world, {personId: person.id}, 'remembers');
	return c.redirect(`${path}?done=ended`, 303);
});
