import {html} from 'hono/html';
import type {Person} from '../people.js';
import {type CodeForm, durations} from '../self-client.js';
import type {Client, Code} from '../state.js';
import {clientTabs, copyable} from './console.js';
import {hidden, radio, selectField, textField} from './form.js';
import type {Html} from './layout.js';

/** What stands before a Self Client is made: it asks for nothing. */
export const createSelfClientBody = (): Html => html`
<form method="post" action="/clients/new/self-client" class="card">
<p>A Self Client acts for you alone. It has no homepage and no redirect URI; its codes are generated here.</p>
<div class="actions"><button class="main">Create</button> <a class="button" href="/">Cancel</a></div>
</form>`;

const minutesToChoose = durations.map(minutes => [String(minutes), `${minutes} minutes`] as const);

/** The tab *Generate Code*. @param problem why no code was made of what was typed */
export const generateTabBody = (client: Client, form: CodeForm, problem: string | undefined): Html => html`
${clientTabs(client, 'generate')}
<section role="tabpanel" aria-labelledby="tab-generate">
${problem === undefined ? '' : html`<p class="notice bad" role="alert">${problem}</p>`}
<form method="post" action="/clients/${client.id}/generate" class="card">
${textField('scope', 'Scope', 'Several are separated by commas.', {value: form.scope})}
${selectField('minutes', 'Time Duration', '', {options: minutesToChoose, value: form.minutes})}
${textField('description', 'Scope Description', '', {value: form.description})}
<div class="actions"><button class="main">Create</button></div>
</form></section>`;

/** Which organization the code is for; asked of those who have several. */
export const choosePortalBody = (client: Client, form: CodeForm, person: Person): Html => html`
${clientTabs(client, 'generate')}
<section role="tabpanel" aria-labelledby="tab-generate">
<form method="post" action="/clients/${client.id}/generate" class="card">
${hidden(form)}
<fieldset><legend>Select the portal that the code is for</legend>
${person.organizations.map(({id, name}, index) => radio('organization', id, index === 0, name))}</fieldset>
<div class="actions"><button class="main">Create</button></div>
</form></section>`;

export const codeBody = (client: Client, {code}: Code, form: CodeForm): Html => html`
${clientTabs(client, 'generate')}
<section role="tabpanel" aria-labelledby="tab-generate">
<div class="card"><h2>Generated Code</h2>
<p>${copyable('generated-code', code, 'generated code')}</p>
<p class="soft">Good for ${form.minutes} minutes, and once.</p>
<p class="saved" id="status" role="status"></p></div></section>`;
