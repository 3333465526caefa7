import {html, raw} from 'hono/html';
import type {DataCenter} from '../../zoho/data-center.js';
import {type Faults, faultGroups, numberTexts, switchTexts} from '../faults.js';
import {dataCenterName, fullName, people} from '../people.js';
import {type Provocation, provocations} from '../provocations.js';
import {hidden} from './form.js';
import type {Html} from './layout.js';

const faultSwitch = (
	faults: Faults,
	{name, label, hint, says}: (typeof switchTexts)[number],
): Html => html`<li>
<label class="check"><input type="checkbox" role="switch" name="${name}" value="on" aria-describedby="${name}-hint ${name}-says" ${
	faults[name] === true ? raw('checked') : ''
}> <span>${label}</span></label><small class="hint" id="${name}-hint">${hint}</small>
<small class="hint" id="${name}-says">In the terminal: ${says}</small></li>`;

/** Each group closed but the first, and those in which something is on; what is in none is odd. */
const switchGroups = (faults: Faults): Html => {
	const grouped = faultGroups.flatMap(({names}) => names);
	const odd = switchTexts.map(({name}) => name).filter(name => !grouped.includes(name));
	return html`${[...faultGroups, {title: 'Odd answers', names: odd}].map(({title, names}, index) => {
		const isOpen = index === 0 || names.some(name => faults[name] === true);
		return html`<details ${isOpen ? raw('open') : ''}><summary>${title}</summary>
<ul class="plain">${switchTexts
			.filter(({name}) => names.includes(name))
			.map(text => faultSwitch(faults, text))}</ul></details>`;
	})}`;
};

const faultNumber = (
	faults: Faults,
	{name, label, hint}: (typeof numberTexts)[number],
): Html => html`<div class="field">
<label for="${name}">${label}</label>
<input type="number" id="${name}" name="${name}" value="${faults[name]}" min="1" max="86400" required aria-describedby="${name}-hint">
<span class="hint" id="${name}-hint">${hint}</span></div>`;

const placesList = (dataCenters: readonly DataCenter[]): Html =>
	html`<ul class="plain">${dataCenters.map(
		({name, accounts, api, console}) => html`<li><strong>${name}</strong>
<span class="hint">Accounts <a href="${accounts}/practice/connected-apps">${new URL(accounts).host}</a> ·
API ${new URL(api).host} · Console <a href="${console}/">${new URL(console).host}</a></span></li>`,
	)}</ul>`;

const provocation = (
	{name, label}: Provocation,
	fields: Readonly<Record<string, string>>,
	whom: string,
): Html => html`<form method="post" action="/practice/controls/provoke">
${hidden({what: name, ...fields})}
<button class="small" aria-label="${label}: ${whom}" aria-describedby="${name}-hint">${label}</button></form>`;

/** What is done to the grants of one person and one client; and to all of a person's. */
const ofGrants = provocations.filter(({name}) => name !== 'change-password');
const ofPeople = provocations.filter(({name}) => name === 'change-password');

const peopleList = (): Html =>
	html`<ul class="plain">${people.map(
		person => html`<li><strong>${fullName(person)}</strong>, ${dataCenterName(person.dataCenter)}
<span class="hint">${person.organizations.map(({name}) => name).join(', ')}</span>
${ofPeople.map(what => provocation(what, {person: person.id}, fullName(person)))}</li>`,
	)}</ul>`;

const grantsList = (grants: ControlsPage['grants']): Html =>
	grants.length === 0
		? html`<p class="hint">There are no consents yet.</p>`
		: html`<ul class="plain">${grants.map(({clientId, clientName, person, refreshTokens}) => {
				const name = people.find(({id}) => id === person);
				const whom = `${name ? fullName(name) : person}, ${clientName}`;
				return html`<li><strong>${whom}</strong>
<span class="hint">${refreshTokens} of 20 refresh tokens</span>
<div class="actions">${ofGrants.map(what => provocation(what, {person, client: clientId}, whom))}</div></li>`;
			})}</ul>`;

const hintsOf = (whats: readonly Provocation[]): Html =>
	html`${whats.map(({name, label, hint}) => html`<p class="hint" id="${name}-hint">${label}: ${hint}</p>`)}`;

export type ControlsPage = {
	readonly dataCenters: readonly DataCenter[];
	readonly faults: Faults;
	readonly counts: Readonly<Record<string, number>>;
	readonly grants: readonly {
		readonly clientId: string;
		readonly clientName: string;
		readonly person: string;
		readonly refreshTokens: number;
	}[];
	readonly note: string;
};

export const controlsBody = ({dataCenters, faults, counts, grants, note}: ControlsPage): Html => html`
<p class="soft">The same program, the same requests, and what the world can do to them.</p>
${note === '' ? '' : html`<p class="notice" role="status">${note}</p>`}
<div class="two"><form class="card" method="post" action="/practice/controls/faults" data-autosave>
<h2>What goes wrong</h2>
${switchGroups(faults)}
<h2>How long things live</h2>
${numberTexts.map(text => faultNumber(faults, text))}
<noscript><button class="main">Save</button></noscript>
<p class="saved" id="status" role="status"></p>
</form>
<div><section class="card" aria-labelledby="now"><h2 id="now">Now</h2>
<ul class="plain">${Object.entries(counts).map(([name, number]) => html`<li class="row"><span>${name}</span> <strong>${number}</strong></li>`)}</ul>
<div class="actions">
<form method="post" action="/practice/controls/end-tokens"><button class="danger">End all tokens</button></form>
<form method="post" action="/practice/controls/reset"><button class="danger">Start over</button></form>
</div>
<p class="hint">Starting over forgets every client, consent, token and switch.</p></section>
<section class="card" aria-labelledby="grants"><h2 id="grants">Grants</h2>${grantsList(grants)}
${hintsOf(ofGrants)}</section>
<section class="card" aria-labelledby="places"><h2 id="places">Data centers</h2>${placesList(dataCenters)}</section>
<section class="card" aria-labelledby="people"><h2 id="people">People</h2>${peopleList()}${hintsOf(ofPeople)}</section></div></div>`;
