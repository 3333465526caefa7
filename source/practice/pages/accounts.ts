import {html, raw} from 'hono/html';
import {counted} from '../../zoho/text.js';
import {dataCenterName, fullName, type Organization, type Person} from '../people.js';
import {describeScope} from '../scopes.js';
import {hidden, radio} from './form.js';
import type {Html} from './layout.js';

/** The fields a form has to send back so that the request can continue where it was: they are checked again each time. */
export type Pending = {readonly endpoint: string; readonly query: string};

const avatar = (name: string): Html =>
	html`<span class="avatar" aria-hidden="true">${[...name][0]?.toUpperCase() ?? ''}</span>`;

/** Zoho's error page: a title, no way on. The tip is ours. */
export const errorBody = (error: {readonly text: string; readonly tip: string}): Html => html`
<div class="card"><p>${error.text}</p>
<p class="notice"><strong>Practice tip.</strong> ${error.tip}</p></div>`;

/** @param isOff whether the client that asks is not enabled in a data center */
export const signInBody = (
	people: readonly Person[],
	pending: Pending,
	isOff: (dataCenter: string) => boolean,
): Html => html`
<p>No passwords here. Choose who to sign in as.</p>
<form method="post" action="/practice/sign-in">
${hidden(pending)}
${people.map(
	person => html`<button class="person" name="person" value="${person.id}">
${avatar(person.firstName)}
<span class="grow"><strong>${fullName(person)}</strong><small class="hint">${person.email}</small>${
		isOff(person.dataCenter)
			? html`<small class="hint">${dataCenterName(person.dataCenter)}: enable it in Settings first</small>`
			: ''
	}</span>
<span class="pill">${dataCenterName(person.dataCenter)}</span></button>`,
)}
</form>`;

const someoneElse = (pending: Pending): Html =>
	html`<a href="/practice/sign-in?${raw(new URLSearchParams(pending).toString().replaceAll('&', '&amp;'))}">Sign in as someone else</a>`;

export const signedInAs = (person: Person, pending: Pending): Html => html`
<div class="row head"><p class="grow">Signed in as <strong>${fullName(person)}</strong><br><span class="soft">${person.email}</span></p>
<p>${someoneElse(pending)}</p></div>`;

/** The first one is chosen. */
const organizationChoice = (organizations: readonly Organization[]): Html =>
	organizations.length < 2
		? html``
		: html`<fieldset class="card"><legend class="hidden">Organization</legend>
<h2 aria-hidden="true">Organization</h2>
${organizations.map(({id, name}, index) => radio('organization', id, index === 0, name))}
</fieldset>`;

export type ConsentQuestion = {
	readonly asksFor: 'access' | 'more';
	readonly clientName: string;
	readonly person: Person;
	readonly pending: Pending;
	readonly scopes: readonly string[];
	readonly organizations: readonly Organization[];
	/** Undefined where nothing is called back. */
	readonly redirectUri: string | undefined;
	readonly action: string;
};

export const consentTitle = ({clientName, asksFor}: ConsentQuestion): string =>
	`${clientName} asks for ${asksFor}`;

/** The consent page: who asks, for what, on whose behalf; *Accept* and *Reject*. */
export const consentBody = (question: ConsentQuestion): Html => html`
<div class="asks">${avatar(question.clientName)}<h1>${consentTitle(question)}</h1></div>
${signedInAs(question.person, question.pending)}
<form method="post" action="${question.action}">
${hidden({...question.pending, person: question.person.id})}
<section class="card" aria-labelledby="wants">
<h2 id="wants">${question.clientName} wants to</h2>
<ul class="plain">
${question.scopes.map(scope => html`<li>${describeScope(scope)}<br><code class="soft">${scope}</code></li>`)}
</ul>
</section>
${organizationChoice(question.organizations)}
${
	question.redirectUri === undefined
		? html`<p class="soft">Afterward your device continues by itself.</p>`
		: html`<p class="soft">Afterward you are sent to <span class="mono">${question.redirectUri}</span>.</p>`
}
<div class="actions">
<button class="main" name="decision" value="accept">Accept</button>
<button name="decision" value="reject">Reject</button>
</div>
</form>`;

export type ConnectedApp = {
	readonly clientId: string;
	readonly name: string;
	readonly scopes: readonly string[];
	readonly since: number;
	readonly refreshTokens: number;
	readonly accessTokens: number;
};

const appItem = (app: ConnectedApp): Html => html`<li class="card">
<div class="row"><h2 class="grow">${app.name}</h2>
<form method="post" action="/practice/connected-apps/remove">
<input type="hidden" name="client" value="${app.clientId}">
<button class="danger small" aria-label="Remove ${app.name}">Remove</button></form></div>
<p class="soft">Since ${new Date(app.since).toISOString().slice(0, 16).replace('T', ' ')} UTC ·
${counted(app.refreshTokens, 'refresh token')} · ${counted(app.accessTokens, 'access token')}</p>
<details><summary>${counted(app.scopes.length, 'scope')}</summary><ul>${app.scopes.map(
	scope => html`<li><code>${scope}</code></li>`,
)}</ul></details>
</li>`;

export const connectedAppsBody = (person: Person, apps: readonly ConnectedApp[], note: string): Html => html`
${signedInAs(person, {endpoint: '/practice/connected-apps', query: ''})}
${note === '' ? '' : html`<p class="notice" role="status">${note}</p>`}
${
	apps.length === 0
		? html`<p class="card empty soft">No program has access to this account.</p>`
		: html`<ul class="stack">${apps.map(appItem)}</ul>`
}
<section class="card" aria-labelledby="password">
<h2 id="password">Password</h2>
<p>There is no password to change, but its consequence can be had: every token of this account ends.</p>
<form method="post" action="/practice/connected-apps/end-tokens"><button class="danger">Change password and end API tokens</button></form>
</section>`;
