import {html, raw} from 'hono/html';
import {type ClientType, clientTypeNames, clientTypes} from '../../zoho/flows/client-type.js';
import type {ClientForm, FormProblem} from '../clients.js';
import {dataCenterName, fullName, type Person, practiceDataCenters} from '../people.js';
import type {Client} from '../state.js';
import {described, explained, problemCount, textField} from './form.js';
import {type Html, type NavigationLink, tabs} from './layout.js';

export const developerLine = (person: Person): Html =>
	html`<p class="soft">You are ${fullName(person)}, a practice developer in the data center ${dataCenterName(person.dataCenter)}.</p>`;

export const addClientButton: Html = html`<form method="get" action="/clients/new"><button class="main">Add Client</button></form>`;

const dataCentersOf = (client: Client): Html =>
	html`${practiceDataCenters
		.filter(({id}) => client.dataCenters[id]?.isEnabled)
		.map(({name}) => html`<span class="pill on">${name}</span> `)}`;

const clientItem = (client: Client): Html => html`<li class="row">
<div class="grow"><a href="/clients/${client.id}"><strong>${client.name}</strong></a>
<span class="hint">${clientTypeNames[client.type]}</span></div>
<code class="grow soft">${client.id}</code>
<div>${dataCentersOf(client)}</div></li>`;

export const clientListBody = (person: Person, clients: readonly Client[], elsewhere: number): Html => html`
${developerLine(person)}
${
	clients.length === 0
		? html`<div class="card empty"><h2>No clients yet</h2><p class="soft">A client is how your program introduces itself: an ID, a secret, and the addresses it may be called back at.</p></div>`
		: html`<ul class="list">${clients.map(clientItem)}</ul>`
}
${elsewhere === 0 ? '' : html`<p class="soft">Clients registered in other data centers are listed in their consoles: ${elsewhere}.</p>`}`;

const otherTypes = [
	['Client-based Applications', 'JavaScript that runs in a browser only.'],
	['Mobile-based Applications', 'Apps on phones and desktops.'],
] as const;

const typeHints: Readonly<Record<ClientType, string>> = {
	'server-based': 'Programs that can keep a secret and open a browser for consent.',
	'self-client': 'A program that acts for you alone.',
	'non-browser': 'Devices without a browser.',
};

export const chooseTypeBody = (person: Person): Html => html`
${developerLine(person)}
<p>Choose a client type.</p>
<ul class="cards">
${clientTypes.map(
	type => html`<li><a class="card" href="/clients/new/${type}"><strong>${clientTypeNames[type]}</strong>
<span class="hint">${typeHints[type]}</span></a></li>`,
)}
${otherTypes.map(
	([name, text]) => html`<li><div class="card off"><strong>${name}</strong><span class="hint">${text}</span>
<small>Not part of the practice Zoho.</small></div></li>`,
)}
</ul>`;

const problemOf = (problems: readonly FormProblem[], field: FormProblem['field'], row = 0) =>
	problems.find(problem => problem.field === field && problem.row === row);

/** What was typed into a field, and what is wrong with it. */
const inputOf = (field: 'name' | 'homepage', form: ClientForm, problems: readonly FormProblem[]) => {
	const wrong = problemOf(problems, field);
	return {value: form[field], wrong, isRequired: true, isFirst: wrong === problems[0]};
};

const redirectUriRow = (
	uri: string,
	row: number,
	isLast: boolean,
	problems: readonly FormProblem[],
): Html => {
	const id = `redirect-uri-${row + 1}`;
	const problem = problemOf(problems, 'redirect-uri', row);
	return html`<div><div class="uri">
<input type="text" name="redirect-uri" value="${uri}" aria-label="Authorized Redirect URI ${row + 1}" inputmode="url" autocomplete="off" spellcheck="false" ${described('redirect-uris-hint', problem && `${id}-problem`, problem === problems[0])}>
${isLast ? html`<button name="action" value="add-row" data-add-row aria-label="Add another redirect URI">+</button>` : ''}
</div>${explained(problem, id)}</div>`;
};

export type FormPage = {
	readonly type: ClientType;
	readonly action: string;
	readonly button: 'Create' | 'Update';
	readonly cancel: string;
	readonly trail: readonly NavigationLink[];
	readonly form: ClientForm;
	readonly problems: readonly FormProblem[];
};

const redirectUris = (form: ClientForm, problems: readonly FormProblem[]): Html =>
	html`<div class="field" role="group" aria-labelledby="redirect-uris-label" aria-describedby="redirect-uris-hint">
<span class="label" id="redirect-uris-label">Authorized Redirect URIs</span>
<div id="redirect-uris">${form.redirectUris.map((uri, row) =>
		redirectUriRow(uri, row, row === form.redirectUris.length - 1, problems),
	)}</div>
<span class="hint" id="redirect-uris-hint">Compared exactly: scheme, host, port, path, trailing slash.</span>
</div>`;

/** The registration form. Enter creates; `+` adds a row, with or without script, and keeps what was typed. */
export const clientFormBody = ({type, action, button, cancel, form, problems}: FormPage): Html => html`
${problemCount('Not saved', problems.length)}
<form method="post" action="${action}" class="card" novalidate>
<button class="hidden" tabindex="-1" aria-hidden="true" name="action" value="create">${button} (Enter)</button>
${textField('name', 'Client Name', 'People see it when they are asked for consent.', inputOf('name', form, problems))}
${textField('homepage', 'Homepage URL', 'For example https://example.com', inputOf('homepage', form, problems))}
${type === 'server-based' ? redirectUris(form, problems) : ''}
<div class="actions"><button class="main" name="action" value="create">${button}</button>
<a class="button" href="${cancel}">Cancel</a></div>
</form>`;

type Tab = 'generate' | 'secret' | 'settings';

const tabNames: Readonly<Record<Tab, string>> = {
	generate: 'Generate Code',
	secret: 'Client Secret',
	settings: 'Settings',
};

/** A Self Client has codes to generate and no data center but its own. */
export const clientTabs = (client: Client, current: Tab): Html => {
	const own: readonly Tab[] = client.type === 'self-client' ? ['generate', 'secret'] : ['secret', 'settings'];
	return tabs(
		'Client',
		own.map(tab => ({
			id: `tab-${tab}`,
			href: `/clients/${client.id}${tab === 'secret' ? '' : `/${tab}`}`,
			text: tabNames[tab],
			isCurrent: tab === current,
		})),
	);
};

export const copyable = (
	id: string,
	text: string,
	name: string,
): Html => html`<span class="value"><code data-testid="${id}">${text}</code>
<button type="button" class="small needs-js" data-copy="${text}" aria-label="Copy ${name}">Copy</button></span>`;

const deletion = (client: Client): Html => html`<details><summary>Delete this client</summary>
<p>Every token and consent that was given to ${client.name} ends with it.</p>
<form method="post" action="/clients/${client.id}/delete"><button class="danger">Delete client</button></form></details>`;

const details = (client: Client): Html => html`
<div class="row head"><h2 class="grow">Details</h2><a class="button" href="/clients/${client.id}/edit">Edit</a></div>
<dl>
<dt>Homepage URL</dt><dd>${client.homepage}</dd>
${
	client.type === 'server-based'
		? html`<dt>Authorized Redirect URIs</dt><dd><ul class="plain">${client.redirectUris.map(uri => html`<li><code>${uri}</code></li>`)}</ul></dd>`
		: ''
}
</dl>`;

export const secretTabBody = (client: Client): Html => html`
${clientTabs(client, 'secret')}
<section role="tabpanel" aria-labelledby="tab-secret" class="two">
<div class="card"><dl>
<dt>Client ID</dt><dd>${copyable('client-id', client.id, 'client ID')}</dd>
<dt>Client Secret</dt><dd>${copyable('client-secret', client.dataCenters[client.home]?.secret ?? '', 'client secret')}</dd>
</dl><p class="saved" id="status" role="status"></p></div>
<div class="card">
${
	client.type === 'server-based' && !client.sameCredentials
		? html`<p class="notice">Next: Settings tab. Check “Use the same OAuth credentials for all data centers” there.</p>`
		: ''
}
${client.type === 'self-client' ? '' : details(client)}
${deletion(client)}</div>
</section>`;

const dataCenterSwitch = (client: Client, id: string, name: string): Html => html`<label class="check">
<input type="checkbox" role="switch" name="data-center" value="${id}" ${
	client.dataCenters[id]?.isEnabled ? raw('checked') : ''
} ${id === client.home ? raw('disabled') : ''}> <span>${name}${
	id === client.home ? html` <small>(home, always on)</small>` : ''
}</span></label>`;

const ownSecrets = (client: Client): Html => {
	const enabled = practiceDataCenters.filter(({id}) => client.dataCenters[id]?.isEnabled);
	return client.sameCredentials
		? html`<p>The secret of the tab Client Secret is valid in every data center that is on.</p>`
		: html`<p>Every data center has a secret of its own.</p><ul class="plain">${enabled.map(
				({
					id,
					name,
				}) => html`<li>${name}<details><summary aria-label="SHOW CODE for ${name}">SHOW CODE</summary>
${copyable(`client-secret-${id}`, client.dataCenters[id]?.secret ?? '', `client secret for ${name}`)}</details></li>`,
			)}</ul>`;
};

export const settingsTabBody = (client: Client): Html => html`
${clientTabs(client, 'settings')}
<section role="tabpanel" aria-labelledby="tab-settings" class="two">
<form class="card" method="post" action="/clients/${client.id}/settings" data-autosave>
<label class="check field"><input type="checkbox" name="same-credentials" value="on" ${
	client.sameCredentials ? raw('checked') : ''
}> <span>Use the same OAuth credentials for all data centers</span></label>
<fieldset><legend>Data centers</legend>
${practiceDataCenters.map(({id, name}) => dataCenterSwitch(client, id, name))}
</fieldset>
<noscript><button class="main">Save</button></noscript>
<p class="saved" id="status" role="status"></p>
</form>
<div class="card"><h2>Client secrets</h2><div id="own-secrets" data-live>${ownSecrets(client)}</div></div>
</section>`;
