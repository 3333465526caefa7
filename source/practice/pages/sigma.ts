import {html, raw} from 'hono/html';
import {type FieldProblem, type ServiceField, serviceFields} from '../sigma/fields.js';
import {
	type SigmaConnection,
	type SigmaProduct,
	type SigmaService,
	sigmaProducts,
	type Workspace,
} from '../sigma/state.js';
import {explained, type Html, problemCount} from './layout.js';

/** Below every page: what it is made from. */
export const sourceNote: Html = html`<p class="hint">Labels and their order are those of Zoho’s documents. Not known of the real Sigma, so ours: how its pages look, its error messages, the rule for link names, how it splits the Scope, and where it exchanges the code.</p>`;

const field = (id: string, label: string, hint: string, input: Html): Html => html`<div class="field">
<label for="${id}">${label}</label>${input}
<span class="hint" id="${id}-hint">${hint}</span></div>`;

/** What describes a field: what is wrong with it, and always its hint. @param problem id of the text that says what is wrong */
const described = (id: string, problem: string | undefined): Html | string =>
	raw(
		problem === undefined
			? `aria-describedby="${id}-hint"`
			: `aria-invalid="true" aria-describedby="${problem} ${id}-hint"`,
	);

const textInput = (id: string, value: string, problem?: string): Html =>
	html`<input type="text" id="${id}" name="${id}" value="${value}" autocomplete="off" spellcheck="false" ${described(id, problem)}>`;

/** What is wrong with a form, above it, and which of its fields points there. */
const formProblem = 'form-problem';
const formNotice = (text: string): Html | string =>
	text === '' ? '' : html`<p class="notice bad" role="alert" id="${formProblem}">${text}</p>`;
const pointsAt = (text: string): string | undefined => (text === '' ? undefined : formProblem);

export const workspacesBody = (
	person: string,
	workspaces: readonly Workspace[],
	problem: string,
): Html => html`
<p class="soft">You are ${person}. No password is asked here.</p>
${
	workspaces.length === 0
		? ''
		: html`<h2>My Workspaces</h2><ul class="list">${workspaces.map(
				({id, name}) => html`<li><a href="/sigma/${id}"><strong>${name}</strong></a></li>`,
			)}</ul>`
}
<form class="card" method="post" action="/sigma/workspaces" novalidate>
${field('workspace', 'Enter your workspace name', 'Extensions are made in a workspace.', textInput('workspace', '', pointsAt(problem)))}
${formNotice(problem)}
<div class="actions"><button class="main">Create Workspace</button></div></form>`;

/** The menu at the left of a workspace. */
const workspaceMenu = (
	id: string,
	current: 'extensions' | 'connections',
): Html => html`<nav aria-label="Workspace"><ul>
<li><a href="/sigma/${id}" ${current === 'extensions' ? raw('aria-current="page"') : ''}>Extensions</a></li>
<li><a href="/sigma/${id}/connections" ${current === 'connections' ? raw('aria-current="page"') : ''}>Connections</a></li>
</ul></nav>`;

const productName = (id: string): string => sigmaProducts.find(product => product.id === id)?.name ?? id;

export const extensionsBody = ({id, extensions}: Workspace): Html => html`
${workspaceMenu(id, 'extensions')}
<h2>All Extensions</h2>
<ul class="list">${extensions.map(
	extension => html`<li class="row"><div class="grow"><strong>${extension.name}</strong>
<span class="hint">${productName(extension.product)}</span></div>
<a class="button" href="/sigma/${id}/extensions/${extension.id}" aria-label="Edit ${extension.name}">Edit</a></li>`,
)}</ul>
<p class="hint">In the real Sigma, Edit appears when the pointer is over the extension.</p>`;

export const newExtensionBody = (id: string, problem: string): Html => html`
<form class="card" method="post" action="/sigma/${id}/new-extension" novalidate>
${field('name', 'Name', 'It must not contain the name of the Zoho product.', textInput('name', '', pointsAt(problem)))}
<div class="field"><label for="product">Service</label><select id="product" name="product" aria-describedby="product-hint">${sigmaProducts.map(
	product => html`<option value="${product.id}">${product.name}</option>`,
)}</select><span class="hint" id="product-hint">The product that the extension is for.</span></div>
${formNotice(problem)}
<div class="actions"><button class="main">Create</button> <a class="button" href="/sigma/${id}">Cancel</a></div></form>`;

const sideBar = [
	'Preferences',
	'PDF Templates',
	'Email Notifications',
	'Automation',
	'Web Tabs',
	'Signals',
	'Widgets',
	'Incoming Webhooks',
	'Connections',
	'Custom Views',
	'Custom Modules',
	'Payment Gateway Connectors',
] as const;

/** The tabs of an extension's console and, in Build, its left bar. */
export const extensionBody = (path: string, product: SigmaProduct, tab: 'configure' | 'build'): Html => html`
<div role="tablist" aria-label="Extension">
<a role="tab" href="${path}/build" aria-selected="${String(tab === 'build')}">Build</a>
<a role="tab" href="${path}" aria-selected="${String(tab === 'configure')}">Configure</a>
</div>
${
	tab === 'configure'
		? html`<section role="tabpanel" class="card"><p>Global fields and settings of the extension. Nothing is to be done here: the connections are in the Build tab.</p></section>`
		: html`<section role="tabpanel" class="card"><nav aria-label="Build"><ul class="stack">${sideBar.map(
				name =>
					name === 'Connections' && product.hasOwnConnections
						? html`<li><a href="${path}/connections">Connections</a></li>`
						: name === 'Connections'
							? ''
							: html`<li class="soft">${name}</li>`,
			)}</ul></nav>
${product.hasOwnConnections ? '' : html`<p class="notice">Extensions for ${product.name} have their connections in the menu of the workspace.</p>`}</section>`
}`;

export const chooseServiceBody = (id: string): Html => html`
${workspaceMenu(id, 'connections')}
<form class="card" method="get" action="/sigma/${id}/connections/choose">
<div class="field"><label for="service">Service</label><select id="service" name="service">${sigmaProducts
	.filter(product => !product.hasOwnConnections)
	.map(product => html`<option value="${product.id}">${product.name}</option>`)}</select></div>
<div class="field"><label for="organization">Organization</label><select id="organization" name="organization"><option>Practice organization</option></select></div>
<div class="actions"><button class="main">Show connections</button></div></form>`;

export const connectionsBody = (path: string, connections: readonly SigmaConnection[]): Html =>
	connections.length === 0
		? html`<div class="card empty"><h2>You don’t have any connections yet</h2></div>`
		: html`<h2>My Connections</h2><ul class="list">${connections.map(
				({id, name, linkName, tokens}) => html`<li class="row"><div class="grow">
<a href="${path}/connections/${id}"><strong>${name}</strong></a> <span class="hint">${linkName}</span></div>
<span class="pill ${tokens ? 'on' : ''}">${tokens ? 'Connected' : 'Not connected'}</span></li>`,
			)}</ul>`;

export const pickServiceBody = (
	path: string,
	tab: 'default' | 'custom',
	services: readonly SigmaService[],
): Html => html`
<h2>Pick Your Service</h2>
<div role="tablist" aria-label="Pick Your Service">
<a role="tab" href="${path}/connections/new" aria-selected="${String(tab === 'default')}">Default Services</a>
<a role="tab" href="${path}/connections/new?tab=custom" aria-selected="${String(tab === 'custom')}">Custom Service</a>
</div>
<section role="tabpanel">${
	tab === 'default'
		? html`<p class="card">A default service connects to one product only. For several products go to Custom Service.</p>`
		: html`<ul class="cards"><li><a class="card" href="${path}/services/new"><strong>+ Create New Service</strong></a></li>
${services.map(
	service =>
		html`<li><a class="card" href="${path}/services/${service.id}"><strong>${service.fields['service-name']}</strong><span class="hint">${service.linkName}</span></a></li>`,
)}</ul>`
}</section>`;

const serviceInput = (
	{key, label, hint, options}: ServiceField,
	value: string,
	problem: FieldProblem | undefined,
): Html => {
	const wrong = problem && `${key}-problem`;
	const input = options
		? html`<select id="${key}" name="${key}" ${described(key, wrong)}>${options.map(
				option => html`<option ${option === value ? raw('selected') : ''}>${option}</option>`,
			)}</select>`
		: textInput(key, value, wrong);
	return field(key, label, hint, html`${input}${explained(problem, key)}`);
};

export const serviceFormBody = (
	path: string,
	fields: Readonly<Record<string, string>>,
	problems: readonly FieldProblem[],
): Html => html`
${problemCount('Not created', problems.length)}
<form class="card" method="post" action="${path}/services/new" novalidate>
${serviceFields.map(one =>
	serviceInput(
		one,
		fields[one.key] ?? one.options?.[0] ?? '',
		problems.find(({key}) => key === one.key),
	),
)}
<div class="actions"><button class="main">Create Service</button> <a class="button" href="${path}/connections">Cancel</a></div></form>`;

export const detailsFormBody = (
	path: string,
	service: SigmaService,
	given: {readonly name: string; readonly problem: string},
): Html => html`
<form class="card" method="post" action="${path}/services/${service.id}" novalidate>
<p>Service: <strong>${service.fields['service-name']}</strong></p>
${field('connection-name', 'Connection Name', 'At most 50 characters.', textInput('connection-name', given.name, pointsAt(given.problem)))}
${field('connection-link-name', 'Connection Link Name', 'Made from the name when left empty. It cannot be changed later.', textInput('connection-link-name', ''))}
<label class="check field"><input type="checkbox" name="login-user" value="on"> <span>Use Credentials of Login User
<span class="hint">On: each user connects an account of their own. Off: everyone acts as you.</span></span></label>
${formNotice(given.problem)}
<div class="actions"><button class="main">Create and Connect</button> <a class="button" href="${path}/connections">Cancel</a></div></form>`;

const connectButton = (path: string, text: string): Html =>
	html`<form method="post" action="${path}/connect"><button class="main">${text}</button></form>`;

/** The page on which the consent begins; and where one ends that brought nothing. */
export const connectBody = (path: string, callback: string, error: string): Html => html`
${error === '' ? '' : html`<p class="notice bad" role="alert">The connection could not be authenticated. Zoho’s answer: <code>${error}</code></p>`}
<div class="card"><p>Zoho asks you to sign in and to accept the scopes. It sends you back to</p>
<p><code>${callback}</code></p>
<p class="hint">This address must be among the Authorized Redirect URIs of the client, exactly.</p>
<div class="actions">${connectButton(path, 'Connect')}</div></div>`;

const sample = (path: string, tab: 'deluge' | 'json', text: string): Html => html`
<section class="card" aria-labelledby="sample"><h2 id="sample">Sample Code</h2>
<div role="tablist" aria-label="Sample Code">
<a role="tab" href="${path}" aria-selected="${String(tab === 'deluge')}">Deluge</a>
<a role="tab" href="${path}?code=json" aria-selected="${String(tab === 'json')}">JSON</a></div>
<span class="value"><code id="sample-code">${raw(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>').replaceAll('  ', '&nbsp; '))}</code>
<button type="button" class="small needs-js" data-copy="${text}">Copy</button></span>
<p class="saved" id="status" role="status"></p>
<p class="hint">The JSON tab is documented for Desk, Projects and Writer; whether finance extensions have it is not known.</p></section>`;

export const summaryBody = (
	path: string,
	{connection, service}: {readonly connection: SigmaConnection; readonly service: SigmaService},
	shown: {readonly tab: 'deluge' | 'json'; readonly code: string},
): Html => html`
<p class="notice" role="status">The connection has been authenticated and is ready for use.</p>
${
	connection.tokens?.refreshToken === undefined
		? html`<p class="notice bad">Zoho gave no refresh token: the connection ends after an hour. Is access_type=offline in the Authorize URL? How the real Sigma shows this is not known.</p>`
		: ''
}
<section class="card" aria-labelledby="summary"><h2 id="summary">Connection Summary</h2><dl>
<dt>Link Name</dt><dd><code>${connection.linkName}</code></dd>
<dt>Service Name</dt><dd>${service.fields['service-name']}</dd>
<dt>Scopes</dt><dd><code>${service.fields.scope}</code></dd>
<dt>Status</dt><dd>Connected</dd></dl>
<div class="actions"><form method="post" action="${path}/delete"><button class="danger">Delete</button></form></div></section>
${sample(path, shown.tab, shown.code)}`;
