import {Hono} from 'hono';
import {findClient} from '../clients.js';
import {frameOf, sendPage} from '../frames.js';
import {readForm} from '../http.js';
import {type ConnectedApp, connectedAppsBody} from '../pages/accounts.js';
import {page} from '../pages/layout.js';
import type {Person} from '../people.js';
import {endTokens} from '../tokens.js';
import type {World} from '../world.js';
import {showSignIn} from './authorize.js';
import {signedInPerson} from './sessions.js';

const path = '/practice/connected-apps';

const appsOf = (world: World, person: Person): readonly ConnectedApp[] => {
	const isOwn = (grant: {readonly personId: string; readonly clientId: string}, clientId: string): boolean =>
		grant.personId === person.id && grant.clientId === clientId;
	return world.state.consents
		.filter(consent => consent.personId === person.id)
		.map(({clientId, scopes, since}) => ({
			clientId,
			name: findClient(world, clientId)?.name ?? clientId,
			scopes,
			since,
			refreshTokens: world.state.refreshTokens.filter(token => isOwn(token, clientId)).length,
			accessTokens: world.state.accessTokens.filter(
				token => isOwn(token, clientId) && token.expiresAt > world.now(),
			).length,
		}));
};

const notes: Readonly<Record<string, string>> = {
	removed: 'Removed. Its tokens have ended.',
	ended: 'Every token of this account has ended.',
};

/** What a person sees under Sessions → Connected Apps, and the ways to end tokens from the user's side. */
export const connectedAppsRoutes = (world: World, dataCenter: string): Hono => {
	const app = new Hono();
	app.get(path, c => {
		const person = signedInPerson(world, dataCenter, c);
		if (person === undefined) return showSignIn({world, dataCenter}, c, {endpoint: path, query: ''});
		const note = notes[c.req.query('done') ?? ''] ?? '';
		const body = connectedAppsBody(person, appsOf(world, person), note);
		return sendPage(c, page(frameOf(world, dataCenter, 'connected-apps'), 'Connected Apps', body));
	});
	app.post(`${path}/remove`, async c => {
		const person = signedInPerson(world, dataCenter, c);
		const clientId = (await readForm(c)).get('client');
		if (person === undefined || clientId === null) return c.redirect(path, 303);
		endTokens(world, {personId: person.id, clientId}, 'forgets');
		return c.redirect(`${path}?done=removed`, 303);
	});
	app.post(`${path}/end-tokens`, c => {
		const person = signedInPerson(world, dataCenter, c);
		if (person === undefined) return c.redirect(path, 303);
		endTokens(world, {personId: person.id}, 'remembers');
		return c.redirect(`${path}?done=ended`, 303);
	});
	return app;
};
